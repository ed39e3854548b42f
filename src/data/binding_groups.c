/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --by: columns, cuts ("age:18,40,65"), periods ("StudyDate:quarter") and crossings ("scanner*sex"). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "base/numfmt.h"
#include "base/strbuf.h"
#include "data/binding_parts.h"
#include "data/spec.h"

static bool parse_number(const char *text, double *x)
{
    return numfmt_parse(text, strlen(text), '.', x);
}

static enum err_code add_edge(struct bind_context *ctx, struct factor *factor,
                              const char *text)
{
    struct cut *cut = &factor->cut;
    double x;

    if (cut->kind != CUT_NUMBER && cut->kind != CUT_NONE)
        return err_set(ctx->err, ERR_USAGE,
                       "--by: column '%s' is cut both by period and by number",
                       factor->column);
    if (!parse_number(text, &x))
        return err_set(ctx->err, ERR_USAGE, "--by: '%s' is not a cut of column '%s'",
                       text, factor->column);
    if (cut->n_edges && x <= cut->edges[cut->n_edges - 1]) {
        err_set(ctx->err, ERR_USAGE,
                "--by: the cuts of column '%s' must rise: %s does not", factor->column,
                text);
        return err_hint(ctx->err, "for example --by '%s:18,40,65'", factor->column);
    }
    cut_add_edge(cut, x);
    return ERR_OK;
}

/* What stands behind the colon: a number or a period. */
static enum err_code parse_cut(struct bind_context *ctx, struct factor *factor,
                               const char *text)
{
    const char *const periods[] = {"year", "quarter", "month"};
    const enum cut_kind kinds[] = {CUT_YEAR, CUT_QUARTER, CUT_MONTH};
    const char *near;
    double x;

    for (size_t i = 0; i < 3; i++)
        if (!strcmp(text, periods[i])) {
            factor->cut.kind = kinds[i];
            return ERR_OK;
        }
    if (parse_number(text, &x))
        return add_edge(ctx, factor, text);
    near = nearest_name(text, periods, 3);
    err_set(ctx->err, ERR_USAGE,
            "--by: '%s:%s': the part behind the colon is neither a number nor year, "
            "quarter or month",
            factor->column, text);
    return near ? err_hint(ctx->err, "did you mean '%s:%s'?", factor->column, near)
                : err_hint(ctx->err,
                           "for example --by '%s:18,40,65' or --by '%s:quarter'",
                           factor->column, factor->column);
}

static size_t add_factor(struct binding *binding, size_t slot, const char *column)
{
    binding->factors =
        xrealloc(binding->factors, binding->n_factors + 1, sizeof *binding->factors);
    binding->factors[binding->n_factors] =
        (struct factor){.slot = slot, .column = xstrdup(column)};
    return binding->n_factors++;
}

/* "COL" or "COL:CUT"; an exact column name wins over the syntax. */
static enum err_code parse_factor(struct bind_context *ctx, char *text, size_t *index)
{
    struct binding *binding = ctx->binding;
    char *colon = bind_is_known(ctx, text) ? NULL : spec_find(text, ':');
    const char *name;
    size_t slot;

    if (!strcmp(text, "@file") && !bind_is_known(ctx, text)) {
        *index = add_factor(binding, NO_SLOT, text);
        return ERR_OK;
    }
    if (colon)
        *colon = '\0';
    spec_unquote(text);
    if (bind_column(ctx, "--by", text, &slot, &name))
        return ctx->err->code;
    *index = add_factor(binding, slot, name);
    return colon ? parse_cut(ctx, &binding->factors[*index], colon + 1) : ERR_OK;
}

static void name_group(const struct binding *binding, struct group *group)
{
    struct strbuf name = STRBUF_INIT;

    for (size_t i = 0; i < group->n_factors; i++)
        strbuf_addf(&name, "%s%s", i ? "*" : "",
                    binding->factors[group->factors[i]].column);
    group->name = strbuf_detach(&name);
}

static enum err_code parse_group(struct bind_context *ctx, char *text)
{
    struct binding *binding = ctx->binding;
    struct group group = {0};
    struct spec_list factors = {0};
    enum err_code code = ERR_OK;

