/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/figure.h"
#include "plot/forest_picture.h"
#include "plot/forest_text.h"

static const struct forest_wish values = {.of_differences = false};

static void build(struct picture *figure, const struct figure_input *input)
{
    forest_draw(figure, input, &values);
}

static void write_text(struct strbuf *out, const struct figure_input *input)
{
    forest_write_text(out, input, &values);
}

static enum err_code check(const struct figure_input *input, struct err *err)
{
    return forest_check(input->results, &values,
                        "no metric with a value between limits is asked for, or no "
                        "operating point for it",
                        err);
}

const struct figure_kind figure_forest = {
    .name = "forest",
    .what = "Forest plot",
    .metrics = "auc",
    .takes_metrics = true,
    .build = build,
    .check = check,
    .write_text = write_text,
};
