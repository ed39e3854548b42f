/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A finished run: the question, what was read, and the records. What documents and pages are made from. */
#ifndef PROCTOR_EVAL_RUN_H
#define PROCTOR_EVAL_RUN_H

#include "base/notes.h"
#include "data/binding.h"
#include "data/cohort.h"
#include "eval/curve.h"
#include "eval/meta.h"
#include "eval/request.h"
#include "eval/result_set.h"

/* Borrows all. */
struct run {
    const char *command; /* "evaluate" */
    const struct input_options *input;
    const struct cohort *cohort;
    const struct binding *binding;
    const struct request *request;
    const struct result_set *results;
    const struct notes *notes;
    const struct curve_set *curves;    /* NULL if the command makes none */
    const struct sweep_request *sweep; /* likewise */
    bool is_unpaired;                  /* `compare` of one model on two files */
    const struct meta *meta;
    const char *date; /* "2026-11-24" (UTC), "" unless asked for */
};

#endif
