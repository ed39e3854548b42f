/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/digest.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/canonical.h"
#include "base/mem.h"

/* In the order in which they are hashed. */
enum kind { KIND_ID, KIND_PATIENT, KIND_SCORE, KIND_LABEL, KIND_GROUP };

struct column {
    enum kind kind;
    const char *name;
    size_t index; /* in the cohort, of its kind */
};

struct columns {
    struct column *items; /* [n] */
    size_t n;
};

/* A row in memory; its bytes follow. */
struct row_head {
    uint64_t count;
    size_t length;
};

static void add_column(struct columns *columns, enum kind kind, const char *name,
                       size_t index)
{
    columns->items = xrealloc(columns->items, columns->n + 1, sizeof *columns->items);
    columns->items[columns->n++] = (struct column){kind, name, index};
}

static int compare_columns(const void *left, const void *right)
{
    const struct column *a = left, *b = right;

    return a->kind != b->kind ? (a->kind > b->kind) - (a->kind < b->kind)
                              : strcmp(a->name, b->name);
}

static double in_file(const struct cohort *cohort, double score)
{
    return cohort->direction == SCORE_LOW ? -score : score;
}

static const char *patient_name(const struct cohort *cohort, size_t row)
{
    uint32_t patient = cohort->patient[row];

    return patient == INTERN_NONE ? "" : cohort->patient_names[patient];
}

static void add_field(struct strbuf *out, const struct cohort *cohort,
                      const struct column *column, size_t row)
{
    const struct cohort_group *group;

    switch (column->kind) {
    case KIND_ID:
        canonical_text(out, cohort->ids.strings[cohort->id[row]]);
        break;
    case KIND_PATIENT:
        canonical_text(out, patient_name(cohort, row));
        break;
    case KIND_SCORE:
        canonical_double(out, in_file(cohort, cohort->score[column->index][row]));
        break;
    case KIND_LABEL:
        canonical_uint(out, cohort->label[column->index][row], 1);
        break;
    case KIND_GROUP:
        group = &cohort->groups[column->index];
        canonical_text(out, group->levels[group->code[row]]);
        break;
    }
}

static void add_row(struct strbuf *out, const struct cohort *cohort,
                    const struct columns *columns, size_t row)
{
    struct row_head head = {.count = cohort->count ? cohort->count[row] : 1};
    size_t at = out->length;

    strbuf_add(out, (const char *)&head, sizeof head);
    for (size_t i = 0; i < columns->n; i++)
        add_field(out, cohort, &columns->items[i], row);
    head.length = out->length - at - sizeof head;
    memcpy(out->text + at, &head, sizeof head);
}

static struct row_head head_of(const char *row)
{
    struct row_head head;

    memcpy(&head, row, sizeof head);
    return head;
}

static int compare_rows(const void *left, const void *right)
{
    const char *a = *(const char *const *)left, *b = *(const char *const *)right;
    size_t n = head_of(a).length, m = head_of(b).length;
    int order =
        memcmp(a + sizeof(struct row_head), b + sizeof(struct row_head), n < m ? n : m);

    return order ? order : (n > m) - (n < m);
}

static void hash_columns(struct sha256_ctx *context, const struct columns *columns)
{
    static const char letters[] = {'i', 'p', 's', 'l', 'g'};
    struct strbuf bytes = STRBUF_INIT;

    canonical_uint(&bytes, columns->n, 4);
    for (size_t i = 0; i < columns->n; i++) {
        strbuf_addc(&bytes, letters[columns->items[i].kind]);
        canonical_text(&bytes, columns->items[i].name);
    }
    canonical_hash(context, &bytes);
    strbuf_release(&bytes);
}

/* Equal rows follow each other. */
static void hash_sorted(struct sha256_ctx *context, const char *const *rows, size_t n)
{
    struct strbuf bytes = STRBUF_INIT;

    for (size_t i = 0; i < n;) {
        const char *row = rows[i];
        uint64_t count = 0;

        for (; i < n && compare_rows(&row, &rows[i]) == 0; i++)
            count += head_of(rows[i]).count;
        strbuf_add(&bytes, row + sizeof(struct row_head), head_of(row).length);
        canonical_uint(&bytes, count, 8);
        canonical_hash(context, &bytes);
    }
    strbuf_release(&bytes);
}

static void hash_rows(struct sha256_ctx *context, const struct cohort *cohort,
                      const struct columns *columns)
{
    struct strbuf bytes = STRBUF_INIT;
    const char **rows = xcalloc(cohort->n, sizeof *rows);
    const char *row;

    for (size_t i = 0; i < cohort->n; i++)
        add_row(&bytes, cohort, columns, i);
    row = bytes.text;
    for (size_t i = 0; i < cohort->n; i++) {
        rows[i] = row;
        row += sizeof(struct row_head) + head_of(row).length;
    }
    qsort(rows, cohort->n, sizeof *rows, compare_rows);
    hash_sorted(context, rows, cohort->n);
    free(rows);
    strbuf_release(&bytes);
}

/* Sorts the columns and releases them. */
static void digest_columns(char digest[SHA256_HEX_SIZE], const char *what,
                           const struct cohort *cohort, struct columns *columns)
{
    struct sha256_ctx context;
    struct strbuf bytes = STRBUF_INIT;

    qsort(columns->items, columns->n, sizeof *columns->items, compare_columns);
    sha256_init(&context);
    canonical_text(&bytes, what);
    canonical_hash(&context, &bytes);
    hash_columns(&context, columns);
    hash_rows(&context, cohort, columns);
    sha256_hex(&context, digest);
    strbuf_release(&bytes);
    free(columns->items);
}

static void add_studies(struct columns *columns, const struct cohort *cohort,
                        const struct binding *binding)
{
    if (cohort->id)
        add_column(columns, KIND_ID, "", 0);
    for (size_t i = 0; i < cohort->n_labels; i++)
        add_column(columns, KIND_LABEL, binding->labels[i].finding, i);
}

void cohort_digest(char digest[SHA256_HEX_SIZE], const struct cohort *cohort,
                   const struct binding *binding)
{
    struct columns columns = {0};

    assert(!cohort->patient || cohort->patient_names);
    assert(binding->id_slot == NO_SLOT || cohort->id);
    add_studies(&columns, cohort, binding);
    if (cohort->patient)
        add_column(&columns, KIND_PATIENT, "", 0);
    for (size_t i = 0; i < cohort->n_scores; i++)
        add_column(&columns, KIND_SCORE, binding->scores[i].model, i);
    for (size_t i = 0; i < cohort->n_groups; i++)
        add_column(&columns, KIND_GROUP, cohort->groups[i].name, i);
    digest_columns(digest, "proctor/cohort/1", cohort, &columns);
}

void studies_digest(char digest[SHA256_HEX_SIZE], const struct cohort *cohort,
                    const struct binding *binding)
{
    struct columns columns = {0};

    assert(binding->id_slot == NO_SLOT || cohort->id);
    *digest = '\0';
    if (!cohort->id)
        return;
    add_studies(&columns, cohort, binding);
    digest_columns(digest, "proctor/studies/1", cohort, &columns);
}
