/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/confident.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "eval/scored.h"

/* The order among equal scores; ids last, so that a file with ids has one order. */
static int compare_rows(const struct cohort *cohort, size_t a, size_t b)
{
    uint64_t count_a = cohort_studies(cohort, a), count_b = cohort_studies(cohort, b);

    for (size_t g = 0; g < cohort->n_groups; g++) {
        const uint16_t *code = cohort->groups[g].code;

        if (code[a] != code[b])
            return code[a] < code[b] ? -1 : 1;
    }
    if (count_a != count_b)
        return count_a > count_b ? -1 : 1;
    if (cohort->id && cohort->ids.n)
        return strcmp(cohort->ids.strings[cohort->id[a]],
                      cohort->ids.strings[cohort->id[b]]);
    return 0;
}

/* The rows of the class, the worst score first. */
static struct scored *rows_of_class(const struct cohort *cohort, struct pair pair,
                                    enum label_class class, size_t *n)
{
    struct cohort_choice all = {.pair = pair, .part = PART_ALL};
    size_t n_scored;
    struct scored *rows = scored_rows(cohort, &all, &n_scored), swap;

    *n = 0;
    for (size_t i = 0; i < n_scored; i++)
        if (cohort->label[pair.label][rows[i].row] == class)
            rows[(*n)++] = rows[i];
    for (size_t i = 0, j = *n; class == LABEL_NEGATIVE && i + 1 < j; i++) {
        swap = rows[i];
        rows[i] = rows[--j];
        rows[j] = swap;
    }
    return rows;
}

static void swap_with_first(struct scored *rows, size_t first, size_t last,
                            const struct cohort *cohort)
{
    size_t best = first;
    struct scored kept;

    for (size_t i = first + 1; i < last; i++)
        if (compare_rows(cohort, rows[i].row, rows[best].row) < 0)
            best = i;
    kept = rows[first];
    rows[first] = rows[best];
    rows[best] = kept;
}

size_t *confident_errors(const struct cohort *cohort, struct pair pair,
                         enum label_class class, size_t most, size_t *n,
                         size_t *n_as_bad)
{
    size_t n_rows, end = 0;
    struct scored *rows = rows_of_class(cohort, pair, class, &n_rows);
    size_t *found = xcalloc(most, sizeof *found);

    *n = n_rows < most ? n_rows : most;
    for (size_t i = 0; i < *n; i++) {
        while (end < n_rows && (end <= i || rows[end].score == rows[i].score))
            end++;
        swap_with_first(rows, i, end, cohort);
        found[i] = rows[i].row;
    }
    *n_as_bad = end;
    free(rows);
    return found;
}
