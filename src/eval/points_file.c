/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operating points out of a file. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "base/numfmt.h"
#include "base/path.h"
#include "data/csv_read.h"
#include "eval/points_parts.h"

enum column { MODEL, FINDING, POINT, THRESHOLD, RULE, SOURCE_DIGEST, N_COLUMNS };

static const char *const column_names[N_COLUMNS] = {
    "model", "finding", "point", "threshold", "rule", "source_digest"};

enum { N_REQUIRED = 4 };

struct points_file {
    struct source *source;
    struct csv_reader *reader;
    size_t columns[N_COLUMNS]; /* in the file, or SIZE_MAX */
    size_t slots[N_COLUMNS];   /* in a batch, or SIZE_MAX */
};

/* The columns may stand in any order, and others beside them. */
static enum err_code find_columns(struct points_file *file, const char *path,
                                  struct err *err)
{
    size_t n, wanted[N_COLUMNS], n_wanted = 0;
    const char *const *names = csv_columns(file->reader, &n);

    for (size_t c = 0; c < N_COLUMNS; c++) {
        file->columns[c] = file->slots[c] = SIZE_MAX;
        for (size_t i = n; i-- > 0;)
            if (!strcmp(names[i], column_names[c]))
                file->columns[c] = i;
        if (file->columns[c] != SIZE_MAX) {
            file->slots[c] = n_wanted;
            wanted[n_wanted++] = file->columns[c];
        } else if (c < N_REQUIRED) {
            err_set(err, ERR_INPUT, "%s: no column '%s'", path, column_names[c]);
            return err_hint(err, "a file of --save-points has the columns model, "
                                 "finding, point, threshold, rule, source_digest");
        }
    }
    csv_want(file->reader, wanted, n_wanted);
    return ERR_OK;
}

static const char *field_text(const struct points_file *file,
                              const struct csv_field *fields, enum column column)
{
    return file->slots[column] == SIZE_MAX ? "" : fields[file->slots[column]].text;
}

/* A point without a name of its own is called by its threshold. */
static bool is_name(const char *name, double threshold)
{
    char number[NUMFMT_SIZE];

    return name_is_valid(name) || !strcmp(name, numfmt_shortest(number, threshold));
}

static bool is_digest(const char *text)
{
    size_t n = strspn(text, "0123456789abcdef");

    return text[n] == '\0' && (n == 0 || n == 64);
}

static enum err_code add_row(struct asked_points *asked, const struct points_file *file,
                             const struct csv_field *fields, const char *place,
                             struct err *err)
{
    const char *threshold = field_text(file, fields, THRESHOLD);
    const char *model = field_text(file, fields, MODEL);
    const char *finding = field_text(file, fields, FINDING);
    const char *rule = field_text(file, fields, RULE);
    struct asked_point point = {.source = POINT_LOCKED,
                                .name = (char *)field_text(file, fields, POINT),
                                .model = *model ? (char *)model : NULL,
                                .finding = *finding ? (char *)finding : NULL,
                                .rule = (char *)(*rule ? rule : "given"),
                                .source_digest =
                                    (char *)field_text(file, fields, SOURCE_DIGEST)};

    if (!numfmt_parse(threshold, strlen(threshold), '.', &point.threshold) ||
        !isfinite(point.threshold)) {
        err_set(err, ERR_INPUT, "%s: column 'threshold': '%s' is not a number", place,
                threshold);
        return err_hint(err, "write it with a decimal point");
    }
    if (!is_name(point.name, point.threshold))
        return err_set(err, ERR_INPUT,
                       "%s: column 'point': '%s' is not a name: " NAME_RULE, place,
                       point.name);
    if (!is_digest(point.source_digest))
        return err_set(err, ERR_INPUT,
                       "%s: column 'source_digest': 64 hexadecimal digits are needed, "
                       "or nothing",
                       place);
    return points_add(asked, &point, place, err);
}

static enum err_code read_rows(struct asked_points *asked, struct points_file *file,
                               const char *path, struct err *err)
{
    struct csv_batch batch;
    char place[4096];

    do {
        if (csv_next(file->reader, &batch, err))
            return err->code;
        for (size_t i = 0; i < batch.n_rows; i++) {
            snprintf(place, sizeof place, "%s:%" PRIu64, path, batch.lines[i]);
            if (add_row(asked, file, batch.fields + i * batch.n_columns, place, err))
                return err->code;
        }
    } while (batch.n_rows);
    return ERR_OK;
}

enum err_code points_read(struct asked_points *asked, const char *path, struct err *err)
{
    struct source_options source_options = {0};
    struct csv_options csv_options = {0};
    struct points_file file = {0};
    enum err_code code;

    asked->file = path;
    code = source_open(&file.source, path, &source_options, NULL, err);
    if (!code)
        code = csv_open(&file.reader, file.source, &csv_options, err);
    if (!code)
        code = find_columns(&file, path, err);
    if (!code)
        code = read_rows(asked, &file, path, err);
    csv_close(file.reader);
    source_close(file.source);
    return code;
}
