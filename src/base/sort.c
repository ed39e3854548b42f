/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sort.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

/* Words are keys with the tag behind them, in place of a bit in which no two keys differ. */

enum {
    FEW = 20,       /* fewer words are inserted one by one; flat between 16 and 32 */
    SHORT_BITS = 8, /* digits of words that are sorted in place */
    SHORT = 1 << SHORT_BITS,
    MANY = 2048, /* fewer words are not worth long digits */
    MOST =
        1
        << 17, /* more are split in place first, so that scattering stays in the cache */
    LONG_BITS = 11,
    LONG = 1 << LONG_BITS,
    PASSES = 3,
};

static void insert_words(uint64_t *words, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint64_t word = words[i];
        size_t j = i;

        for (; j > 0 && words[j - 1] > word; j--)
            words[j] = words[j - 1];
        words[j] = word;
    }
}

/* The highest bit in which words differ; -1 if all are equal. */
static int highest_bit(const uint64_t *words, size_t n)
{
    uint64_t differing = 0;

    for (size_t i = 1; i < n; i++)
        differing |= words[i] ^ words[0];
    return differing ? 63 - __builtin_clzll(differing) : -1;
}

/* ---- In place -------------------------------------------------------------- */

static void sort_words(uint64_t *words, size_t n, uint64_t *scratch);

/* Every swap puts one word into its bucket. Going along each bucket, instead of
 * following the cycles of the permutation, keeps the swaps independent of each
 * other, so that their cache misses overlap: twice as fast at 1e7 keys. */
static void permute(uint64_t *words, int shift, size_t *next, const size_t *end)
{
    bool unsettled = true;

    while (unsettled) {
        unsettled = false;
        for (size_t bucket = 0; bucket < SHORT; bucket++) {
            for (size_t i = next[bucket]; i < end[bucket]; i++) {
                uint64_t word = words[i];
                size_t home = next[word >> shift & (SHORT - 1)]++;

                words[i] = words[home];
                words[home] = word;
            }
            unsettled |= next[bucket] < end[bucket];
        }
    }
}

static void split_words(uint64_t *words, size_t n, int highest, uint64_t *scratch)
{
    size_t next[SHORT], end[SHORT] = {0}, begin = 0;
    int shift = highest < SHORT_BITS ? 0 : highest + 1 - SHORT_BITS;

    for (size_t i = 0; i < n; i++)
        end[words[i] >> shift & (SHORT - 1)]++;
    for (size_t bucket = 0; bucket < SHORT; bucket++) {
        next[bucket] = begin;
        end[bucket] = begin += end[bucket];
    }
    permute(words, shift, next, end);
    begin = 0;
    for (size_t bucket = 0; bucket < SHORT && shift > 0; bucket++) {
        sort_words(words + begin, end[bucket] - begin, scratch);
        begin = end[bucket];
    }
}

/* ---- By long digits -------------------------------------------------------- */

/* Moves `from` into `to` in the order of the digit at `shift`; count[] is how many words have each. */
static void scatter(uint64_t *to, const uint64_t *from, size_t n, int shift,
                    const uint32_t count[LONG])
{
    uint32_t next[LONG], begin = 0;

    for (size_t digit = 0; digit < LONG; digit++) {
        next[digit] = begin;
        begin += count[digit];
    }
    for (size_t i = 0; i < n; i++)
        to[next[from[i] >> shift & (LONG - 1)]++] = from[i];
}

/* Words that agree from bit `low` on stand together: those that differ below are put in order. The tag does not count. */
static void finish_runs(uint64_t *words, size_t n, int low, uint64_t *scratch)
{
    for (size_t i = 0; i < n;) {
        size_t begin = i;
        bool differ = false;

        for (; i < n && words[i] >> low == words[begin] >> low; i++)
            differ |= words[i] >> 1 != words[begin] >> 1;
        if (differ)
            sort_words(words + begin, i - begin, scratch);
    }
}

