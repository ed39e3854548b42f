/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/parallel.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "testlib.h"

enum { MOST = 10007 };

struct visits {
    atomic_int times[MOST];
    atomic_int out_of_range;
    size_t n, n_threads;
};

static void visit(void *ctx, size_t i, size_t thread)
{
    struct visits *visits = ctx;

    if (i >= visits->n || thread >= (visits->n_threads ? visits->n_threads : 1))
        atomic_fetch_add(&visits->out_of_range, 1);
    else
        atomic_fetch_add(&visits->times[i], 1);
}

START_TEST(every_index_is_visited_once)
{
    static const size_t threads[] = {0, 1, 2, 3, 7, 16, 64, 300};
    static const size_t sizes[] = {0, 1, 2, 15, 16, 17, 100, 1000, MOST};

    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        struct visits *visits = calloc(1, sizeof *visits);

        visits->n = sizes[s];
        visits->n_threads = threads[_i];
        parallel_for(threads[_i], sizes[s], visit, visits);
        ck_assert_int_eq(visits->out_of_range, 0);
        for (size_t i = 0; i < sizes[s]; i++)
            ck_assert_int_eq(visits->times[i], 1);
        free(visits);
    }
}
END_TEST

/* Two bodies with the same thread number never run at once: scratch is safe. */
struct scratch {
    atomic_int busy[4];
    atomic_int shared;
};

static void use_scratch(void *ctx, size_t i, size_t thread)
{
    struct scratch *scratch = ctx;
    if (atomic_fetch_add(&scratch->busy[thread], 1) != 0)
        atomic_fetch_add(&scratch->shared, 1);
    if (i % 8 == 0)
        sched_yield(); /* let others in, if they can come in */
    atomic_fetch_sub(&scratch->busy[thread], 1);
}

START_TEST(scratch_belongs_to_one_body_at_a_time)
{
    struct scratch scratch = {0};

    parallel_for(4, 20000, use_scratch, &scratch);
    ck_assert_int_eq(scratch.shared, 0);
}
END_TEST

START_TEST(there_is_a_processor)
{
    ck_assert_uint_ge(parallel_processors(), 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("parallel");
    TCase *tc = tcase_create("parallel");

    tcase_add_loop_test(tc, every_index_is_visited_once, 0, 8);
    tcase_add_test(tc, scratch_belongs_to_one_body_at_a_time);
    tcase_add_test(tc, there_is_a_processor);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
