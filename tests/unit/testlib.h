/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the unit tests share: comparison of doubles and error codes, reading of
 * reference values, and the main program of a suite.
 */
#ifndef TESTS_UNIT_TESTLIB_H
#define TESTS_UNIT_TESTLIB_H

#include <check.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/err.h"

/* Fails unless |got - want| <= tol * |want|; for want == 0 unless |got| <= tol.
 * Two NaNs agree, and so do equal infinities. The message names `what`, both
 * values in 17 digits and the relative error. */
#define assert_rel(got, want, tol, what)                                               \
    do {                                                                               \
        char rel_text_[512];                                                           \
        ck_assert_msg(                                                                 \
            rel_agrees((got), (want), (tol), (what), rel_text_, sizeof rel_text_),     \
            "%s", rel_text_);                                                          \
    } while (0)

/* Fails unless `err`, a `const struct err *`, carries `code`; prints its text. */
#define assert_err(want_code, err)                                                     \
    ck_assert_msg((err)->code == (want_code), "error code %d, want %d: \"%s\"",        \
                  (int)(err)->code, (int)(want_code), (err)->text)

/* Fails unless the error's text contains `part`. */
#define assert_err_text(part, err)                                                     \
    ck_assert_msg(strstr((err)->text, (part)) != NULL,                                 \
                  "error text \"%s\" does not contain \"%s\"", (err)->text, (part))

bool rel_agrees(double got, double want, double tol, const char *what, char *text,
                size_t size);

/* A table of reference values, tests/ref/NAME.csv: a first line that starts
 * with '#' (tool, version, command), a header, then rows. Fields hold no commas
 * or quotes; further lines that start with '#' and empty lines are passed over. */
struct ref_table {
    char *provenance; /* the first line without '#' */
    size_t n_cols;
    size_t n_rows;
    char **names;  /* n_cols column names */
    char **fields; /* n_rows * n_cols, row by row */
    char *text;    /* what the pointers above point into */
};

/* Reads tests/ref/`name` of the source tree; fails the test when it cannot. */
void ref_table_read(struct ref_table *table, const char *name);
void ref_table_release(struct ref_table *table);

/* The field of a row by column name; a column that is not there fails the test. */
const char *ref_text(const struct ref_table *table, size_t row, const char *column);

/* The same as a number; "NA", "nan" and the empty field are NaN, "inf" and
 * "-inf" the infinities. Anything else that is not a number fails the test. */
double ref_number(const struct ref_table *table, size_t row, const char *column);

/* Path of a file of the source tree, to be freed: `top_srcdir` of the
 * environment, else the tree the tests were built from. */
char *source_path(const char *relative);

/* Runs the suite and returns main's exit status. Test cases tagged "slow"
 * (tcase_set_tags) run only when PROCTOR_SLOW is set, and then alone.
 * CK_FORK=no runs everything in this process, for debuggers and sanitizers. */
int test_main(Suite *suite);

#endif
