/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/clusters.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/sort.h"

/* One study, or several alike of one patient. */
struct row {
    uint64_t key; /* of the score: base/sort.h */
    uint32_t patient;
    uint32_t is_pos;
    uint64_t count;
};

static int compare_rows(const void *left, const void *right)
{
    const struct row *a = left, *b = right;

    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    if (a->patient != b->patient)
        return a->patient < b->patient ? -1 : 1;
    return (a->is_pos > b->is_pos) - (a->is_pos < b->is_pos);
}

/* A row without a patient id that counts for several studies stands for as many patients. */
static size_t cells_of_row(const struct sample *sample, size_t i)
{
    bool alone = sample->patient[i] == PATIENT_ALONE;

    return alone && sample->count ? (size_t)sample->count[i] : 1;
}

static struct row *gather(const struct sample *sample, size_t *n_rows)
{
    struct row *rows;
    size_t n = 0;

    for (size_t i = 0; i < sample->n; i++)
        n += cells_of_row(sample, i);
    rows = xcalloc(n, sizeof *rows);
    *n_rows = n;
    n = 0;
    for (size_t i = 0; i < sample->n; i++) {
        size_t copies = cells_of_row(sample, i);
        uint64_t count = sample->count && copies == 1 ? sample->count[i] : 1;

        for (size_t j = 0; j < copies; j++)
            rows[n++] = (struct row){sort_key(sample->score[i]), sample->patient[i],
                                     sample->is_pos[i], count};
    }
    qsort(rows, n, sizeof *rows, compare_rows);
    return rows;
}

static void allocate(struct clusters *clusters, struct ranked *ranked, size_t n)
{
    *clusters = (struct clusters){.block = xcalloc(n, sizeof *clusters->block),
                                  .patient = xcalloc(n, sizeof *clusters->patient),
                                  .pos = xcalloc(n, sizeof *clusters->pos),
                                  .neg = xcalloc(n, sizeof *clusters->neg)};
    *ranked = (struct ranked){.score = xcalloc(n, sizeof *ranked->score),
                              .pos = xcalloc(n, sizeof *ranked->pos),
                              .neg = xcalloc(n, sizeof *ranked->neg)};
}

static void add_to_patient(uint32_t *pos, uint32_t *neg, const struct row *row)
{
    uint32_t *target = row->is_pos ? pos : neg;

    assert(row->count <= UINT32_MAX - *target);
    *target += (uint32_t)row->count;
}

static void compress(struct clusters *clusters, struct ranked *ranked,
                     const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool new_block = i == 0 || rows[i].key != rows[i - 1].key;
        bool new_cell = new_block || rows[i].patient == PATIENT_ALONE ||
                        rows[i].patient != rows[i - 1].patient;
        size_t block, cell;

        if (new_block)
            ranked->score[ranked->n_blocks++] = sort_key_value(rows[i].key);
        block = ranked->n_blocks - 1;
        if (new_cell) {
            cell = clusters->n_cells++;
            clusters->block[cell] = (uint32_t)block;
            clusters->patient[cell] = rows[i].patient;
        }
        cell = clusters->n_cells - 1;
        add_to_patient(&clusters->pos[cell], &clusters->neg[cell], &rows[i]);
        *(rows[i].is_pos ? &ranked->pos[block] : &ranked->neg[block]) += rows[i].count;
        *(rows[i].is_pos ? &ranked->n_pos : &ranked->n_neg) += rows[i].count;
    }
}

static int compare_codes(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return (a > b) - (a < b);
}

static uint32_t find_code(const uint32_t *codes, size_t n, uint32_t code)
{
    const uint32_t *at = bsearch(&code, codes, n, sizeof *codes, compare_codes);

    return (uint32_t)(at - codes);
}

/* Ranks of all patients of the cohort to 0 .. n_patients-1. */
static void number_patients(struct clusters *clusters)
{
    uint32_t *codes = xcalloc(clusters->n_cells, sizeof *codes);
    size_t n = 0, n_alone = 0, distinct = 0;

    for (size_t i = 0; i < clusters->n_cells; i++)
        if (clusters->patient[i] != PATIENT_ALONE)
            codes[n++] = clusters->patient[i];
    qsort(codes, n, sizeof *codes, compare_codes);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || codes[i] != codes[i - 1])
            codes[distinct++] = codes[i];
    for (size_t i = 0; i < clusters->n_cells; i++)
        clusters->patient[i] = clusters->patient[i] == PATIENT_ALONE
                                   ? (uint32_t)(distinct + n_alone++)
                                   : find_code(codes, distinct, clusters->patient[i]);
    clusters->n_patients = distinct + n_alone;
    clusters->code = xrealloc(codes, clusters->n_patients, sizeof *codes);
    for (size_t i = distinct; i < clusters->n_patients; i++)
        clusters->code[i] = PATIENT_ALONE;
}

void clusters_init(struct clusters *clusters, struct ranked *ranked,
                   const struct sample *sample)
{
    size_t n;
    struct row *rows = gather(sample, &n);

    allocate(clusters, ranked, n);
    compress(clusters, ranked, rows, n);
    number_patients(clusters);
    free(rows);
}

void clusters_release(struct clusters *clusters)
{
    free(clusters->block);
    free(clusters->patient);
    free(clusters->pos);
    free(clusters->neg);
    free(clusters->code);
    *clusters = (struct clusters){0};
}

bool clusters_are_singletons(const struct clusters *clusters,
                             const struct ranked *ranked)
{
    return clusters->n_patients == ranked->n_pos + ranked->n_neg;
}

struct counts *clusters_counts_at(const struct clusters *clusters,
                                  const struct ranked *ranked, double threshold)
{
    struct counts *counts = xcalloc(clusters->n_patients, sizeof *counts);
    size_t first = counts_first_flagged(ranked, threshold);

    for (size_t i = 0; i < clusters->n_cells; i++) {
        struct counts *c = &counts[clusters->patient[i]];
        bool flagged = clusters->block[i] >= first;

        *(flagged ? &c->tp : &c->fn) += clusters->pos[i];
        *(flagged ? &c->fp : &c->tn) += clusters->neg[i];
    }
    return counts;
}