static void sort_by_long_digits(uint64_t *words, size_t n, int highest,
                                uint64_t *scratch)
{
    uint32_t count[PASSES][LONG] = {{0}};
    uint64_t *from = words, *to = scratch;
    int low = highest < PASSES * LONG_BITS ? 0 : highest + 1 - PASSES * LONG_BITS;

    for (size_t i = 0; i < n; i++)
        for (int pass = 0; pass < PASSES; pass++)
            count[pass][words[i] >> low >> pass * LONG_BITS & (LONG - 1)]++;
    for (int pass = 0; pass < PASSES; pass++) {
        uint64_t *moved = to;

        scatter(to, from, n, low + pass * LONG_BITS, count[pass]);
        to = from;
        from = moved;
    }
    static_assert(PASSES % 2 == 1, "the words lie in scratch now");
    memcpy(words, scratch, n * sizeof *words);
    if (low > 0)
        finish_runs(words, n, low, scratch);
}

static void sort_words(uint64_t *words, size_t n, uint64_t *scratch)
{
    int highest;

    if (n < FEW) {
        insert_words(words, n);
        return;
    }
    highest = highest_bit(words, n);
    if (highest < 0)
        return;
    if (n >= MANY && n <= MOST)
        sort_by_long_digits(words, n, highest, scratch);
    else
        split_words(words, n, highest, scratch);
}

/* ---- Keys and tags --------------------------------------------------------- */

/* Keys with the same highest bit: it makes room for the tag. */
static void sort_half(uint64_t *keys, uint8_t *tags, size_t n, uint64_t *scratch)
{
    uint64_t top = n > 0 ? keys[0] & UINT64_C(1) << 63 : 0;

    for (size_t i = 0; i < n; i++) {
        assert(tags[i] <= 1);
        keys[i] = keys[i] << 1 | tags[i];
    }
    sort_words(keys, n, scratch);
    for (size_t i = 0; i < n; i++) {
        tags[i] = keys[i] & 1;
        keys[i] = keys[i] >> 1 | top;
    }
}

/* Keys without the highest bit before those with it; how many have none. */
static size_t part_by_highest(uint64_t *keys, uint8_t *tags, size_t n)
{
    size_t low = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t key = keys[i];
        uint8_t tag = tags[i];

        if (key >> 63)
            continue;
        keys[i] = keys[low];
        tags[i] = tags[low];
        keys[low] = key;
        tags[low++] = tag;
    }
    return low;
}

void sort_keys(uint64_t *keys, uint8_t *tags, size_t n)
{
    size_t low = part_by_highest(keys, tags, n);
    uint64_t *scratch = xrealloc(NULL, n < MOST ? n : MOST, sizeof *scratch);

    sort_half(keys, tags, low, scratch);
    sort_half(keys + low, tags + low, n - low, scratch);
    free(scratch);
}

/* ---- Places ---------------------------------------------------------------- */

enum { DIGITS = 6 }; /* long ones, of a whole key */

struct placed {
    uint64_t key;
    uint32_t place;
};

static size_t digit_of(uint64_t key, int digit)
{
    return key >> (digit * LONG_BITS) & (LONG - 1);
}

/* Moves all to where their digit says; `count` holds how many have each value. */
static void move_by_digit(struct placed *to, const struct placed *from, size_t n,
                          int digit, size_t *count)
{
    size_t begin = 0;

    for (size_t value = 0; value < LONG; value++) {
        size_t here = count[value];

        count[value] = begin;
        begin += here;
    }
    for (size_t i = 0; i < n; i++)
        to[count[digit_of(from[i].key, digit)]++] = from[i];
}

void sort_order(uint32_t *order, const uint64_t *keys, size_t n)
{
    struct placed *now = xcalloc(n, sizeof *now), *next = xcalloc(n, sizeof *next);
    size_t *counts = xcalloc(DIGITS * LONG, sizeof *counts);

    for (size_t i = 0; i < n; i++) {
        now[i] = (struct placed){keys[i], (uint32_t)i};
        for (int digit = 0; digit < DIGITS; digit++)
            counts[digit * LONG + (int)digit_of(keys[i], digit)]++;
    }
    for (int digit = 0; digit < DIGITS && n > 0; digit++) {
        size_t *count = &counts[digit * LONG];
        struct placed *done = now;

        if (count[digit_of(keys[0], digit)] == n) /* all alike */
            continue;
        move_by_digit(next, now, n, digit, count);
        now = next;
        next = done;
    }
    for (size_t i = 0; i < n; i++)
        order[i] = now[i].place;
    free(now);
    free(next);
    free(counts);
}
