/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The source of every kernel, included once by each kernel_*.c, which defines
 *
 *   KERNEL_TARGET  the attribute that allows the processor's instructions, or nothing
 *   KERNEL_BYTES   the width of its registers
 *
 * and, where the processor has one instruction for them, KERNEL_MAJORITY (of three bits the value that two have) and KERNEL_MASK. It gets the functions draw(), pairs() and walk(), and those of
 * boot/kernel_abreast.h. GCC's and
 * clang's vector extensions; integers only, so all widths agree. */
#include <string.h>

#include "boot/kernel.h"

enum {
    WORDS = KERNEL_BYTES / 8, /* of a vector */
    VECTORS = KERNEL_LANES / WORDS,
    PARTS = 64 / KERNEL_BYTES, /* vectors of units whose bits are in one word */
};

typedef uint64_t words __attribute__((vector_size(KERNEL_BYTES)));
typedef uint32_t halves __attribute__((vector_size(KERNEL_BYTES)));
typedef uint16_t pieces __attribute__((vector_size(KERNEL_BYTES)));
typedef uint8_t octets __attribute__((vector_size(KERNEL_BYTES)));

#define ONES 0x0101010101010101u

/* One byte a bit, from the lowest; all ones where it is set. */
#ifndef KERNEL_MASK
#    define KERNEL_MASK(bits) mask_of(bits)
#    define EIGHT(x) x, x, x, x, x, x, x, x
#    define EACH_BIT 1, 2, 4, 8, 16, 32, 64, 128

KERNEL_TARGET static inline octets mask_of(uint64_t bits)
{
#    if KERNEL_BYTES == 32
    const octets bit = {EACH_BIT, EACH_BIT, EACH_BIT, EACH_BIT};
    octets all = (octets)((words){0} + bits);

    all = __builtin_shufflevector(all, all, EIGHT(0), EIGHT(1), EIGHT(2), EIGHT(3));
#    else
    const octets bit = {EACH_BIT, EACH_BIT};
    octets all = (octets)(words){(bits & 0xff) * ONES, (bits >> 8 & 0xff) * ONES};
#    endif
    return (octets)((all & bit) == bit);
}
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

/* One bit of a comparison: the majority of the three. The jumps are the same in every group, and so foreseen. */
KERNEL_TARGET static inline words compare(words above, words random,
                                          const words classes[4], uint8_t lacks)
{
#ifdef KERNEL_MAJORITY
    return KERNEL_MAJORITY(above, random, classes[lacks]);
#else
    if (lacks == 0)
        return above & random;
    if (lacks == 3)
        return above | random;
    return above ^ ((above ^ random) & (above ^ classes[lacks]));
#endif
}

/* The multiplicities of a group in binary, one bit a unit. */
struct planes {
    uint64_t one[KERNEL_LANES], two[KERNEL_LANES], four[KERNEL_LANES];
};

/* Compares the random bits of the units with all steps of the law, lowest bits first: what is above a step so far stays so where the next
 * bits are equal. Lanes from `lane` on. */
KERNEL_TARGET static inline void draw_planes(struct planes *planes, int lane,
                                             words state[4],
                                             const struct kernel_law *law,
                                             const uint64_t *is_pos, uint64_t *unsure)
{
    words above[KERNEL_STEPS] = {{0}}, classes[4] = {{0}}, one, two, four;

    memcpy(&classes[2], is_pos + lane, KERNEL_BYTES);
    classes[1] = ~classes[2];
    classes[3] = ~classes[0];
#pragma GCC unroll 12
    for (int bit = 0; bit < KERNEL_BITS; bit++) {
        words random = next_words(state);

#pragma GCC unroll 7
        for (int k = 0; k < KERNEL_STEPS; k++)
            above[k] = compare(above[k], random, classes, law->lacks[bit][k]);
    }
    one = above[0] ^ above[1] ^ above[2] ^ above[3] ^ above[4] ^ above[5];
    two = (above[1] ^ above[3] ^ above[5]) & ~above[6];
    four = above[3] & ~above[6];
    memcpy(planes->one + lane, &one, KERNEL_BYTES);
    memcpy(planes->two + lane, &two, KERNEL_BYTES);
    memcpy(planes->four + lane, &four, KERNEL_BYTES);
    memcpy(unsure + lane, &above[6], KERNEL_BYTES);
}

