/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where delimiters and line ends stand in plain text: 64 bytes at a time, one bit for each (as in simdjson, Langdale & Lemire 2019). */
#ifndef PROCTOR_DATA_CSV_MARKS_H
#define PROCTOR_DATA_CSV_MARKS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#    include <emmintrin.h>
#endif

enum {
    MARKS_CHUNK = 64,
    MARKS_TEXT = 1 << 12, /* bytes looked at: the places found stay in the cache */
};

/* Bits of a chunk. */
struct mark_bits {
    uint64_t all; /* delimiters and LF */
    uint64_t lf;
};

#ifdef __SSE2__
static inline void marks_of_16(struct mark_bits *bits, const char *bytes,
                               char delimiter, int shift)
{
    __m128i text = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i lf = _mm_cmpeq_epi8(text, _mm_set1_epi8('\n'));
    __m128i all = _mm_or_si128(_mm_cmpeq_epi8(text, _mm_set1_epi8(delimiter)), lf);

    bits->lf |= (uint64_t)(unsigned)_mm_movemask_epi8(lf) << shift;
    bits->all |= (uint64_t)(unsigned)_mm_movemask_epi8(all) << shift;
}

static inline struct mark_bits marks_of(const char bytes[MARKS_CHUNK], char delimiter)
{
    struct mark_bits bits = {0, 0};

    marks_of_16(&bits, bytes, delimiter, 0);
    marks_of_16(&bits, bytes + 16, delimiter, 16);
    marks_of_16(&bits, bytes + 32, delimiter, 32);
    marks_of_16(&bits, bytes + 48, delimiter, 48);
    return bits;
}
#else
static inline struct mark_bits marks_of(const char bytes[MARKS_CHUNK], char delimiter)
{
    struct mark_bits bits = {0, 0};

    for (size_t i = 0; i < MARKS_CHUNK; i++) {
        bits.lf |= (uint64_t)(bytes[i] == '\n') << i;
        bits.all |= (uint64_t)(bytes[i] == '\n' || bytes[i] == delimiter) << i;
    }
    return bits;
}
#endif

/* Places in the first MARKS_TEXT bytes of a text. */
struct csv_marks {
    uint32_t all
        [1 +
         MARKS_TEXT]; /* [1 + n] of delimiters and LF; the first is a mark before the text, -1 */
    uint32_t lines[MARKS_TEXT]; /* [n_lines] of LF alone */
    size_t n, n_lines;
};

static inline void marks_add(struct csv_marks *marks, struct mark_bits bits, size_t at)
{
    size_t n = marks->n, n_lines = marks->n_lines;

    for (; bits.all; bits.all &= bits.all - 1)
        marks->all[1 + n++] = (uint32_t)at + (uint32_t)__builtin_ctzll(bits.all);
    for (; bits.lf; bits.lf &= bits.lf - 1)
        marks->lines[n_lines++] = (uint32_t)at + (uint32_t)__builtin_ctzll(bits.lf);
    marks->n = n;
    marks->n_lines = n_lines;
}

static inline void csv_find_marks(struct csv_marks *marks, const char *text,
                                  size_t length, char delimiter)
{
    size_t at = 0, end = length < MARKS_TEXT ? length : MARKS_TEXT;
    char last[MARKS_CHUNK] = {0};

    marks->all[0] = UINT32_MAX;
    marks->n = marks->n_lines = 0;
    for (; end - at >= MARKS_CHUNK; at += MARKS_CHUNK)
        marks_add(marks, marks_of(text + at, delimiter), at);
    if (at < end) { /* of NUL bytes there are no marks */
        memcpy(last, text + at, end - at);
        marks_add(marks, marks_of(last, delimiter), at);
    }
}

#endif
