/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/sweep_request.h"

#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "data/spec.h"

enum { MOST_DIGITS = 15 }; /* whole numbers of so many digits are exact doubles */

/* A plain decimal number: units of 10^-decimals. */
struct decimal {
    int64_t units;
    int decimals;
};

/* Sign, digits, at most one point; no exponent. */
static bool parse_decimal(const char *text, struct decimal *number)
{
    bool is_negative = *text == '-', has_point = false;
    int n_digits = 0;

    *number = (struct decimal){0, 0};
    for (text += is_negative; *text; text++) {
        if (*text == '.' && !has_point) {
            has_point = true;
            continue;
        }
        if (*text < '0' || *text > '9' || ++n_digits > MOST_DIGITS)
            return false;
        number->units = 10 * number->units + (*text - '0');
        number->decimals += has_point;
    }
    if (is_negative)
        number->units = -number->units;
    return n_digits > 0;
}

/* False if the number becomes too long. */
static bool widen(struct decimal *number, int decimals)
{
    for (; number->decimals < decimals; number->decimals++) {
        if (llabs(number->units) > INT64_C(100000000000000))
            return false;
        number->units *= 10;
    }
    return true;
}

static double decimal_value(int64_t units, int decimals)
{
    char text[64];
    double value = 0;
    int length = snprintf(text, sizeof text, "%" PRId64 "e-%d", units, decimals);
    bool ok = numfmt_parse(text, (size_t)length, '.', &value);

    assert(ok);
    return value;
}

static enum err_code bad_grid(const char *text, const char *rule, struct err *err)
{
    err_set(err, ERR_USAGE, "--thresholds: '%s': %s", text, rule);
    return err_hint(err, "FROM:TO:STEP in plain decimals, for example --thresholds "
                         "0.01:0.99:0.01");
}

/* Reads the three numbers and brings them to the same decimals. */
static enum err_code parse_grid(struct decimal grid[3], const char *text,
                                struct err *err)
{
    struct spec_list list;
    bool ok, fits = true;
    int decimals = 0;

    spec_split(&list, text, ':');
    ok = list.n == 3;
    for (size_t i = 0; i < 3 && ok; i++) {
        ok = parse_decimal(list.parts[i], &grid[i]);
        decimals = grid[i].decimals > decimals ? grid[i].decimals : decimals;
    }
    spec_release(&list);
    if (!ok)
        return bad_grid(text, "not three numbers of at most 15 digits", err);
    for (size_t i = 0; i < 3; i++)
        fits = widen(&grid[i], decimals) && fits;
    return fits ? ERR_OK : bad_grid(text, "too many digits in all", err);
}

static enum err_code add_grid(struct sweep_request *request, const char *text,
                              struct err *err)
{
    struct decimal grid[3];
    int64_t n;

    if (parse_grid(grid, text, err))
        return err->code;
    if (grid[2].units <= 0)
        return bad_grid(text, "the step must be above 0", err);
    if (grid[1].units < grid[0].units)
        return bad_grid(text, "no threshold lies in it: it ends before it begins", err);
    n = (grid[1].units - grid[0].units) / grid[2].units + 1;
    if (n > SWEEP_MAX_THRESHOLDS) {
        err_set(err, ERR_USAGE, "--thresholds: '%s': more than %d thresholds", text,
                SWEEP_MAX_THRESHOLDS);
        return err_hint(err, "take a larger step; without --thresholds there is a row "
                             "for every distinct score");
    }
    request->thresholds = xcalloc((size_t)n, sizeof *request->thresholds);
    for (int64_t i = 0; i < n; i++)
        request->thresholds[request->n_thresholds++] =
            decimal_value(grid[0].units + i * grid[2].units, grid[0].decimals);
    return ERR_OK;
}

static enum err_code add_window(struct sweep_request *request, enum roc_axis axis,
                                const char *text, struct err *err)
{
    const char *option = axis == ROC_FPR ? "--fpr" : "--tpr";
    struct roc_window *window = &request->windows[request->n_windows++];
    const char *colon = strchr(text, ':');

    window->axis = axis;
    if (!colon || !numfmt_parse(text, (size_t)(colon - text), '.', &window->low) ||
        !numfmt_parse(colon + 1, strlen(colon + 1), '.', &window->high) ||
        window->low < 0 || window->high > 1 || window->low >= window->high) {
        err_set(err, ERR_USAGE, "%s: '%s' is not a range within 0 and 1", option, text);
        return err_hint(err, "FROM:TO, for example %s %s", option,
                        axis == ROC_FPR ? "0:0.1" : "0.9:1");
    }
    return ERR_OK;
}

enum err_code sweep_request_init(struct sweep_request *request,
                                 const struct sweep_options *options, struct err *err)
{
    *request =
        (struct sweep_request){.band = options->band ? BAND_SIMULTANEOUS : BAND_NONE};
    if ((options->thresholds && add_grid(request, options->thresholds, err)) ||
        (options->fpr && add_window(request, ROC_FPR, options->fpr, err)) ||
        (options->tpr && add_window(request, ROC_TPR, options->tpr, err)))
        return err->code;
    return ERR_OK;
}

void sweep_request_release(struct sweep_request *request)
{
    free(request->thresholds);
    *request = (struct sweep_request){0};
}
