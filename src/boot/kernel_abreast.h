/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of a kernel's source (boot/kernel_body.h) that has replicates side by side in its vectors: turn() and wins(). */
typedef uint16_t line_pieces __attribute__((vector_size(KERNEL_ABREAST)));
typedef uint32_t line_halves __attribute__((vector_size(KERNEL_ABREAST)));
typedef uint64_t line_words __attribute__((vector_size(KERNEL_ABREAST)));

/* ---- Rows to lines ------------------------------------------------------------- */

/* Bytes of two vectors by turns, within each 16 of them: from the lower eight of each, and from the upper. */
#define TURNS(a, b)                                                                    \
    a, b, (a) + 1, (b) + 1, (a) + 2, (b) + 2, (a) + 3, (b) + 3, (a) + 4, (b) + 4,      \
        (a) + 5, (b) + 5, (a) + 6, (b) + 6, (a) + 7, (b) + 7
#if KERNEL_BYTES == 64
#    define BY_TURNS(v, w, at)                                                         \
        __builtin_shufflevector(                                                       \
            v, w, TURNS(at, 64 + (at)), TURNS(16 + (at), 80 + (at)),                   \
            TURNS(32 + (at), 96 + (at)), TURNS(48 + (at), 112 + (at)))
#elif KERNEL_BYTES == 32
#    define BY_TURNS(v, w, at)                                                         \
        __builtin_shufflevector(v, w, TURNS(at, 32 + (at)), TURNS(16 + (at), 48 + (at)))
#else
#    define BY_TURNS(v, w, at) __builtin_shufflevector(v, w, TURNS(at, 16 + (at)))
#endif

/* Sixteen vectors as 16 x 16 bytes, as many times as they have 16 bytes: rows become columns. Each round is a perfect shuffle. */
KERNEL_TARGET static inline void turn_square(octets rows[16])
{
    for (int round = 0; round < 4; round++) {
        octets next[16];

#pragma GCC unroll 8
        for (int i = 0; i < 8; i++) {
            next[2 * i] = BY_TURNS(rows[i], rows[i + 8], 0);
            next[2 * i + 1] = BY_TURNS(rows[i], rows[i + 8], 8);
        }
        memcpy(rows, next, sizeof next);
    }
}

/* Sixteen replicates of KERNEL_BYTES units. */
KERNEL_TARGET static inline void turn_some(uint8_t *lines, const uint8_t *tile)
{
    octets rows[16];

    for (int i = 0; i < 16; i++)
        memcpy(&rows[i], tile + (size_t)i * KERNEL_TILE, KERNEL_BYTES);
    turn_square(rows);
    for (int i = 0; i < 16; i++) {
        uint8_t each[KERNEL_BYTES];

        memcpy(each, &rows[i], KERNEL_BYTES);
        for (int at = 0; at < KERNEL_BYTES; at += 16)
            memcpy(lines + (size_t)(at + i) * KERNEL_ABREAST, each + at, 16);
    }
}

KERNEL_TARGET static void turn(uint8_t *lines, const uint8_t *tile, size_t n)
{
    for (size_t i = 0; i < n; i += KERNEL_BYTES)
        turn_some(lines + i * KERNEL_ABREAST, tile + i);
}

/* ---- Wins ---------------------------------------------------------------------- */

/* A number for each replicate: those of even bytes in two vectors, and those of odd bytes. */
struct numbers {
    line_halves of[4];
};

/* Adds up to 256 lines: the sums fit 16 bits. */
KERNEL_TARGET static inline void add_some(struct numbers *numbers, const uint8_t *lines,
                                          const uint32_t *unit, uint32_t n)
{
    line_pieces even = {0}, odd = {0};

    for (uint32_t i = 0; i < n; i++) {
        line_pieces both;

        __builtin_prefetch(lines + (size_t)unit[i + KERNEL_AHEAD] * KERNEL_ABREAST);
        memcpy(&both, lines + (size_t)unit[i] * KERNEL_ABREAST, KERNEL_ABREAST);
        even += both & 0xff;
        odd += both >> 8;
    }
    numbers->of[0] += (line_halves)even & 0xffff;
    numbers->of[1] += (line_halves)even >> 16;
    numbers->of[2] += (line_halves)odd & 0xffff;
    numbers->of[3] += (line_halves)odd >> 16;
}

