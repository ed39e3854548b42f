/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/outline.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "plot/script.h"
#include "plot/thin.h"

void outline_add(struct strbuf *out, const char *name, const struct score_scale *scale,
                 const double *heights)
{
    double before = 0;

    script_block(out, name);
    script_row(out, (double[]){score_scale_edge(scale, 0), 0}, 2);
    for (size_t bin = 0; bin < scale->n; bin++) {
        double height = isnan(heights[bin]) ? 0 : heights[bin];
        double edge = score_scale_edge(scale, bin);

        if (height != before) {
            script_row(out, (double[]){edge, before}, 2);
            script_row(out, (double[]){edge, height}, 2);
        }
        before = height;
    }
    if (before != 0)
        script_row(out, (double[]){score_scale_edge(scale, scale->n), before}, 2);
    script_row(out, (double[]){score_scale_edge(scale, scale->n), 0}, 2);
    script_block_end(out);
}

void outline_add_band(struct strbuf *out, const char *name,
                      const struct outline_band *band, double tolerance)
{
    struct place *places = xcalloc(band->n, sizeof *places);
    const double *limits[] = {band->low, band->high};

    script_block(out, name);
    for (size_t side = 0; side < 2; side++) {
        size_t n;

        for (size_t i = 0; i < band->n; i++)
            places[i] = (struct place){band->x[i], limits[side][i]};
        n = thin_line(places, band->n, tolerance);
        for (size_t i = 0; i < n; i++) {
            const struct place *at = &places[side == 0 ? i : n - 1 - i];

            script_row(out, (double[]){at->x, at->y}, 2);
        }
    }
    script_block_end(out);
    free(places);
}
