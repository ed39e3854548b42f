/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scores for the statistics tests: from the reference sets, from the sample files,
 * from chance, and the slow but plain ways to compute what rests on them.
 */
#ifndef TESTS_UNIT_SCORELIB_H
#define TESTS_UNIT_SCORELIB_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "stats/ranked.h"
#include "testlib.h"

struct scores {
    size_t n;
    double *score;
    uint8_t *is_pos;
};

static inline struct scores scores_new(size_t n)
{
    return (struct scores){n, xcalloc(n, sizeof(double)), xcalloc(n, 1)};
}

static inline void scores_release(struct scores *scores)
{
    free(scores->score);
    free(scores->is_pos);
    *scores = (struct scores){0};
}

static inline struct ranked scores_rank(const struct scores *scores)
{
    struct sample sample = {
        .n = scores->n, .score = scores->score, .is_pos = scores->is_pos};
    struct ranked ranked;

    ranked_init(&ranked, &sample);
    return ranked;
}

/* A set of tests/ref/scores.csv. */
static inline struct scores scores_of_set(const char *set)
{
    struct ref_table table;
    struct scores scores;
    size_t n = 0;

    ref_table_read(&table, "scores.csv");
    scores = scores_new(table.n_rows);
    for (size_t row = 0; row < table.n_rows; row++) {
        if (strcmp(ref_text(&table, row, "set"), set) != 0)
            continue;
        scores.score[n] = ref_number(&table, row, "score");
        scores.is_pos[n++] = ref_number(&table, row, "label") == 1;
    }
    scores.n = n;
    ck_assert_msg(n > 0, "no set %s", set);
    ref_table_release(&table);
    return scores;
}

static inline struct ranked ranked_of_set(const char *set)
{
    struct scores scores = scores_of_set(set);
    struct ranked ranked = scores_rank(&scores);

    scores_release(&scores);
    return ranked;
}

/* Cuts a line at commas and takes quotes off; none of the files has a comma inside
 * quotes. */
static inline size_t split_line(char *line, char **fields, size_t most)
{
    size_t n = 0;
    char *rest = line;

    line[strcspn(line, "\r\n")] = '\0';
    while (n < most && rest) {
        char *field = strsep(&rest, ",");
        size_t length = strlen(field);

        if (length >= 2 && field[0] == '"') {
            field[length - 1] = '\0';
            field++;
        }
        fields[n++] = field;
    }
    return n;
}

static inline size_t find_field(char **fields, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(fields[i], name) == 0)
            return i;
    ck_abort_msg("no column %s", name);
    return 0; /* not reached */
}

/* Which rows and columns of a CSV file to take. */
struct selection {
    const char *path;             /* in the source tree, or beside it */
    const char *label, *positive; /* column and its value for a finding */
    const char *score;            /* column; rows without a score are passed over */
    /* Columns with (or without) this value; NULL: all. */
    const char *where, *is, *is_not;
    const char *also, *also_is;
};

static inline int is_selected(const struct selection *select, char **fields,
                              size_t where, size_t also)
{
    if (select->also && strcmp(fields[also], select->also_is) != 0)
        return 0;
    return !select->where || (select->is && strcmp(fields[where], select->is) == 0) ||
           (select->is_not && strcmp(fields[where], select->is_not) != 0);
}

static inline void read_rows(FILE *file, const struct selection *select,
                             struct scores *scores)
{
    char line[1024], *fields[32];
    size_t n, label, score, where = 0, also = 0;

    ck_assert(fgets(line, sizeof line, file));
    n = split_line(line, fields, 32);
    label = find_field(fields, n, select->label);
    score = find_field(fields, n, select->score);
    if (select->where)
        where = find_field(fields, n, select->where);
    if (select->also)
        also = find_field(fields, n, select->also);
    while (fgets(line, sizeof line, file) && split_line(line, fields, 32) == n) {
        if (!is_selected(select, fields, where, also) || *fields[score] == '\0')
            continue;
        scores->score = xrealloc(scores->score, scores->n + 1, sizeof(double));
        scores->is_pos = xrealloc(scores->is_pos, scores->n + 1, 1);
        scores->score[scores->n] = strtod(fields[score], NULL);
        scores->is_pos[scores->n++] = strcmp(fields[label], select->positive) == 0;
    }
}

/* No rows (n = 0) if the file is not there. */
static inline struct scores scores_of_file(const struct selection *select)
{
    char *path = source_path(select->path);
    FILE *file = fopen(path, "r");
    struct scores scores = {0};

    if (file) {
        read_rows(file, select, &scores);
        fclose(file);
    }
    free(path);
    return scores;
}