KERNEL_TARGET static inline const uint32_t *add_lines(struct numbers *numbers,
                                                      const uint8_t *lines,
                                                      const uint32_t *unit, uint32_t n)
{
    for (; n > 256; n -= 256, unit += 256)
        add_some(numbers, lines, unit, 256);
    add_some(numbers, lines, unit, n);
    return unit + n;
}

/* wins += pos * (below + up_to) */
KERNEL_TARGET static inline void add_wins(line_words wins[8], const struct numbers *pos,
                                          const struct numbers *below,
                                          const struct numbers *up_to)
{
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) {
        line_words times = (line_words)pos->of[i];
        line_words neg = (line_words)(below->of[i] + up_to->of[i]);

        wins[2 * i] += (times & UINT32_MAX) * (neg & UINT32_MAX);
        wins[2 * i + 1] += (times >> 32) * (neg >> 32);
    }
}

/* Which replicate each number belongs to, and each of its wins, whatever the order of bytes in a word: numbers that are known go the same way. */
struct places {
    uint32_t numbers[KERNEL_ABREAST];
    uint64_t wins[KERNEL_ABREAST];
};

KERNEL_TARGET static inline void find_places(struct places *places)
{
    const uint32_t unit[1 + KERNEL_AHEAD] = {0};
    struct numbers replicates = {.of = {{0}}}, zero = {.of = {{0}}}, one;
    line_words wins[8] = {{0}};
    uint8_t line[KERNEL_ABREAST];

    for (int i = 0; i < KERNEL_ABREAST; i++)
        line[i] = (uint8_t)i;
    for (int i = 0; i < 4; i++)
        one.of[i] = zero.of[i] + 1;
    add_some(&replicates, line, unit, 1);
    add_wins(wins, &replicates, &zero, &one);
    memcpy(places->numbers, &replicates, sizeof replicates);
    memcpy(places->wins, wins, sizeof wins);
}

static void hand_out(struct kernel_wins *sums, const struct numbers *neg,
                     const struct numbers *pos, const line_words wins[8],
                     const struct places *places)
{
    uint32_t each_neg[KERNEL_ABREAST], each_pos[KERNEL_ABREAST];
    uint64_t each_wins[KERNEL_ABREAST];

    memcpy(each_neg, neg, sizeof each_neg);
    memcpy(each_pos, pos, sizeof each_pos);
    memcpy(each_wins, wins, sizeof each_wins);
    for (int i = 0; i < KERNEL_ABREAST; i++) {
        sums->neg[places->numbers[i]] = each_neg[i];
        sums->pos[places->numbers[i]] = each_pos[i];
        sums->wins[places->wins[i]] = each_wins[i];
    }
}

KERNEL_TARGET static void wins(struct kernel_wins *sums, const uint8_t *lines,
                               const uint32_t *unit,
                               const struct kernel_stretch *stretches, size_t n)
{
    struct numbers neg = {.of = {{0}}}, pos = {.of = {{0}}};
    line_words won[8] = {{0}};
    struct places places;

    for (size_t i = 0; i < n; i++) {
        struct numbers below, here = {.of = {{0}}};

        unit = add_lines(&neg, lines, unit, stretches[i].n_neg);
        below = neg;
        unit = add_lines(&neg, lines, unit, stretches[i].n_tied);
        unit = add_lines(&here, lines, unit, stretches[i].n_pos);
        add_wins(won, &here, &below, &neg);
        for (int j = 0; j < 4; j++)
            pos.of[j] += here.of[j];
    }
    find_places(&places);
    hand_out(sums, &neg, &pos, won, &places);
}
