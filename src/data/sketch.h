/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bottom-k sketch: how many distinct values a column has and whether they repeat, in constant memory.
 *
 * Keeps the k smallest distinct 64-bit hashes with their multiplicities. Exact while there are at most k distinct values, an estimate after that
 * (relative standard error about 1/sqrt(k): 1.6 % for k = 4096). The same values give the same sketch in any order. Bar-Yossef et al.
 * 2002; Beyer et al. 2007 (doi:10.1145/1247480.1247504) for the unbiased estimate (k - 1) / (k-th smallest hash in (0,1)). */
#ifndef PROCTOR_DATA_SKETCH_H
#define PROCTOR_DATA_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SKETCH_SIZE = 4096 };

struct sketch_entry {
    uint64_t hash;
    uint64_t count; /* 0: free */
};

struct sketch {
    size_t k;
    uint64_t n_added;
    uint64_t limit;               /* larger hashes are not kept; UINT64_MAX: all are */
    struct sketch_entry *entries; /* open addressing, n_slots a power of two */
    size_t n_slots, n;
};

/* `k` is at least 2; SKETCH_SIZE unless there are very many sketches (a full one takes about 48 k bytes). */
void sketch_init(struct sketch *sketch, size_t k);
void sketch_release(struct sketch *sketch);
void sketch_add(struct sketch *sketch, const char *text, size_t length);

/* What is known about the values added. */
struct sketch_summary {
    uint64_t n_added;
    uint64_t n_distinct; /* rounded if it is an estimate, and at most n_added */
    bool is_exact;
    bool repeats; /* some value was seen twice; if not exact, among the k kept ones */
};

struct sketch_summary sketch_summarise(struct sketch *sketch);

#endif
