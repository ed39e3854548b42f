/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "testlib.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Comparisons --------------------------------------------------------- */

bool rel_agrees(double got, double want, double tol, const char *what, char *text,
                size_t size)
{
    double error = want == 0 ? fabs(got) : fabs(got - want) / fabs(want);

    snprintf(text, size, "%s: got %.17g, want %.17g, relative error %.3g > %.3g", what,
             got, want, error, tol);
    return got == want || (isnan(got) && isnan(want)) || error <= tol;
}

/* ---- Files --------------------------------------------------------------- */

static void *must(void *memory)
{
    if (memory == NULL) {
        fputs("testlib: out of memory\n", stderr);
        abort();
    }
    return memory;
}

char *source_path(const char *relative)
{
    const char *top = getenv("top_srcdir");
    size_t size;
    char *path;

    if (top == NULL || *top == '\0')
        top = TOP_SRCDIR;
    size = strlen(top) + strlen(relative) + 2;
    path = must(malloc(size));
    snprintf(path, size, "%s/%s", top, relative);
    return path;
}

static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    size_t size = 0, capacity = 0;

    if (file == NULL)
        ck_abort_msg("%s: %s", path, strerror(errno));
    for (;;) {
        if (capacity - size < 2) {
            capacity = capacity == 0 ? 4096 : capacity * 2;
            text = must(realloc(text, capacity));
        }
        size_t n = fread(text + size, 1, capacity - size - 1, file);
        if (n == 0)
            break;
        size += n;
    }
    text[size] = '\0';
    fclose(file);
    return text;
}

/* ---- Reference tables ---------------------------------------------------- */

/* Cuts the text at the first of `ends` and moves past it; NULL at the end. */
static char *cut(char **text, const char *ends)
{
    char *start = *text;

    if (start == NULL || *start == '\0')
        return NULL;
    *text = start + strcspn(start, ends);
    if (**text != '\0')
        *(*text)++ = '\0';
    return start;
}

static char *next_line(char **text)
{
    char *line;

    do {
        line = cut(text, "\n");
        if (line != NULL)
            line[strcspn(line, "\r")] = '\0';
    } while (line != NULL && (*line == '\0' || *line == '#'));
    return line;
}

static size_t count_fields(const char *line)
{
    size_t n = 1;

    for (; *line != '\0'; line++)
        n += *line == ',';
    return n;
}

/* Unlike cut() this keeps an empty last field. */
static void split_fields(char *line, char **fields, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        fields[i] = line;
        line += strcspn(line, ",");
        if (i + 1 < n)
            *line++ = '\0';
    }
}

void ref_table_read(struct ref_table *table, const char *name)
{
    char relative[256];
    char *path, *rest, *line;

    memset(table, 0, sizeof *table);
    snprintf(relative, sizeof relative, "tests/ref/%s", name);
    path = source_path(relative);
    table->text = rest = read_text(path);

    line = cut(&rest, "\n");
    if (line == NULL || *line != '#')
        ck_abort_msg("%s: the first line must say where the values come from", path);
    table->provenance = line + 1;

    line = next_line(&rest);
    if (line == NULL)
        ck_abort_msg("%s: no header", path);
    table->n_cols = count_fields(line);
    table->names = must(malloc(table->n_cols * sizeof *table->names));
    split_fields(line, table->names, table->n_cols);

    while ((line = next_line(&rest)) != NULL) {
        size_t n = table->n_cols;
        if (count_fields(line) != n)
            ck_abort_msg("%s: row %zu has %zu fields, the header %zu", path,
                         table->n_rows + 1, count_fields(line), n);
        table->fields = must(
            realloc(table->fields, (table->n_rows + 1) * n * sizeof *table->fields));
        split_fields(line, table->fields + table->n_rows * n, n);
        table->n_rows++;
    }
    free(path);
}

void ref_table_release(struct ref_table *table)
{
    free(table->names);
    free(table->fields);
    free(table->text);
    memset(table, 0, sizeof *table);
}

const char *ref_text(const struct ref_table *table, size_t row, const char *column)
{
    if (row >= table->n_rows)
        ck_abort_msg("reference table has %zu rows, asked for %zu", table->n_rows, row);
    for (size_t i = 0; i < table->n_cols; i++)
        if (strcmp(table->names[i], column) == 0)
            return table->fields[row * table->n_cols + i];
    ck_abort_msg("reference table has no column %s", column);
    return NULL; /* not reached; Check does not say so to every compiler */
}

double ref_number(const struct ref_table *table, size_t row, const char *column)
{
    const char *text = ref_text(table, row, column);
    char *end;
    double value;

    if (*text == '\0' || strcmp(text, "NA") == 0 || strcmp(text, "nan") == 0)
        return NAN;
    value = strtod(text, &end);
    if (*end != '\0')
        ck_abort_msg("reference value '%s' in column %s is not a number", text, column);
    return value;
}

/* ---- Main ---------------------------------------------------------------- */

int test_main(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    bool slow = getenv("PROCTOR_SLOW") != NULL;
    int n_failed;

    srunner_run_tagged(runner, NULL, NULL, slow ? "slow" : NULL, slow ? NULL : "slow",
                       CK_NORMAL);
    n_failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
