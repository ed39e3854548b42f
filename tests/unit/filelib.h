/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files for tests of what reads them: written, read back whole, removed. */
#ifndef TESTS_UNIT_FILELIB_H
#define TESTS_UNIT_FILELIB_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "data/csv_read.h"
#include "testlib.h"

/* A string literal with its length: it may hold NUL bytes. */
#define BYTES(literal) literal, sizeof(literal) - 1

/* Writes a temporary file; remove_file() removes it and frees the path. */
static inline char *write_file(const char *bytes, size_t length)
{
    const char *folder = getenv("TMPDIR");
    struct strbuf path = STRBUF_INIT;
    FILE *file;
    int fd;

    strbuf_addf(&path, "%s/proctor-test.XXXXXX", folder ? folder : "/tmp");
    fd = mkstemp(path.text);
    ck_assert_int_ge(fd, 0);
    file = fdopen(fd, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
    return strbuf_detach(&path);
}

static inline void remove_file(char *path)
{
    unlink(path);
    free(path);
}

/* The text of an error without the path of a temporary file: ":3: ..." */
static inline const char *after_path(const char *text, const char *path)
{
    return strncmp(text, path, strlen(path)) == 0 ? text + strlen(path) : text;
}

/* A file of the real data beside the checkout, to be freed, or NULL if it is not
 * there. */
static inline char *shared_path(const char *name)
{
    struct strbuf relative = STRBUF_INIT;
    char *path;

    strbuf_addf(&relative, "../shared/data/%s", name);
    path = source_path(relative.text);
    strbuf_release(&relative);
    if (access(path, R_OK) == 0)
        return path;
    free(path);
    return NULL;
}

/* What a CSV file holds: "[name][name]\n" and a line "3<field><field>\n" per row. */
static inline enum err_code render_source(struct strbuf *out, struct source *source,
                                          const struct csv_options *options,
                                          struct err *err)
{
    struct csv_reader *reader = NULL;
    struct csv_batch batch = {.n_rows = 1};
    const char *const *columns;
    size_t n;
    enum err_code code = csv_open(&reader, source, options, err);

    if (code)
        return code;
    columns = csv_columns(reader, &n);
    for (size_t i = 0; i < n; i++)
        strbuf_addf(out, "[%s]", columns[i]);
    strbuf_addc(out, '\n');
    while (batch.n_rows > 0 && !(code = csv_next(reader, &batch, err)))
        for (size_t row = 0; row < batch.n_rows; row++) {
            const struct csv_field *fields = batch.fields + row * batch.n_columns;

            strbuf_addf(out, "%llu", (unsigned long long)batch.lines[row]);
            for (size_t i = 0; i < batch.n_columns; i++) {
                ck_assert_uint_eq(fields[i].length, strlen(fields[i].text));
                strbuf_addf(out, "<%s>", fields[i].text);
            }
            strbuf_addc(out, '\n');
        }
    csv_close(reader);
    return code;
}

static inline enum err_code render_file(struct strbuf *out, const char *path,
                                        const struct source_options *source_options,
                                        const struct csv_options *options,
                                        struct err *err)
{
    struct source *source;
    enum err_code code = source_open(&source, path, source_options, NULL, err);

    if (code)
        return code;
    code = render_source(out, source, options, err);
    source_close(source);
    return code;
}

#endif