    if (bind_is_known(ctx, text))
        spec_single(&factors, text);
    else
        spec_split(&factors, text, '*');
    if (factors.n > MAX_FACTORS)
        code = err_set(ctx->err, ERR_USAGE,
                       "--by: '%s' crosses %zu columns, at most %d are possible", text,
                       factors.n, MAX_FACTORS);
    for (size_t i = 0; i < factors.n && !code; i++)
        code = parse_factor(ctx, factors.parts[i], &group.factors[group.n_factors++]);
    spec_release(&factors);
    if (code)
        return code;
    name_group(binding, &group);
    binding->groups =
        xrealloc(binding->groups, binding->n_groups + 1, sizeof *binding->groups);
    binding->groups[binding->n_groups++] = group;
    return ERR_OK;
}

static bool continues_cut(const struct bind_context *ctx, const char *part)
{
    const struct binding *binding = ctx->binding;
    double x;

    return binding->n_groups && !bind_is_known(ctx, part) && parse_number(part, &x) &&
           binding->factors[binding->n_factors - 1].cut.kind == CUT_NUMBER;
}

static enum err_code check_names(struct bind_context *ctx)
{
    const struct binding *binding = ctx->binding;

    for (size_t i = 0; i < binding->n_groups; i++)
        for (size_t j = 0; j < i; j++)
            if (!strcmp(binding->groups[i].name, binding->groups[j].name))
                return err_set(ctx->err, ERR_USAGE, "--by: '%s' is asked for twice",
                               binding->groups[i].name);
    return ERR_OK;
}

enum err_code bind_groups(struct bind_context *ctx)
{
    const struct text_list *texts = &ctx->options->groups;
    enum err_code code = ERR_OK;

    for (size_t i = 0; i < texts->n && !code; i++) {
        struct spec_list parts;

        if (bind_is_known(ctx, texts->texts[i]))
            spec_single(&parts, texts->texts[i]);
        else
            spec_split(&parts, texts->texts[i], ',');
        for (size_t j = 0; j < parts.n && !code; j++) {
            if (continues_cut(ctx, parts.parts[j]))
                code =
                    add_edge(ctx, &ctx->binding->factors[ctx->binding->n_factors - 1],
                             parts.parts[j]);
            else
                code = parse_group(ctx, parts.parts[j]);
        }
        spec_release(&parts);
    }
    return code ? code : check_names(ctx);
}

/* ---- --describe ------------------------------------------------------------------ */

static void add_described(struct binding *binding, size_t slot, const char *column,
                          const struct cut *like)
{
    size_t index = add_factor(binding, slot, column);
    struct cut *cut = &binding->factors[index].cut;

    cut->kind = CUT_VALUE;
    if (like) {
        cut->n_edges = like->n_edges;
        cut->edges = xcalloc(like->n_edges, sizeof *cut->edges);
        memcpy(cut->edges, like->edges, like->n_edges * sizeof *cut->edges);
    }
    binding->described = xrealloc(binding->described, binding->n_described + 1,
                                  sizeof *binding->described);
    binding->described[binding->n_described++] =
        (struct described){.factor = index, .is_asked = !like};
}

static bool is_described(const struct binding *binding, size_t slot)
{
    for (size_t i = 0; i < binding->n_described; i++)
        if (binding->factors[binding->described[i].factor].slot == slot)
            return true;
    return false;
}

static enum err_code describe_column(struct bind_context *ctx, char *text)
{
    const char *name;
    size_t slot;

    spec_unquote(text);
    if (bind_column(ctx, "--describe", text, &slot, &name))
        return ctx->err->code;
    if (is_described(ctx->binding, slot))
        return err_set(ctx->err, ERR_USAGE, "--describe: '%s' is asked for twice",
                       name);
    add_described(ctx->binding, slot, name, NULL);
    return ERR_OK;
}

enum err_code bind_described(struct bind_context *ctx)
{
    const struct text_list *texts = &ctx->options->described;
    struct binding *binding = ctx->binding;
    size_t n_cut = binding->n_factors;
    enum err_code code = ERR_OK;

    for (size_t i = 0; i < texts->n && !code; i++) {
        struct spec_list parts = {0};

        spec_split(&parts, texts->texts[i], ',');
        for (size_t j = 0; j < parts.n && !code; j++)
            code = describe_column(ctx, parts.parts[j]);
        spec_release(&parts);
    }
    for (size_t i = 0; i < n_cut && ctx->options->describe_cuts && !code; i++) {
        struct factor factor = binding->factors[i];

        if (factor.cut.kind == CUT_NUMBER && !is_described(binding, factor.slot))
            add_described(binding, factor.slot, factor.column, &factor.cut);
    }
    return code;
}
