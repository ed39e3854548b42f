/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plot/outline.h"

#include <math.h>
#include <stdlib.h>

#include "testlib.h"

enum { MOST = 200 };

struct corner {
    double x, y;
};

/* The numbers of a block, which must be $a. */
static size_t read_corners(struct corner corners[MOST], const struct strbuf *block)
{
    const char *at = block->text;
    size_t n = 0;

    ck_assert_int_eq(strncmp(at, "$a << EOD\n", 10), 0);
    for (at += 10; strcmp(at, "EOD\n") != 0; n++) {
        char *end;

        ck_assert_uint_lt(n, MOST);
        corners[n].x = strtod(at, &end);
        corners[n].y = strtod(end, &end);
        ck_assert_int_eq(*end, '\n');
        at = end + 1;
    }
    return n;
}

/* Gauss's formula of the shoelace, an area of its own: not a sum of bars. */
static double area_of(const struct corner *corners, size_t n)
{
    double twice = 0;

    for (size_t i = 0; i < n; i++) {
        const struct corner *a = &corners[i], *b = &corners[(i + 1) % n];

        twice += a->x * b->y - b->x * a->y;
    }
    return fabs(twice) / 2;
}

static size_t draw(struct corner corners[MOST], const struct score_scale *scale,
                   const double *heights)
{
    struct strbuf block = STRBUF_INIT;
    size_t n;

    outline_add(&block, "a", scale, heights);
    n = read_corners(corners, &block);
    strbuf_release(&block);
    return n;
}

/* By hand: 20 bins of 0.05, areas of 0.05 times the heights. */
START_TEST(bars_have_their_area)
{
    struct score_scale scale = score_scale_between(0, 1);
    struct corner corners[MOST];
    double heights[SCORE_BINS_MAX] = {0};
    size_t n;

    ck_assert_uint_eq(scale.n, 20);
    n = draw(corners, &scale, heights);
    ck_assert_double_eq(area_of(corners, n), 0);
    heights[3] = 40;
    heights[4] = 40;
    heights[7] = 20;
    heights[8] = NAN;
    heights[19] = 100;
    n = draw(corners, &scale, heights);
    ck_assert_double_eq_tol(area_of(corners, n), 0.05 * 200, 1e-12);
    ck_assert_double_eq(corners[0].x, 0);
    ck_assert_double_eq(corners[n - 1].x, 1);
    ck_assert_double_eq(corners[0].y, 0);
    ck_assert_double_eq(corners[n - 1].y, 0);
    for (size_t i = 1; i < n; i++) /* no slopes */
        ck_assert(corners[i].x == corners[i - 1].x || corners[i].y == corners[i - 1].y);
}
END_TEST

/* By hand: a band from 0.2 to 0.6 at 0 and from 0.4 to 1 at 1, a trapezium of (0.4 + 0.6) / 2; the limits between lie on its sides. */
START_TEST(a_band_goes_forth_and_back)
{
    static const double x[] = {0, 0.25, 0.5, 1}, low[] = {0.2, 0.25, 0.3, 0.4},
                        high[] = {0.6, 0.7, 0.8, 1};
    struct outline_band band = {x, low, high, 4};
    struct corner corners[MOST];
    struct strbuf block = STRBUF_INIT;

    outline_add_band(&block, "a", &band, 1e-6);
    ck_assert_uint_eq(read_corners(corners, &block), 4);
    ck_assert_double_eq_tol(area_of(corners, 4), 0.5, 1e-12);
    ck_assert_double_eq(corners[1].y, 0.4);
    ck_assert_double_eq(corners[2].y, 1);
    strbuf_release(&block);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("outline");
    TCase *tc = tcase_create("outline");

    tcase_add_test(tc, bars_have_their_area);
    tcase_add_test(tc, a_band_goes_forth_and_back);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
