/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/request.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "base/numfmt.h"
#include "base/parallel.h"
#include "data/spec.h"

static enum err_code unknown_metric(const char *name, struct err *err)
{
    size_t n;
    const struct metric *const *all = metrics_all(&n);
    const char **names = xcalloc(n, sizeof *names), *near;

    for (size_t i = 0; i < n; i++)
        names[i] = all[i]->name;
    near = nearest_name(name, names, n);
    err_set(err, ERR_USAGE, "--metrics: no metric is called '%s'", name);
    if (near)
        err_hint(err, "did you mean '%s'? proctor(1), section METRICS, lists all",
                 near);
    else
        err_hint(err, "proctor(1), section METRICS, lists all");
    free(names);
    return err->code;
}

static enum err_code add_metrics(struct request *request, const char *text,
                                 struct err *err)
{
    size_t n;
    const struct metric *const *all = metrics_all(&n);
    struct spec_list list;
    bool every = !strcmp(text, "default") || !strcmp(text, "all");

    request->wanted = xcalloc(n, sizeof *request->wanted);
    request->metrics_are_named = strcmp(text, "default") != 0;
    spec_split(&list, text, ',');
    for (size_t i = 0; i < list.n; i++) {
        bool known = every;

        for (size_t j = 0; j < n; j++)
            if (every || !strcmp(all[j]->name, list.parts[i]))
                known = request->wanted[j] = true;
        if (!known && unknown_metric(list.parts[i], err))
            break;
    }
    spec_release(&list);
    return err->code;
}

static enum err_code add_prevalence(struct request *request, const char *text,
                                    struct err *err)
{
    double pi;

    if (!numfmt_parse(text, strlen(text), '.', &pi) || !(pi > 0 && pi < 1)) {
        err_set(err, ERR_USAGE, "--prevalence: '%s' is not a fraction between 0 and 1",
                text);
        return err_hint(err, "for 5 %% say --prevalence 0.05");
    }
    for (size_t i = 0; i < request->n_prevalences; i++)
        if (request->prevalences[i] == pi)
            return ERR_OK;
    request->prevalences = xrealloc(request->prevalences, request->n_prevalences + 1,
                                    sizeof *request->prevalences);
    request->prevalences[request->n_prevalences++] = pi;
    return ERR_OK;
}

