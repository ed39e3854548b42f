/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/canonical.h"

#include <math.h>

#include "base/sha256_hex.h"
#include "testlib.h"

static void check_bytes(struct strbuf *bytes, const char *want, size_t length)
{
    ck_assert_uint_eq(bytes->length, length);
    ck_assert_mem_eq(bytes->text, want, length);
    strbuf_reset(bytes);
}

START_TEST(numbers_have_their_highest_byte_first)
{
    struct strbuf bytes = STRBUF_INIT;

    canonical_uint(&bytes, 1, 1);
    canonical_uint(&bytes, 258, 4);
    check_bytes(&bytes, "\1\0\0\1\2", 5);
    canonical_uint(&bytes, UINT64_C(0x0123456789abcdef), 8);
    check_bytes(&bytes, "\x01\x23\x45\x67\x89\xab\xcd\xef", 8);
    strbuf_release(&bytes);
}
END_TEST

/* Python: struct.pack(">d", x).hex() */
START_TEST(doubles_are_written_as_ieee_754)
{
    struct strbuf bytes = STRBUF_INIT;

    canonical_double(&bytes, 0.1);
    check_bytes(&bytes, "\x3f\xb9\x99\x99\x99\x99\x99\x9a", 8);
    canonical_double(&bytes, -2);
    check_bytes(&bytes, "\xc0\0\0\0\0\0\0\0", 8);
    canonical_double(&bytes, -0.0);
    check_bytes(&bytes, "\0\0\0\0\0\0\0\0", 8);
    canonical_double(&bytes, -NAN);
    check_bytes(&bytes, "\x7f\xf8\0\0\0\0\0\0", 8);
    strbuf_release(&bytes);
}
END_TEST

/* "a" + "bc" is not "ab" + "c". */
START_TEST(texts_have_their_length_before_them)
{
    struct strbuf bytes = STRBUF_INIT;

    canonical_text(&bytes, "a");
    canonical_text(&bytes, "");
    canonical_text(&bytes, "\xc3\xa4");
    check_bytes(&bytes, "\0\0\0\1a\0\0\0\0\0\0\0\2\xc3\xa4", 15);
    strbuf_release(&bytes);
}
END_TEST

/* FIPS 180-2, appendix B.1 and B.2; the context can be used again. */
START_TEST(hashes_are_those_of_the_standard)
{
    struct strbuf bytes = STRBUF_INIT;
    struct sha256_ctx context;
    char hex[SHA256_HEX_SIZE];

    sha256_init(&context);
    strbuf_adds(&bytes, "ab");
    canonical_hash(&context, &bytes);
    ck_assert_uint_eq(bytes.length, 0);
    strbuf_adds(&bytes, "c");
    canonical_hash(&context, &bytes);
    sha256_hex(&context, hex);
    ck_assert_str_eq(
        hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    strbuf_adds(&bytes, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
    canonical_hash(&context, &bytes);
    sha256_hex(&context, hex);
    ck_assert_str_eq(
        hex, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    strbuf_release(&bytes);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("canonical");
    TCase *tc = tcase_create("all");

    tcase_add_test(tc, numbers_have_their_highest_byte_first);
    tcase_add_test(tc, doubles_are_written_as_ieee_754);
    tcase_add_test(tc, texts_have_their_length_before_them);
    tcase_add_test(tc, hashes_are_those_of_the_standard);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
