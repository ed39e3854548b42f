/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/thin.h"

#include <math.h>
#include <stdbool.h>

/* Directions from the last vertex kept that pass every vertex since within the tolerance. */
struct cone {
    bool is_open; /* nothing further than the tolerance yet */
    double low, high;
};

/* Within a quarter turn to either side, since x does not fall. */
static double angle_to(struct place from, struct place to)
{
    return atan2(to.y - from.y, to.x - from.x);
}

static bool holds(const struct cone *cone, double angle)
{
    return cone->is_open || (angle >= cone->low && angle <= cone->high);
}

static void narrow(struct cone *cone, double angle, double distance, double tolerance)
{
    double half;

    if (distance <= tolerance)
        return;
    half = asin(tolerance / distance);
    cone->low = cone->is_open ? angle - half : fmax(cone->low, angle - half);
    cone->high = cone->is_open ? angle + half : fmin(cone->high, angle + half);
    cone->is_open = false;
}

size_t thin_line(struct place *places, size_t n, double tolerance)
{
    struct cone cone = {.is_open = true};
    struct place last;
    size_t kept = 1;

    if (n < 3)
        return n;
    last = places[0];
    for (size_t i = 1; i < n; i++) {
        struct place at = places[i], before = places[i - 1];

        if (i > 1 && !holds(&cone, angle_to(last, at))) {
            last = places[kept++] = before;
            cone = (struct cone){.is_open = true};
        }
        narrow(&cone, angle_to(last, at), hypot(at.x - last.x, at.y - last.y),
               tolerance);
    }
    places[kept++] = places[n - 1];
    return kept;
}

/* With more panels than this nobody looks at one for long. */
enum { MANY = 16 };

double thin_tolerance(double inches, size_t n_panels)
{
    return 0.5 / ((n_panels > MANY ? 96 : 200) * inches);
}
