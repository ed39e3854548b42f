/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where delimiters and line ends stand in plain text: 64 bytes at a time, one bit for each. */
#ifndef PROCTOR_DATA_CSV_MARKS_H
#define PROCTOR_DATA_CSV_MARKS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#    include <emmintrin.h>
#endif

enum { MARKS_CHUNK = 64 };

#ifdef __SSE2__
static inline uint64_t marks_of_16(const char *bytes, char delimiter)
{
    __m128i text = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i found = _mm_or_si128(_mm_cmpeq_epi8(text, _mm_set1_epi8(delimiter)),
                                 _mm_cmpeq_epi8(text, _mm_set1_epi8('\n')));

    return (uint64_t)(unsigned)_mm_movemask_epi8(found);
}

static inline uint64_t marks_of(const char bytes[MARKS_CHUNK], char delimiter)
{
    return marks_of_16(bytes, delimiter) | marks_of_16(bytes + 16, delimiter) << 16 |
           marks_of_16(bytes + 32, delimiter) << 32 |
           marks_of_16(bytes + 48, delimiter) << 48;
}
#else
static inline uint64_t marks_of(const char bytes[MARKS_CHUNK], char delimiter)
{
    uint64_t marks = 0;

    for (size_t i = 0; i < MARKS_CHUNK; i++)
        marks |= (uint64_t)(bytes[i] == delimiter || bytes[i] == '\n') << i;
    return marks;
}
#endif

/* A walk over the marks of a text. */
struct marks {
    const char *chunk, *end;
    uint64_t left; /* bits of the chunk that are still to come */
    char delimiter;
};

static inline void marks_load(struct marks *marks)
{
    char last[MARKS_CHUNK] = {0};
    size_t n = (size_t)(marks->end - marks->chunk);

    if (n >= MARKS_CHUNK) {
        marks->left = marks_of(marks->chunk, marks->delimiter);
        return;
    }
    memcpy(last, marks->chunk, n);
    marks->left = marks_of(last, marks->delimiter) & ((UINT64_C(1) << n) - 1);
}

/* The first mark of the text will be the next. */
static inline void marks_start(struct marks *marks, const char *text, const char *end,
                               char delimiter)
{
    *marks = (struct marks){.chunk = text, .end = end, .delimiter = delimiter};
    marks_load(marks);
}

/* The next delimiter or LF, or NULL. */
static inline const char *marks_next(struct marks *marks)
{
    const char *at;

    while (!marks->left) {
        if (marks->end - marks->chunk <= MARKS_CHUNK)
            return NULL;
        marks->chunk += MARKS_CHUNK;
        marks_load(marks);
    }
    at = marks->chunk + __builtin_ctzll(marks->left);
    marks->left &= marks->left - 1;
    return at;
}

#endif
