/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/truth.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"

static enum err_code add_row(struct truth *truth, const struct binding *binding,
                             const struct csv_field *fields, uint64_t line,
                             const char *file, struct err *err)
{
    const struct csv_field *id = &fields[binding->truth_id_slot];
    uint32_t before = truth->ids.n, row;
    size_t old = truth->capacity;

    if (id->length == 0)
        return err_set(err, ERR_INPUT, "%s:%" PRIu64 ": the study id is empty", file,
                       line);
    row = intern_add(&truth->ids, id->text, id->length);
    if (row < before)
        return err_set(err, ERR_INPUT,
                       "%s:%" PRIu64 ": the study id was on line %" PRIu64 " already",
                       file, line, truth->lines[row]);
    truth->lines =
        xgrow(truth->lines, &truth->capacity, (size_t)row + 1, sizeof *truth->lines);
    if (truth->capacity != old)
        truth->used = xrealloc(truth->used, truth->capacity, sizeof *truth->used);
    truth->labels = xgrow(truth->labels, &truth->label_capacity,
                          ((size_t)row + 1) * truth->n_labels, sizeof *truth->labels);
    truth->lines[row] = line;
    truth->used[row] = false;
    for (size_t i = 0; i < truth->n_labels; i++) {
        size_t slot = binding->labels[i].truth_slot;

        truth->labels[(size_t)row * truth->n_labels + i] =
            slot == NO_SLOT
                ? INTERN_NONE
                : intern_add(&truth->values, fields[slot].text, fields[slot].length);
    }
    return ERR_OK;
}

enum err_code truth_read(struct truth *truth, struct csv_reader *reader,
                         const struct binding *binding, const char *file,
                         struct err *err)
{
    struct csv_batch batch;

    truth->n_labels = binding->n_labels;
    csv_want(reader, binding->truth_columns, binding->n_truth_slots);
    do {
        if (csv_next(reader, &batch, err))
            return err->code;
        for (size_t i = 0; i < batch.n_rows; i++)
            if (add_row(truth, binding, batch.fields + i * batch.n_columns,
                        batch.lines[i], file, err))
                return err->code;
        truth->n_rows += batch.n_rows;
    } while (batch.n_rows);
    return ERR_OK;
}

uint32_t truth_find(const struct truth *truth, const char *id, size_t length)
{
    return intern_find(&truth->ids, id, length);
}

const char *truth_label(const struct truth *truth, uint32_t row, size_t label)
{
    uint32_t code = truth->labels[(size_t)row * truth->n_labels + label];

    return code == INTERN_NONE ? NULL : truth->values.strings[code];
}

/* 1.2E+12 */
static bool looks_damaged(const char *id)
{
    size_t digits = strspn(id, "0123456789");
    const char *rest = id + digits;

    if (digits == 0)
        return false;
    if (*rest == '.' || *rest == ',')
        rest += 1 + strspn(rest + 1, "0123456789");
    return (*rest == 'E' || *rest == 'e') && rest[1] == '+' &&
           rest[2 + strspn(rest + 2, "0123456789")] == '\0';
}

static bool any_damaged(const struct intern *ids)
{
    for (uint32_t i = 0; i < ids->n; i++)
        if (looks_damaged(ids->strings[i]))
            return true;
    return false;
}

/* The id without what exports tend to change: case, leading zeros, a trailing ".0", a folder and a file ending. */
static void simplify(struct strbuf *out, const char *id)
{
    size_t length;

    strbuf_reset(out);
    id = strrchr(id, '/') ? strrchr(id, '/') + 1 : id;
    id += strspn(id, "0");
    for (; *id; id++)
        strbuf_addc(out, (char)tolower((unsigned char)*id));
    length = out->length;
    if (length > 2 && !strcmp(out->text + length - 2, ".0"))
        length -= 2;
    for (size_t i = length; i-- > 0 && length - i <= 5;)
        if (out->text[i] == '.' && isalpha((unsigned char)out->text[i + 1])) {
            length = i;
            break;
        }
    if (out->capacity)
        out->text[length] = '\0';
    out->length = length;
}

static bool match_simplified(const struct intern *a, const struct intern *b)
{
    struct intern simple = {0};
    struct strbuf id = STRBUF_INIT;
    bool found = false;

    for (uint32_t i = 0; i < a->n; i++) {
        simplify(&id, a->strings[i]);
        intern_add(&simple, id.text, id.length);
    }
    for (uint32_t i = 0; i < b->n && !found; i++) {
        simplify(&id, b->strings[i]);
        found = intern_find(&simple, id.text, id.length) != INTERN_NONE;
    }
    intern_release(&simple);
    strbuf_release(&id);
    return found;
}

const char *truth_explain_no_match(const struct truth *truth,
                                   const struct intern *prediction_ids)
{
    if (any_damaged(prediction_ids))
        return "ids of the predictions look like 1.2E+12: a spreadsheet has turned "
               "them into numbers; export the column "
               "as text";
    if (any_damaged(&truth->ids))
        return "ids of the truth file look like 1.2E+12: a spreadsheet has turned them "
               "into numbers; export the column "
               "as text";
    if (match_simplified(&truth->ids, prediction_ids))
        return "they would match without leading zeros, '.0', folders, file endings or "
               "differences in case: make the ids "
               "the same in both files";
    return NULL;
}

void truth_release(struct truth *truth)
{
    intern_release(&truth->ids);
    intern_release(&truth->values);
    free(truth->labels);
    free(truth->lines);
    free(truth->used);
    *truth = (struct truth){0};
}
