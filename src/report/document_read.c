/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/document_read.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <jansson.h>

#include "base/mem.h"
#include "base/whole_file.h"
#include "report/records.h"

struct reader {
    struct earlier *earlier;
    struct err *err;
};

static const char how_to_write[] =
    "proctor evaluate RELEASED.csv ... -f json -o released.json writes one";

/* "PATH: what", with how such a file comes about. */
static enum err_code refuse(struct reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static enum err_code refuse(struct reader *reader, const char *format, ...)
{
    struct strbuf what = STRBUF_INIT;
    va_list args;

    va_start(args, format);
    strbuf_addvf(&what, format, args);
    va_end(args);
    err_set(reader->err, ERR_INPUT, "%s: %s", reader->earlier->name, what.text);
    strbuf_release(&what);
    return err_hint(reader->err, "%s", how_to_write);
}

/* The text under a key; NULL, and an error, if there is none. */
static const char *take_text(struct reader *reader, const json_t *object,
                             const char *key, const char *where)
{
    const char *text = json_string_value(json_object_get(object, key));

    if (!text)
        refuse(reader, "%s has no text '%s'", where, key);
    return text;
}

static enum err_code take_digest(struct reader *reader, const json_t *object,
                                 const char *key, char digest[SHA256_HEX_SIZE])
{
    const char *text = take_text(reader, object, key, "the document");
    size_t length = text ? strlen(text) : 0;

    if (!text)
        return reader->err->code;
    if (length != 0 && length + 1 != SHA256_HEX_SIZE)
        return refuse(reader, "'%s' is not a SHA-256", key);
    memcpy(digest, text, length + 1);
    return ERR_OK;
}

/* ---- Records ------------------------------------------------------------------------- */

static bool find_status(enum estimate_status *status, const char *name)
{
    for (int i = STATUS_OK; i <= STATUS_SKIPPED; i++)
        if (!strcmp(result_status_name((enum estimate_status)i), name)) {
            *status = (enum estimate_status)i;
            return true;
        }
    return false;
}

static bool take_field(struct reader *reader, struct result *record,
                       const struct record_field *field, const json_t *value)
{
    void *place = (char *)record + field->offset;

    switch (field->kind) {
    case RECORD_TEXT:
        *(const char **)place =
            result_set_text(&reader->earlier->results, json_string_value(value));
        return json_is_string(value);
    case RECORD_NUMBER:
    case RECORD_THRESHOLD:
        if (json_is_number(value))
            *(double *)place = json_number_value(value);
        return json_is_number(value) || json_is_null(value);
    case RECORD_STATUS:
        break;
    }
    return json_is_string(value) &&
           find_status(&record->estimate.status, json_string_value(value));
}

/* What MOVER could not work with, because no interval looks like this. */
static bool is_plausible(const struct result *record)
{
    const struct estimate *e = &record->estimate;
    double slack = 1e-9; /* of 12 digits */

    return !(e->low > e->value + slack) && !(e->high < e->value - slack) &&
           !(record->conf_level <= 0) && !(record->conf_level >= 1);
}

static enum err_code take_record(struct reader *reader, const json_t *object,
                                 size_t index)
{
    struct result record = RESULT_NONE;
    size_t n;
    const struct record_field *fields = record_fields(&n);

    for (size_t i = 0; i < n; i++)
        if (!take_field(reader, &record, &fields[i],
                        json_object_get(object, fields[i].name)))
            return refuse(reader, "record %zu: '%s' is missing or of another kind",
                          index + 1, fields[i].name);
    if (!is_plausible(&record))
        return refuse(reader, "record %zu: the limits do not lie around the estimate",
                      index + 1);
    result_set_add(&reader->earlier->results, &record);
    return ERR_OK;
}

static enum err_code take_records(struct reader *reader, const json_t *root)
{
    const json_t *records = json_object_get(root, "results");

    if (!records)
        return refuse(reader, "has no results: the gate was not evaluated");
    if (!json_array_size(records))
        return refuse(reader, "has no records");
    for (size_t i = 0; i < json_array_size(records); i++)
        if (take_record(reader, json_array_get(records, i), i))
            return reader->err->code;
    return ERR_OK;
}

/* ---- What they came from --------------------------------------------------------------- */

static double count_of(const json_t *pair, const char *rows)
{
    return json_number_value(json_object_get(json_object_get(pair, rows), "n"));
}

static enum err_code take_pair(struct reader *reader, const json_t *object)
{
    struct earlier_pair pair = {
        .model = take_text(reader, object, "model", "a pair of the cohort"),
        .n_without_score =
            count_of(object, "rows_without_score") + count_of(object, "rows_imputed")};

    if (!pair.model)
        return reader->err->code;
    pair.finding = take_text(reader, object, "finding", "a pair of the cohort");
    if (!pair.finding || take_digest(reader, object, "pair_digest", pair.digest))
        return reader->err->code;
    earlier_add_pair(reader->earlier, &pair);
    return ERR_OK;
}

static enum err_code take_pairs(struct reader *reader, const json_t *root)
{
    const json_t *pairs = json_object_get(json_object_get(root, "cohort"), "pairs");

    if (!json_array_size(pairs))
        return refuse(reader, "does not say which models and findings it is about");
    for (size_t i = 0; i < json_array_size(pairs); i++)
        if (take_pair(reader, json_array_get(pairs, i)))
            return reader->err->code;
    return ERR_OK;
}

static enum err_code take_missing(struct reader *reader, const json_t *root)
{
    const char *missing =
        take_text(reader, json_object_get(root, "settings"), "missing", "'settings'");

    if (missing)
        reader->earlier->missing = result_set_text(&reader->earlier->results, missing);
    return reader->err->code;
}

/* Which of its studies it is about. */
static void take_where(struct reader *reader, const json_t *root)
{
    const json_t *where = json_object_get(json_object_get(root, "settings"), "where");
    struct strbuf all = STRBUF_INIT;

    for (size_t i = 0; i < json_array_size(where); i++) {
        const char *text = json_string_value(json_array_get(where, i));

        strbuf_addf(&all, "%s%s", i ? ", " : "", text ? text : "");
    }
    reader->earlier->where = result_set_text(&reader->earlier->results, all.text);
    strbuf_release(&all);
}

static enum err_code check_kind(struct reader *reader, const json_t *root)
{
    const char *schema = json_string_value(json_object_get(root, "schema"));
    const char *command = json_string_value(json_object_get(root, "command"));

    if (!schema || strncmp(schema, "proctor/", 8) != 0 || !command)
        return refuse(reader, "is JSON, but not a result of proctor");
    if (strcmp(schema, "proctor/1") != 0)
        return refuse(reader, "is of another version of proctor, with another schema");
    if (strcmp(command, "evaluate") != 0 && strcmp(command, "gate") != 0)
        return refuse(reader, "is a result of 'proctor %s', which cannot be a baseline",
                      command);
    return ERR_OK;
}

static enum err_code take_document(struct reader *reader, const json_t *root)
{
    struct earlier *earlier = reader->earlier;

    if (check_kind(reader, root) || take_records(reader, root) ||
        take_digest(reader, root, "cohort_digest", earlier->cohort_digest) ||
        take_digest(reader, root, "studies_digest", earlier->studies_digest) ||
        take_missing(reader, root))
        return reader->err->code;
    take_where(reader, root);
    return take_pairs(reader, root);
}

/* ---- The file --------------------------------------------------------------------------- */

static enum err_code refuse_syntax(struct reader *reader, const struct strbuf *bytes,
                                   const json_error_t *error)
{
    const char *name = reader->earlier->name;

    if (bytes->length == 0)
        return refuse(reader, "the file is empty");
    if (error->position >= 0 && (size_t)error->position >= bytes->length)
        return refuse(reader, "the file ends in the middle of the document");
    err_set(reader->err, ERR_INPUT, "%s:%d:%d: this is not JSON", name, error->line,
            error->column);
    return err_hint(reader->err, "%s", how_to_write);
}

static enum err_code parse(struct reader *reader, const struct strbuf *bytes)
{
    json_error_t error;
    json_t *root = json_loadb(bytes->text, bytes->length,
                              JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &error);

    if (!root)
        return refuse_syntax(reader, bytes, &error);
    take_document(reader, root);
    json_decref(root);
    return reader->err->code;
}

enum err_code document_read(struct earlier *earlier, const char *path, struct err *err)
{
    struct reader reader = {earlier, err};
    struct strbuf bytes = STRBUF_INIT;

    *earlier = (struct earlier){.name = xstrdup(path)};
    if (!whole_file_read(&bytes, path, DOCUMENT_MAX_BYTES, err)) {
        sha256_hex_of(earlier->sha256, bytes.text, bytes.length);
        if (bytes.length > DOCUMENT_MAX_BYTES)
            refuse(&reader, "larger than %d MiB", DOCUMENT_MAX_BYTES >> 20);
        else
            parse(&reader, &bytes);
    }
    strbuf_release(&bytes);
    return err->code;
}
