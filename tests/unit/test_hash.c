/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/hash.h"

#include <stdio.h>

#include "testlib.h"

/* splitmix64 of Steele, Lea & Flood with seed 1477776061723855037: outputs published
 * with the generator (dsiutils; rand_xoshiro tests). */
START_TEST(the_mixer_is_that_of_splitmix64)
{
    static const uint64_t want[] = {
        UINT64_C(1985237415132408290), UINT64_C(2979275885539914483),
        UINT64_C(13511426838097143398), UINT64_C(8488337342461049707)};
    uint64_t state = UINT64_C(1477776061723855037);

    for (size_t i = 0; i < 4; i++) {
        state += UINT64_C(0x9e3779b97f4a7c15);
        ck_assert_uint_eq(hash_mix(state), want[i]);
    }
    ck_assert_uint_eq(hash_mix(0), 0);
}
END_TEST

/* FNV-1a, salted and finished by the mixer, computed by another program. */
START_TEST(bytes_hash_as_defined)
{
    ck_assert_uint_eq(hash_bytes("", 0, 0), UINT64_C(0xaebe53f85cdc3c4c));
    ck_assert_uint_eq(hash_bytes("a", 1, 0), UINT64_C(0x1f5789dbc44d16ed));
    ck_assert_uint_eq(hash_bytes("foobar", 6, 0), UINT64_C(0x67f7cd09b36f9020));
    ck_assert_uint_eq(hash_bytes("foobar", 6, 1), UINT64_C(0x73877f70a0c86699));
}
END_TEST

/* The quick one: texts of every length, and every byte of them. */
START_TEST(texts_that_differ_in_a_byte_hash_apart)
{
    char text[41];

    memset(text, 'x', sizeof text);
    for (size_t length = 1; length < sizeof text; length++)
        for (size_t at = 0; at < length; at++) {
            uint64_t plain = hash_text(text, length), other;

            text[at] = 'y';
            other = hash_text(text, length);
            text[at] = 'x';
            ck_assert_uint_ne(plain, other);
            ck_assert_int_gt(__builtin_popcountll(plain ^ other), 8);
            ck_assert_uint_ne(plain, hash_text(text, length - 1));
        }
}
END_TEST

/* Numbers as texts: as few share the upper 20 bits as of random hashes, 1e10 / 2 / 2^20 = 4,768 pairs. */
START_TEST(numbered_ids_are_spread)
{
    static uint32_t seen[1 << 20];
    uint64_t pairs = 0;

    for (int i = 0; i < 100000; i++) {
        char text[16];
        int length = snprintf(text, sizeof text, "S%08d", i);

        pairs += seen[hash_text(text, (size_t)length) >> 44]++;
    }
    ck_assert_uint_gt(pairs, 4400);
    ck_assert_uint_lt(pairs, 5150);
}
END_TEST

/* Flipping one bit of the input flips half of the output, give or take. */
START_TEST(every_input_bit_matters)
{
    unsigned char bytes[16] = {0};
    uint64_t plain = hash_bytes(bytes, sizeof bytes, 7);

    for (size_t bit = 0; bit < 8 * sizeof bytes; bit++) {
        int flipped;

        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        flipped = __builtin_popcountll(plain ^ hash_bytes(bytes, sizeof bytes, 7));
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        ck_assert_int_ge(flipped, 12);
        ck_assert_int_le(flipped, 52);
    }
}
END_TEST

START_TEST(length_and_seed_matter)
{
    ck_assert_uint_ne(hash_bytes("ab", 1, 0), hash_bytes("ab", 2, 0));
    ck_assert_uint_ne(hash_bytes("\0", 1, 0), hash_bytes("\0\0", 2, 0));
    ck_assert_uint_ne(hash_bytes("ab", 2, 0), hash_bytes("ab", 2, 1));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("hash");
    TCase *tc = tcase_create("hash");

    tcase_add_test(tc, the_mixer_is_that_of_splitmix64);
    tcase_add_test(tc, bytes_hash_as_defined);
    tcase_add_test(tc, texts_that_differ_in_a_byte_hash_apart);
    tcase_add_test(tc, numbered_ids_are_spread);
    tcase_add_test(tc, every_input_bit_matters);
    tcase_add_test(tc, length_and_seed_matter);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
