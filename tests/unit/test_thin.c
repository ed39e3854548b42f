/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plot/thin.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"
#include "testlib.h"

static double distance_to_segment(struct place p, struct place a, struct place b)
{
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double t = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;

    t = fmin(fmax(t, 0), 1);
    return hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/* Left-out vertices lie near the line between their kept neighbours; kept ones are vertices, in order, both ends among them. */
static size_t check(const struct place *all, size_t n, double tolerance)
{
    struct place *kept = xcalloc(n, sizeof *kept);
    size_t n_kept, at = 0;

    memcpy(kept, all, n * sizeof *kept);
    n_kept = thin_line(kept, n, tolerance);
    ck_assert(kept[0].x == all[0].x && kept[0].y == all[0].y);
    ck_assert(kept[n_kept - 1].x == all[n - 1].x && kept[n_kept - 1].y == all[n - 1].y);
    for (size_t i = 1; i + 1 < n; i++) {
        if (at + 1 < n_kept - 1 && all[i].x == kept[at + 1].x &&
            all[i].y == kept[at + 1].y) {
            at++;
            continue;
        }
        ck_assert_double_le(distance_to_segment(all[i], kept[at], kept[at + 1]),
                            tolerance * (1 + 1e-9));
    }
    ck_assert_uint_eq(at + 2, n_kept < 2 ? 2 : n_kept);
    free(kept);
    return n_kept;
}

/* By hand: the two inner points lie on the line, or 0.1 off it. */
START_TEST(a_straight_line_keeps_its_ends)
{
    struct place line[] = {
        {0, 0  },
        {1, 1  },
        {2, 2  },
        {3, 3.1}
    };

    ck_assert_uint_eq(thin_line(line, 3, 1e-9), 2);
    ck_assert(line[1].x == 2);
    line[1] = (struct place){1, 1};
    line[2] = (struct place){2, 2};
    ck_assert_uint_eq(check(line, 4, 0.01), 3);
    ck_assert_uint_eq(check(line, 4, 0.2), 2);
}
END_TEST

START_TEST(short_lines_stay)
{
    struct place line[] = {
        {0, 0},
        {0, 1},
        {1, 1}
    };

    ck_assert_uint_eq(thin_line(line, 1, 1), 1);
    ck_assert_uint_eq(thin_line(line, 2, 1), 2);
    ck_assert_uint_eq(check(line, 3, 0.1), 3);
    ck_assert_uint_eq(check(line, 3, 1), 2);
}
END_TEST

/* A staircase of a million small steps to one side and the other. */
START_TEST(a_long_staircase_stays_within_half_a_pixel)
{
    static const size_t sizes[] = {10, 1000, 30000, 1000000};
    size_t n = sizes[_i], n_kept;
    struct place *line = xcalloc(n, sizeof *line);
    struct rng rng;

    rng_init(&rng, rng_key(7));
    for (size_t i = 1; i < n; i++) {
        double bend = 1.0 - (double)i / (double)n;

        line[i] = line[i - 1];
        if (rng_uniform(&rng) < bend)
            line[i].y += 2.0 / (double)n;
        else
            line[i].x += 2.0 / (double)n;
    }
    n_kept = check(line, n, 0.5 / 2000);
    if (n > 10000)
        ck_assert_uint_lt(n_kept, 3000);
    free(line);
}
END_TEST

/* By hand: half of one of 1,000 pixels, of 500, of 240. */
START_TEST(tolerance_is_of_the_size)
{
    ck_assert_double_eq_tol(thin_tolerance(5, 1), 0.0005, 1e-15);
    ck_assert_double_eq_tol(thin_tolerance(2.5, 9), 0.001, 1e-15);
    ck_assert_double_eq_tol(thin_tolerance(2.5, 41), 0.5 / 240, 1e-15);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("thin");
    TCase *tc = tcase_create("thin");

    tcase_add_test(tc, a_straight_line_keeps_its_ends);
    tcase_add_test(tc, short_lines_stay);
    tcase_add_loop_test(tc, a_long_staircase_stays_within_half_a_pixel, 0, 4);
    tcase_add_test(tc, tolerance_is_of_the_size);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
