/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/sketch.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/sort.h"

void sketch_init(struct sketch *sketch, size_t k)
{
    assert(k >= 2);
    *sketch = (struct sketch){.k = k, .limit = UINT64_MAX};
}

void sketch_release(struct sketch *sketch)
{
    free(sketch->entries);
    *sketch = (struct sketch){0};
}

static struct sketch_entry *find(const struct sketch *sketch, uint64_t hash)
{
    size_t mask = sketch->n_slots - 1;

    for (size_t at = (size_t)hash & mask;; at = (at + 1) & mask)
        if (sketch->entries[at].count == 0 || sketch->entries[at].hash == hash)
            return &sketch->entries[at];
}

/* Puts the old entries up to the limit into a table of `n_slots`. */
static void rebuild(struct sketch *sketch, size_t n_slots)
{
    struct sketch_entry *old = sketch->entries;
    size_t n_old = sketch->n_slots;

    sketch->entries = xcalloc(n_slots, sizeof *sketch->entries);
    sketch->n_slots = n_slots;
    sketch->n = 0;
    for (size_t i = 0; i < n_old; i++) {
        if (old[i].count == 0 || old[i].hash > sketch->limit)
            continue;
        *find(sketch, old[i].hash) = old[i];
        sketch->n++;
    }
    free(old);
}

/* Drops all but the k smallest. What is dropped can never come back among them, so the
 * multiplicities of those that stay to the end are exact. */
static void prune(struct sketch *sketch)
{
    uint64_t *hashes = xcalloc(sketch->n, sizeof *hashes);
    uint8_t *tags = xcalloc(sketch->n, 1); /* sort_keys() wants some */
    size_t n = 0;

    for (size_t i = 0; i < sketch->n_slots; i++)
        if (sketch->entries[i].count > 0)
            hashes[n++] = sketch->entries[i].hash;
    sort_keys(hashes, tags, n);
    sketch->limit = hashes[sketch->k - 1];
    free(hashes);
    free(tags);
    rebuild(sketch, sketch->n_slots);
}

static void make_room(struct sketch *sketch)
{
    if (sketch->n_slots == 0)
        rebuild(sketch, 64);
    else if (sketch->n >= 2 * sketch->k)
        prune(sketch);
    else if (4 * (sketch->n + 1) > 3 * sketch->n_slots)
        rebuild(sketch, 2 * sketch->n_slots);
}

void sketch_add(struct sketch *sketch, const char *text, size_t length)
{
    uint64_t hash = hash_text(text, length);
    struct sketch_entry *entry;

    sketch->n_added++;
    if (hash > sketch->limit)
        return;
    make_room(sketch);
    if (hash > sketch->limit)
        return;
    entry = find(sketch, hash);
    sketch->n += entry->count == 0;
    entry->hash = hash;
    entry->count++;
}

/* Where none of the k values kept repeats, hardly any other does. */
static uint64_t estimate(const struct sketch *sketch, bool repeats)
{
    double fraction = ((double)sketch->limit + 1) / 0x1p64;
    double distinct = round((double)(sketch->k - 1) / fraction);

    if (!repeats || distinct > (double)sketch->n_added)
        return sketch->n_added;
    return (uint64_t)distinct;
}

struct sketch_summary sketch_summarise(struct sketch *sketch)
{
    struct sketch_summary summary = {.n_added = sketch->n_added};

    if (sketch->n > sketch->k)
        prune(sketch);
    for (size_t i = 0; i < sketch->n_slots; i++)
        summary.repeats |= sketch->entries[i].count > 1;
    summary.is_exact = sketch->limit == UINT64_MAX;
    summary.n_distinct =
        summary.is_exact ? sketch->n : estimate(sketch, summary.repeats);
    return summary;
}