KERNEL_TARGET static inline pieces add_neighbours(octets bytes)
{
    return ((pieces)bytes & 0xff) + ((pieces)bytes >> 8);
}

/* Writes a group as bytes and adds them to sums[0], those with the finding to sums[1]. */
KERNEL_TARGET static inline void write_units(const struct planes *planes,
                                             const uint8_t *place, uint8_t *unit,
                                             pieces sums[2])
{
    octets all = {0}, pos = {0};

    for (int lane = 0; lane < KERNEL_LANES; lane++)
        for (int part = 0; part < PARTS; part++) {
            int at = part * KERNEL_BYTES;
            octets times = (KERNEL_MASK(planes->one[lane] >> at) & 1) |
                           (KERNEL_MASK(planes->two[lane] >> at) & 2) |
                           (KERNEL_MASK(planes->four[lane] >> at) & 4);
            octets places;

            memcpy(&places, place + 64 * lane + at, KERNEL_BYTES);
            memcpy(unit + 64 * lane + at, &times, KERNEL_BYTES);
            all += times;
            pos += times & -(places & 1);
        }
    sums[0] += add_neighbours(all);
    sums[1] += add_neighbours(pos);
}

KERNEL_TARGET static inline uint64_t add_pieces(pieces sums)
{
    uint16_t each[KERNEL_BYTES / 2];
    uint64_t sum = 0;

    memcpy(each, &sums, sizeof each);
    for (int i = 0; i < KERNEL_BYTES / 2; i++)
        sum += each[i];
    return sum;
}

