/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --score "{model}: {finding}" --label "{finding}": pairs of columns found by name. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "data/binding_parts.h"

bool bind_has_pattern(const char *text)
{
    return strstr(text, "{model}") || strstr(text, "{finding}");
}

struct capture {
    const char *model, *finding;
    size_t model_length, finding_length; /* 0 = not captured */
};

/* Called for every way in which the pattern matches the name. */
typedef void match_fn(void *ctx, const struct capture *capture);

static void match(const char *pattern, const char *name, struct capture capture,
                  match_fn *found, void *ctx);

static void match_placeholder(const char *rest, const char *name,
                              struct capture capture, bool is_model, match_fn *found,
                              void *ctx)
{
    const char **text = is_model ? &capture.model : &capture.finding;
    size_t *length = is_model ? &capture.model_length : &capture.finding_length;

    if (*length) {
        if (!strncmp(name, *text, *length))
            match(rest, name + *length, capture, found, ctx);
        return;
    }
    *text = name;
    for (*length = 1; *length <= strlen(name); (*length)++)
        match(rest, name + *length, capture, found, ctx);
}

static void match(const char *pattern, const char *name, struct capture capture,
                  match_fn *found, void *ctx)
{
    for (; *pattern; pattern++, name++) {
        if (!strncmp(pattern, "{model}", 7)) {
            match_placeholder(pattern + 7, name, capture, true, found, ctx);
            return;
        }
        if (!strncmp(pattern, "{finding}", 9)) {
            match_placeholder(pattern + 9, name, capture, false, found, ctx);
            return;
        }
        if (*pattern != *name)
            return;
    }
    if (!*name)
        found(ctx, &capture);
}

static void expand(struct strbuf *out, const char *pattern,
                   const struct capture *capture)
{
    while (*pattern) {
        if (!strncmp(pattern, "{model}", 7)) {
            strbuf_add(out, capture->model, capture->model_length);
            pattern += 7;
        } else if (!strncmp(pattern, "{finding}", 9)) {
            strbuf_add(out, capture->finding, capture->finding_length);
            pattern += 9;
        } else {
            strbuf_addc(out, *pattern++);
        }
    }
}

struct pattern_search {
    struct bind_context *bind;
    const char *label_pattern;
    size_t column;      /* the score column being tried */
    unsigned n_matches; /* ways in which it matches with a label that exists */
    struct strbuf model, finding, label;
};

static bool label_exists(const struct pattern_search *search)
{
    const struct bind_context *bind = search->bind;

    if (bind->truth && bind_is_column(bind->truth, search->label.text))
        return true;
    return bind_is_column(bind->header, search->label.text) &&
           strcmp(search->label.text, bind->header->names[search->column]) != 0;
}

static void consider(void *ctx, const struct capture *capture)
{
    struct pattern_search *search = ctx;
    struct strbuf label = STRBUF_INIT, kept = search->label;

    expand(&label, search->label_pattern, capture);
    search->label = label;
    if (!label_exists(search)) {
        search->label = kept;
        strbuf_release(&label);
        return;
    }
    strbuf_release(&kept);
    search->n_matches++;
    strbuf_reset(&search->model);
    strbuf_add(&search->model, capture->model, capture->model_length);
    strbuf_reset(&search->finding);
    strbuf_add(&search->finding, capture->finding, capture->finding_length);
}

static size_t add_score(struct binding *binding, const char *model, const char *column,
                        size_t slot)
{
    binding->scores =
        xrealloc(binding->scores, binding->n_scores + 1, sizeof *binding->scores);
    binding->scores[binding->n_scores] = (struct score_column){
        .slot = slot, .column = xstrdup(column), .model = xstrdup(model)};
    return binding->n_scores++;
}

static size_t find_label(const struct binding *binding, const char *finding)
{
    size_t i = 0;

    while (i < binding->n_labels && strcmp(binding->labels[i].finding, finding) != 0)
        i++;
    return i;
}

static enum err_code add_pair(struct pattern_search *search)
{
    struct binding *binding = search->bind->binding;
    const char *finding =
        search->finding.length ? search->finding.text : search->label.text;
    const char *model = search->model.length ? search->model.text : "model";
    size_t label = find_label(binding, finding), score;

    if (label == binding->n_labels &&
        bind_label(search->bind, search->label.text, finding))
        return search->bind->err->code;
    score = add_score(binding, model, search->bind->header->names[search->column],
                      bind_slot(binding, search->column));
    binding->pairs =
        xrealloc(binding->pairs, binding->n_pairs + 1, sizeof *binding->pairs);
    binding->pairs[binding->n_pairs++] = (struct pair){score, label};
    return ERR_OK;
}

static enum err_code search_columns(struct pattern_search *search,
                                    const char *score_pattern)
{
    const struct header *header = search->bind->header;

    for (search->column = 0; search->column < header->n; search->column++) {
        const char *name = header->names[search->column];

        search->n_matches = 0;
        match(score_pattern, name, (struct capture){0}, consider, search);
        if (search->n_matches > 1) {
            err_set(search->bind->err, ERR_USAGE,
                    "--score: '%s' fits the pattern '%s' in %u ways", name,
                    score_pattern, search->n_matches);
            return err_hint(search->bind->err,
                            "name the columns instead: --score NAME=COLUMN");
        }
        if (search->n_matches == 1 && add_pair(search))
            return search->bind->err->code;
    }
    return ERR_OK;
}

static size_t first_of_model(const struct binding *binding, size_t score)
{
    size_t first = 0;

    while (strcmp(binding->scores[first].model, binding->scores[score].model) != 0)
        first++;
    return first;
}

/* Models in order of their first column, findings likewise: one model's pairs stay together. */
static bool comes_before(const struct binding *binding, struct pair a, struct pair b)
{
    size_t model_a = first_of_model(binding, a.score),
           model_b = first_of_model(binding, b.score);

    return model_a != model_b ? model_a < model_b : a.label < b.label;
}

static void order_pairs(struct binding *binding)
{
    for (size_t i = 1; i < binding->n_pairs; i++)
        for (size_t j = i;
             j > 0 && comes_before(binding, binding->pairs[j], binding->pairs[j - 1]);
             j--) {
            struct pair swap = binding->pairs[j];

            binding->pairs[j] = binding->pairs[j - 1];
            binding->pairs[j - 1] = swap;
        }
}

enum err_code bind_pattern(struct bind_context *ctx, const char *score_pattern,
                           const char *label_pattern)
{
    struct pattern_search search = {.bind = ctx,
                                    .label_pattern = label_pattern,
                                    .model = STRBUF_INIT,
                                    .finding = STRBUF_INIT,
                                    .label = STRBUF_INIT};
    enum err_code code = search_columns(&search, score_pattern);

    if (!code && ctx->binding->n_pairs == 0) {
        code = err_set(ctx->err, ERR_USAGE,
                       "--score '%s' --label '%s': no column of %s fits the one with a "
                       "column that fits the other",
                       score_pattern, label_pattern, ctx->header->file);
        err_hint(ctx->err, "'proctor inspect %s' shows the columns", ctx->header->file);
    }
    if (!code)
        order_pairs(ctx->binding);
    strbuf_release(&search.model);
    strbuf_release(&search.finding);
    strbuf_release(&search.label);
    return code;
}
