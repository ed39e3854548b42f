/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/ahead.h"

#include <sched.h>

#include "testlib.h"

/* Counts up to a last number, in two places. */
struct counter {
    int next, last;
    int place[2];
};

static bool count(void *ctx, size_t place)
{
    struct counter *counter = ctx;

    counter->place[place] = counter->next++;
    if (counter->next % 3 == 0)
        sched_yield();
    return counter->next <= counter->last;
}

/* Every place is as it was filled for as long as it is at hand. */
START_TEST(places_come_in_order_and_stay)
{
    struct counter counter = {.last = 400};
    struct ahead *ahead = ahead_start(count, &counter, _i);

    for (int i = 0; i <= 400; i++) {
        size_t place = ahead_next(ahead);

        ck_assert_int_eq(counter.place[place], i);
        if (i % 7 == 0)
            sched_yield();
        ck_assert_int_eq(counter.place[place], i);
    }
    ahead_stop(ahead);
    ck_assert_int_eq(counter.next, 401);
}
END_TEST

START_TEST(it_can_be_left_at_any_time)
{
    for (int used = 0; used < 20; used++) {
        struct counter counter = {.last = 1000};
        struct ahead *ahead = ahead_start(count, &counter, _i);

        for (int i = 0; i < used; i++)
            ck_assert_int_eq(counter.place[ahead_next(ahead)], i);
        ahead_stop(ahead);
        ck_assert_int_le(counter.next, used + 1); /* one ahead, no more */
    }
    ahead_stop(NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ahead");
    TCase *tc = tcase_create("ahead");

    tcase_add_loop_test(tc, places_come_in_order_and_stay, 0, 2);
    tcase_add_loop_test(tc, it_can_be_left_at_any_time, 0, 2);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
