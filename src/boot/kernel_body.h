/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The source of every kernel, included once by each kernel_*.c, which defines
 *
 *   KERNEL_TARGET  the attribute that allows the processor's instructions, or nothing
 *   KERNEL_BYTES   the width of its registers
 *
 * and gets the functions draw() and pairs(). GCC's and clang's vector extensions; integers only, so all widths agree. */
#include <string.h>

#include "boot/kernel.h"

enum {
    WORDS = KERNEL_BYTES / 8,  /* of a vector */
    PIECES = KERNEL_BYTES / 2, /* units of a vector, 16 bits each */
    VECTORS = KERNEL_LANES / WORDS,
    PAIR_BYTES = 64, /* units that pairs() takes at once */
};

typedef uint64_t words __attribute__((vector_size(KERNEL_BYTES)));
typedef uint32_t halves __attribute__((vector_size(KERNEL_BYTES)));
typedef uint16_t pieces __attribute__((vector_size(KERNEL_BYTES)));
typedef uint8_t octets __attribute__((vector_size(KERNEL_BYTES)));
typedef uint8_t units __attribute__((vector_size(KERNEL_BYTES / 2)));

/* The pieces of a word in the order of their bits. */
#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#    if KERNEL_BYTES != 16
#        error "other widths are for little-endian processors"
#    endif
#    define IN_ORDER(v) __builtin_shufflevector(v, v, 3, 2, 1, 0, 7, 6, 5, 4)
#else
#    define IN_ORDER(v) (v)
#endif

KERNEL_TARGET static inline words next_words(words s[4])
{
    words sum = s[0] + s[3], result = ((sum << 23) | (sum >> 41)) + s[0];
    words t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = (s[3] << 45) | (s[3] >> 19);
    return result;
}

/* Multiplicities of a vector of units; all ones in `unsure` where 16 bits do not decide. */
KERNEL_TARGET static inline pieces look_up(const struct kernel_law *law, pieces bits,
                                           pieces is_pos, pieces *unsure)
{
    pieces times = {0};

    *unsure = times;
#pragma GCC unroll 8 /* keeps the steps in registers */
    for (int k = 0; k < KERNEL_STEPS; k++) {
        pieces step = (is_pos & law->step[1][k]) | (~is_pos & law->step[0][k]);

        times -= (pieces)(bits > step);
        *unsure |= (pieces)(bits == step);
    }
    return times & ~*unsure;
}

KERNEL_TARGET static inline uint64_t add_pieces(pieces sums)
{
    uint16_t each[PIECES];
    uint64_t sum = 0;

    memcpy(each, &sums, sizeof each);
    for (int i = 0; i < PIECES; i++)
        sum += each[i];
    return sum;
}

KERNEL_TARGET static void draw(struct kernel_stream *stream,
                               const struct kernel_law *law, const uint8_t *place,
                               uint8_t *unit, size_t n, uint64_t drawn[2])
{
    words state[VECTORS][4];
    pieces all = {0}, pos = {0};

    for (int v = 0; v < VECTORS; v++)
        for (int word = 0; word < 4; word++)
            memcpy(&state[v][word], &stream->state[word][v * WORDS], KERNEL_BYTES);
    for (size_t i = 0; i < n; i += KERNEL_GROUP)
        for (int v = 0; v < VECTORS; v++) {
            size_t at = i + (size_t)v * PIECES;
            words bits = next_words(state[v]);
            pieces is_pos, times, unsure;
            units bytes;

            memcpy(&stream->words[at / 4], &bits, KERNEL_BYTES);
            memcpy(&bytes, place + at, sizeof bytes);
            is_pos = -(__builtin_convertvector(bytes, pieces) & 1);
            times = look_up(law, IN_ORDER((pieces)bits), is_pos, &unsure);
            all += times;
            pos += times & is_pos;
            times |= unsure & KERNEL_UNSURE;
            bytes = __builtin_convertvector(times, units);
            memcpy(unit + at, &bytes, sizeof bytes);
        }
    for (int v = 0; v < VECTORS; v++)
        for (int word = 0; word < 4; word++)
            memcpy(&stream->state[word][v * WORDS], &state[v][word], KERNEL_BYTES);
    drawn[1] += add_pieces(pos);
    drawn[0] += add_pieces(all) - add_pieces(pos);
}

/* Running sums of the bytes within each word. */
KERNEL_TARGET static inline words run_up(words bytes)
{
    bytes += bytes << 8;
    bytes += bytes << 16;
    return bytes + (bytes << 32);
}

/* What a vector of units adds within its words; the words' own sums (with the finding in the upper half) go to `sums`. */
KERNEL_TARGET static inline halves pairs_in_words(octets times, octets place,
                                                  words *sums)
{
    const words even = (words){0} + 0x00ff00ff00ff00ffu;
    octets is_pos = -(place & 1);
    words pos = (words)(times & is_pos), neg = (words)(times & ~is_pos);
    words before = run_up(neg);
    pieces products = (pieces)(pos & even) * (pieces)(before & even) +
                      ((pieces)pos >> 8) * ((pieces)before >> 8);

    *sums = (run_up(pos) >> 56 << 32) | before >> 56;
    return ((halves)products & 0xffff) + ((halves)products >> 16);
}

KERNEL_TARGET static inline uint64_t add_halves(halves sums)
{
    uint32_t each[KERNEL_BYTES / 4];
    uint64_t sum = 0;

    memcpy(each, &sums, sizeof each);
    for (int i = 0; i < KERNEL_BYTES / 4; i++)
        sum += each[i];
    return sum;
}

KERNEL_TARGET static int is_heavy(octets seen)
{
    uint8_t each[KERNEL_BYTES], all = 0;

    memcpy(each, &seen, sizeof each);
    for (int i = 0; i < KERNEL_BYTES; i++)
        all |= each[i];
    return all >= KERNEL_HEAVY;
}

KERNEL_TARGET static int pairs(struct kernel_sums *sums, uint64_t *word_sums,
                               const uint8_t *unit, const uint8_t *place, size_t n)
{
    uint64_t within, pos = 0, neg = 0, across = 0;
    halves products = {0};
    octets seen = {0};

    for (size_t i = 0; i < n; i += KERNEL_BYTES) {
        octets times, places;
        words own;

        memcpy(&times, unit + i, KERNEL_BYTES);
        memcpy(&places, place + i, KERNEL_BYTES);
        seen |= times;
        products += pairs_in_words(times, places, &own);
        memcpy(&word_sums[i / 8], &own, KERNEL_BYTES);
    }
    if (is_heavy(seen))
        return 0;
    within = add_halves(products);
    for (size_t i = 0; i < n / 8; i++) {
        across += (word_sums[i] >> 32) * neg;
        pos += word_sums[i] >> 32;
        neg += word_sums[i] & UINT32_MAX;
    }
    *sums = (struct kernel_sums){.pos = pos, .neg = neg, .pairs = within + across};
    return 1;
}
