/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A curve of a million points as the few that the eye can tell. */
#ifndef PROCTOR_PLOT_THIN_H
#define PROCTOR_PLOT_THIN_H

#include <stddef.h>

struct place {
    double x, y;
};

/* Keeps a part of the vertices, in order and with both ends, so that no vertex that is left out lies further than `tolerance` from the
 * line that replaces it. A part of a monotone curve is monotone. x must not fall. `places` is [n], moved together; returns how many are left. One walk that
 * narrows the cone of directions within tolerance of all it has passed (Williams 1978, doi:10.1016/0146-664X(78)90011-4). O(n). */
size_t thin_line(struct place *places, size_t n, double tolerance);

/* What nobody can see, in parts of a plot of so many inches: half a pixel of PNG at 200 in an inch, a tenth of a line's width; of one of many
 * panels half a pixel of a screen at 96. */
double thin_tolerance(double inches, size_t n_panels);

#endif