static int compare_numbers(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

enum err_code request_set_prevalences(struct request *request,
                                      const struct text_list *texts, struct err *err)
{
    static const char *const usual[] = {"0.01", "0.05", "0.1"};

    request->prevalence_is_stated = texts->n > 0;
    for (size_t i = 0; i < texts->n; i++) {
        struct spec_list list;
        enum err_code code = ERR_OK;

        spec_split(&list, texts->texts[i], ',');
        for (size_t j = 0; j < list.n && !code; j++)
            code = add_prevalence(request, list.parts[j], err);
        spec_release(&list);
        if (code)
            return code;
    }
    for (size_t i = 0; texts->n == 0 && i < 3; i++)
        add_prevalence(request, usual[i], err);
    qsort(request->prevalences, request->n_prevalences, sizeof *request->prevalences,
          compare_numbers);
    return ERR_OK;
}

static enum err_code check_options(const struct eval_options *options, struct err *err)
{
    if (!(options->confidence > 0 && options->confidence < 1)) {
        err_set(err, ERR_USAGE, "--confidence: a fraction between 0 and 1 is needed");
        return err_hint(err, "for 95 %% say --confidence 0.95");
    }
    if (options->replicates > 0 && options->replicates < 100) {
        err_set(err, ERR_USAGE,
                "--replicates: fewer than 100 replicates give no interval");
        return err_hint(err, "2000 is the default; 0 leaves the bootstrap out");
    }
    if (options->replicates > 1000000 || options->threads > 4096)
        return err_set(err, ERR_USAGE,
                       "--replicates goes to 1000000, --threads to 4096");
    return ERR_OK;
}

static enum err_code choose_kernel(struct request *request, const char *name,
                                   struct err *err)
{
    request->kernel = name ? kernel_find(name) : kernel_best();
    if (request->kernel)
        return ERR_OK;
    return err_set(err, ERR_USAGE, "--cpu: this processor has no '%s'", name);
}

double request_prevalence(const struct request *request)
{
    bool is_one = request->prevalence_is_stated && request->n_prevalences == 1;

    return is_one ? request->prevalences[0] : NAN;
}

static enum alternative chosen_alternative(int choice, enum alternative usual)
{
    static const enum alternative choices[] = {[CHOOSE_TWO_SIDED] =
                                                   ALTERNATIVE_TWO_SIDED,
                                               [CHOOSE_GREATER] = ALTERNATIVE_GREATER,
                                               [CHOOSE_LESS] = ALTERNATIVE_LESS};

    return choice == CHOOSE_BY_DEFAULT ? usual : choices[choice];
}

/* Without --alternative a difference is tested for being one, and a margin for not being exceeded to the worse. */
static enum err_code set_tests(struct request *request,
                               const struct eval_options *options, struct err *err)
{
    const char *margin = options->margin;

    request->alternative =
        chosen_alternative(options->alternative, ALTERNATIVE_TWO_SIDED);
    request->margin_alternative =
        chosen_alternative(options->alternative, ALTERNATIVE_GREATER);
    if (!margin || (numfmt_parse(margin, strlen(margin), '.', &request->margin) &&
                    request->margin > 0 && request->margin < 1))
        return ERR_OK;
    err_set(err, ERR_USAGE, "--margin: '%s' is not a number between 0 and 1", margin);
    return err_hint(err, "the margin is how much worse is still acceptable, without a "
                         "sign: --margin 0.02");
}

enum err_code request_init(struct request *request, const struct eval_options *options,
                           struct err *err)
{
    *request = (struct request){
        .spec = {.confidence = options->confidence,
                 .proportion = (enum proportion_method)options->proportion_interval},
        .interval = options->interval == INTERVAL_BY_DEFAULT
                        ? AUC_BCA
                        : (enum auc_interval)options->interval,
        .difference_interval = options->interval == INTERVAL_BY_DEFAULT
                                   ? AUC_PERCENTILE
                                   : (enum auc_interval)options->interval,
        .baseline = options->baseline,
        .margin = NAN,
        .replicates = options->replicates,
        .n_threads = options->threads ? options->threads : parallel_processors(),
        .seed = options->seed,
        .min_group = options->min_group,
    };
    if (check_options(options, err) || choose_kernel(request, options->cpu, err) ||
        set_tests(request, options, err) ||
        add_metrics(request, options->metrics, err) ||
        request_set_prevalences(request, &options->prevalences, err))
        return err->code;
    return points_ask(&request->points, &options->points, request_prevalence(request),
                      err);
}

void request_release(struct request *request)
{
    points_release(&request->points);
    free(request->prevalences);
    free(request->wanted);
    *request = (struct request){0};
}

void request_keep_usual(struct request *request)
{
    size_t n;
    const struct metric *const *all = metrics_all(&n);

    for (size_t i = 0; i < n && !request->metrics_are_named; i++)
        request->wanted[i] = all[i]->by_default || !strcmp(all[i]->name, "ppv") ||
                             !strcmp(all[i]->name, "npv");
}

void request_spare_replicates(struct request *request)
{
    size_t n;
    const struct metric *const *all = metrics_all(&n);

    for (size_t i = 0; i < n && !request->metrics_are_named; i++)
        if (!all[i]->by_default &&
            (all[i]->kind == METRIC_RANK || all[i]->acceleration))
            request->wanted[i] = false;
}

bool request_wants(const struct request *request, const char *metric)
{
    size_t n;
    const struct metric *const *all = metrics_all(&n);

    for (size_t i = 0; i < n; i++)
        if (!strcmp(all[i]->name, metric))
            return request->wanted[i];
    return false;
}

bool request_needs_point(const struct request *request)
{
    size_t n;
    const struct metric *const *all = metrics_all(&n);

    for (size_t i = 0; i < n; i++)
        if (request->wanted[i] &&
            (all[i]->kind == METRIC_THRESHOLD || all[i]->kind == METRIC_COUNT))
            return true;
    return false;
}

const char *request_interval_name(enum auc_interval interval)
{
    switch (interval) {
    case AUC_BCA:
        return "bca";
    case AUC_PERCENTILE:
        return "percentile";
    case AUC_BASIC:
        return "basic";
    case AUC_STUDENTIZED:
        return "studentized";
    case AUC_DELONG:
        break;
    }
    return "delong";
}

const char *request_missing_name(enum missing_policy policy)
{
    switch (policy) {
    case MISSING_EXCLUDE:
        return "exclude";
    case MISSING_POSITIVE:
        return "positive";
    case MISSING_NEGATIVE:
        return "negative";
    case MISSING_ERROR:
        break;
    }
    return "error";
}