KERNEL_TARGET static void draw(struct kernel_stream *stream,
                               const struct kernel_law *law, const uint64_t *is_pos,
                               const uint8_t *place, uint8_t *unit, size_t n)
{
    words state[VECTORS][4];
    pieces sums[2] = {{0}};

    for (int v = 0; v < VECTORS; v++)
        for (int word = 0; word < 4; word++)
            memcpy(&state[v][word], &stream->state[word][v * WORDS], KERNEL_BYTES);
    for (size_t i = 0; i < n; i += KERNEL_GROUP) {
        struct planes planes;

        for (int v = 0; v < VECTORS; v++)
            draw_planes(&planes, v * WORDS, state[v], law, is_pos + i / 64,
                        stream->unsure + i / 64);
        write_units(&planes, place + i, unit + i, sums);
    }
    for (int v = 0; v < VECTORS; v++)
        for (int word = 0; word < 4; word++)
            memcpy(&stream->state[word][v * WORDS], &state[v][word], KERNEL_BYTES);
    stream->drawn[1] += add_pieces(sums[1]);
    stream->drawn[0] += add_pieces(sums[0]) - add_pieces(sums[1]);
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

/* Each word plus those before it, and the last of these sums in every word. */
#if KERNEL_BYTES == 64
#    define WORDS_BEFORE_1(z, v)                                                       \
        __builtin_shufflevector(z, v, 0, 8, 9, 10, 11, 12, 13, 14)
#    define WORDS_BEFORE_2(z, v)                                                       \
        __builtin_shufflevector(z, v, 0, 0, 8, 9, 10, 11, 12, 13)
#    define WORDS_BEFORE_4(z, v) __builtin_shufflevector(z, v, 0, 0, 0, 0, 8, 9, 10, 11)
#    define LAST_WORD(v) __builtin_shufflevector(v, v, 7, 7, 7, 7, 7, 7, 7, 7)
#elif KERNEL_BYTES == 32
#    define WORDS_BEFORE_1(z, v) __builtin_shufflevector(z, v, 0, 4, 5, 6)
#    define WORDS_BEFORE_2(z, v) __builtin_shufflevector(z, v, 0, 0, 4, 5)
#    define WORDS_BEFORE_4(z, v) (z)
#    define LAST_WORD(v) __builtin_shufflevector(v, v, 3, 3, 3, 3)
#else
#    define WORDS_BEFORE_1(z, v) __builtin_shufflevector(z, v, 0, 2)
#    define WORDS_BEFORE_2(z, v) (z)
#    define WORDS_BEFORE_4(z, v) (z)
#    define LAST_WORD(v) __builtin_shufflevector(v, v, 1, 1)
#endif

KERNEL_TARGET static inline words add_words_before(words v)
{
    const words zero = {0};

    v += WORDS_BEFORE_1(zero, v);
    v += WORDS_BEFORE_2(zero, v);
    return v + WORDS_BEFORE_4(zero, v);
}

KERNEL_TARGET static inline uint64_t add_words(words sums)
{
    uint64_t each[WORDS], sum = 0;

    memcpy(each, &sums, sizeof each);
    for (int i = 0; i < WORDS; i++)
        sum += each[i];
    return sum;
}

/* Sums on the way up. */
struct running {
    words above, below,
        across; /* with the finding, a share a word; without, in every word; pairs that cross words */
    halves products; /* pairs within words, of KERNEL_CHUNK units at most */
    octets seen;
};

/* Returns the sums of the words. */
KERNEL_TARGET static inline words add_units(struct running *sums, octets times,
                                            octets places)
{
    words own, neg, up_to;

    sums->seen |= times;
    sums->products += pairs_in_words(times, places, &own);
    neg = own & UINT32_MAX;
    up_to = add_words_before(neg);
    sums->across += (own >> 32) * (sums->below + up_to - neg);
    sums->above += own >> 32;
    sums->below += LAST_WORD(up_to);
    return own;
}

KERNEL_TARGET static int finish(struct kernel_sums *sums, const struct running *running)
{
    if (is_heavy(running->seen))
        return 0;
    *sums = (struct kernel_sums){.pos = add_words(running->above),
                                 .neg = running->below[0],
                                 .pairs = add_halves(running->products) +
                                          add_words(running->across)};
    return 1;
}

KERNEL_TARGET static int pairs(struct kernel_sums *sums, uint64_t *word_sums,
                               const uint8_t *unit, const uint8_t *place, size_t n)
{
    struct running running = {.products = {0}};

    for (size_t i = 0; i < n; i += KERNEL_BYTES) {
        octets times, places;
        words own;

        memcpy(&times, unit + i, KERNEL_BYTES);
        memcpy(&places, place + i, KERNEL_BYTES);
        own = add_units(&running, times, places);
        if (word_sums)
            memcpy(&word_sums[i / 8], &own, KERNEL_BYTES);
    }
    return finish(sums, &running);
}

/* At most KERNEL_CHUNK units; those beyond the end of the last vector do not count. */
KERNEL_TARGET static inline void add_stretch(struct running *running,
                                             const uint8_t *unit, const uint8_t *place,
                                             size_t n)
{
    octets times, places;
    size_t i = 0;

    for (; i + KERNEL_BYTES <= n; i += KERNEL_BYTES) {
        memcpy(&times, unit + i, KERNEL_BYTES);
        memcpy(&places, place + i, KERNEL_BYTES);
        add_units(running, times, places);
    }
    if (i < n) {
        memcpy(&times, unit + i, KERNEL_BYTES);
        memcpy(&places, place + i, KERNEL_BYTES);
        add_units(running, times & KERNEL_MASK(((uint64_t)1 << (n - i)) - 1), places);
    }
    running->across +=
        ((words)running->products & UINT32_MAX) + ((words)running->products >> 32);
    running->products = (halves){0};
}

/* All of a wide cell's studies stand in the first word. */
KERNEL_TARGET static inline void add_cell(struct running *running, uint64_t times,
                                          int is_pos)
{
    words first = {times};

    if (is_pos) {
        running->above += first;
        running->across += first * running->below;
    } else {
        running->below += times;
    }
}

KERNEL_TARGET static int walk(struct kernel_sums *sums,
                              const struct kernel_replicate *replicate)
{
    struct running running = {.products = {0}};
    size_t at = 0;

    for (size_t i = 0; i <= replicate->n_cells; i++) {
        size_t end = i < replicate->n_cells ? replicate->cells[i].n_units_below
                                            : replicate->n_units;

        while (at < end) {
            size_t n = end - at < KERNEL_CHUNK ? end - at : KERNEL_CHUNK;

            add_stretch(&running, replicate->unit + at, replicate->place + at, n);
            at += n;
        }
        if (i < replicate->n_cells)
            add_cell(&running, replicate->wide[i], replicate->cells[i].is_pos != 0);
    }
    return finish(sums, &running);
}

#include "boot/kernel_abreast.h"
