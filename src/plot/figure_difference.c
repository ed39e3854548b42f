/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "plot/figure.h"
#include "plot/forest_picture.h"
#include "plot/forest_text.h"

/* Where the margin lies that must not be exceeded: to the worse, to the higher, or to either side. */
static struct forest_wish wish_of(const struct request *request)
{
    struct forest_wish wish = {.of_differences = true};

    if (isnan(request->margin))
        return wish;
    if (request->margin_alternative != ALTERNATIVE_LESS)
        wish.margins[wish.n_margins++] = -request->margin;
    if (request->margin_alternative != ALTERNATIVE_GREATER)
        wish.margins[wish.n_margins++] = request->margin;
    return wish;
}

static void build(struct picture *figure, const struct figure_input *input)
{
    struct forest_wish wish = wish_of(input->request);

    forest_draw(figure, input, &wish);
}

static void write_text(struct strbuf *out, const struct figure_input *input)
{
    struct forest_wish wish = wish_of(input->request);

    forest_write_text(out, input, &wish);
}

static enum err_code check(const struct figure_input *input, struct err *err)
{
    struct forest_wish wish = wish_of(input->request);

    return forest_check(input->results, &wish,
                        "there is no paired difference of what is asked for, or no "
                        "operating point that both models have",
                        err);
}

const struct figure_kind figure_difference = {
    .name = "difference",
    .what = "Paired difference of models",
    .metrics = "auc",
    .takes_metrics = true,
    .is_comparison = true,
    .build = build,
    .check = check,
    .write_text = write_text,
};
