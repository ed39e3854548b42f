/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/report_compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "eval/compare.h"

enum err_code report_compare_check(const struct options *options, struct err *err)
{
    if (options->eval.baseline ||
        (!options->eval.margin && options->eval.alternative == CHOOSE_BY_DEFAULT))
        return ERR_OK;
    err_set(err, ERR_USAGE, "%s: nothing is compared",
            options->eval.margin ? "--margin" : "--alternative");
    return err_hint(err, "name the model to compare with: --baseline NAME");
}

/* The metrics that `compare` shows: a report's own request wants all. */
static void choose_metrics(struct request *request)
{
    const bool *all = request->wanted;
    size_t n;

    metrics_all(&n);
    request->wanted = xcalloc(n, sizeof *request->wanted);
    memcpy(request->wanted, all, n * sizeof *request->wanted);
    request_keep_usual(request);
}

enum err_code report_compare(struct report_comparison *comparison,
                             struct session *session, struct err *err)
{
    struct comparison_setting setting = {&comparison->results, &session->cohort,
                                         &session->binding, &comparison->request,
                                         &session->watch};

    if (!session->options->eval.baseline)
        return ERR_OK;
    comparison->is_asked = true;
    comparison->request = session->request;
    choose_metrics(&comparison->request);
    comparison->run = session->run;
    comparison->run.request = &comparison->request;
    comparison->run.results = &comparison->results;
    if (compare_baseline(&comparison->baseline, &session->binding, &session->request,
                         err))
        return err->code;
    return compare(&setting, NULL, &session->notes, err);
}

void report_comparison_release(struct report_comparison *comparison)
{
    result_set_release(&comparison->results);
    free(comparison->request.wanted);
    *comparison = (struct report_comparison){.is_asked = false};
}