/* Fixture F40; `scanner` NULL for all, "A", or "!A" for all others. */
static inline struct ranked ranked_of_f40(const char *scanner)
{
    struct selection select = {.path = "data/samples/fixture40.csv",
                               .label = "label",
                               .positive = "1",
                               .score = "score",
                               .where = scanner ? "scanner" : NULL,
                               .is = scanner};
    struct scores scores;
    struct ranked ranked;

    if (scanner && *scanner == '!') {
        select.is = NULL;
        select.is_not = scanner + 1;
    }
    scores = scores_of_file(&select);
    ck_assert_uint_gt(scores.n, 0);
    ranked = scores_rank(&scores);
    scores_release(&scores);
    return ranked;
}

/* The aneurysm patients of pROC; `gender` NULL for all. */
static inline struct ranked ranked_of_asah(const char *score, const char *gender)
{
    struct selection select = {.path = "data/samples/asah.csv",
                               .label = "outcome",
                               .positive = "Poor",
                               .score = score,
                               .where = gender ? "gender" : NULL,
                               .is = gender};
    struct scores scores = scores_of_file(&select);
    struct ranked ranked;

    ck_assert_uint_gt(scores.n, 0);
    ranked = scores_rank(&scores);
    scores_release(&scores);
    return ranked;
}

/* `n` studies with scores on a grid of `grid` steps, higher for positives. */
static inline struct scores scores_by_chance(uint64_t seed, size_t n, uint64_t grid)
{
    struct scores scores = scores_new(n);
    struct rng rng;

    rng_init(&rng, rng_key(seed));
    for (size_t i = 0; i < n; i++) {
        scores.is_pos[i] = rng_below(&rng, 3) == 0;
        scores.score[i] = (double)(rng_below(&rng, grid) + rng_below(&rng, grid) +
                                   scores.is_pos[i] * rng_below(&rng, grid)) /
                          (double)grid;
    }
    return scores;
}

static inline void scores_shuffle(struct scores *scores, uint64_t seed)
{
    struct rng rng;

    rng_init(&rng, rng_key(seed));
    for (size_t i = scores->n; i > 1; i--) {
        size_t j = (size_t)rng_below(&rng, i);
        double score = scores->score[i - 1];
        uint8_t is_pos = scores->is_pos[i - 1];

        scores->score[i - 1] = scores->score[j];
        scores->is_pos[i - 1] = scores->is_pos[j];
        scores->score[j] = score;
        scores->is_pos[j] = is_pos;
    }
}

/* ---- By definition ---------------------------------------------------------- */

static inline double psi(double x, double y)
{
    return x > y ? 1 : x < y ? 0 : 0.5;
}

/* Mean of psi over the studies of the other class, as seen from study i. */
static inline double placement_by_definition(const struct scores *scores, size_t i)
{
    double sum = 0, others = 0;

    for (size_t j = 0; j < scores->n; j++) {
        if (scores->is_pos[j] == scores->is_pos[i])
            continue;
        sum += scores->is_pos[i] ? psi(scores->score[i], scores->score[j])
                                 : psi(scores->score[j], scores->score[i]);
        others++;
    }
    return sum / others;
}

/* Mean (divisor n) and variance (divisor n-1) of the placements of one class. */
static inline double placement_moments(const struct scores *scores, int is_pos,
                                       double *variance)
{
    double sum = 0, squares = 0, n = 0, mean;

    for (size_t i = 0; i < scores->n; i++)
        if (scores->is_pos[i] == is_pos) {
            sum += placement_by_definition(scores, i);
            n++;
        }
    mean = sum / n;
    for (size_t i = 0; i < scores->n; i++)
        if (scores->is_pos[i] == is_pos)
            squares += pow(placement_by_definition(scores, i) - mean, 2);
    *variance = squares / (n - 1);
    return mean;
}

/* Mean over the positives of the precision at their own score. */
static inline double average_precision_by_definition(const struct scores *scores)
{
    double sum = 0, n_pos = 0;

    for (size_t i = 0; i < scores->n; i++) {
        double tp = 0, flagged = 0;

        if (!scores->is_pos[i])
            continue;
        for (size_t j = 0; j < scores->n; j++)
            if (scores->score[j] >= scores->score[i]) {
                flagged++;
                tp += scores->is_pos[j];
            }
        sum += tp / flagged;
        n_pos++;
    }
    return sum / n_pos;
}

#endif
