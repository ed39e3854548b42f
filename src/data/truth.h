/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --truth: ground truth in a second file, found by study id. */
#ifndef PROCTOR_DATA_TRUTH_H
#define PROCTOR_DATA_TRUTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/intern.h"
#include "data/binding.h"
#include "data/csv_read.h"

struct truth {
    struct intern ids;    /* code = row */
    struct intern values; /* texts of the label columns */
    uint32_t *
        labels; /* [row * n_labels + label]: code in `values`; INTERN_NONE if the label is not in this file */
    uint64_t *lines; /* [row] */
    bool *used;      /* [row] a prediction has been found for it */
    size_t n_labels, capacity, label_capacity;
    uint64_t n_rows;
};

/* Reads all rows of `reader`. Empty and duplicate ids are errors naming both lines. */
enum err_code truth_read(struct truth *truth, struct csv_reader *reader,
                         const struct binding *binding, const char *file,
                         struct err *err);

/* Row of the study, or INTERN_NONE. */
uint32_t truth_find(const struct truth *truth, const char *id, size_t length);

/* Text of the label, NULL if this file does not have it. */
const char *truth_label(const struct truth *truth, uint32_t row, size_t label);

/* Why no id matches: one clause for a hint ("ids such as 1.2E+12: a spreadsheet has damaged them"), NULL if nothing is to be seen. Static text. */
const char *truth_explain_no_match(const struct truth *truth,
                                   const struct intern *prediction_ids);

void truth_release(struct truth *truth);

#endif
