/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/mcnemar.h"

#include "testlib.h"

START_TEST(equals_r)
{
    struct ref_table table;

    ref_table_read(&table, "mcnemar.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        uint64_t b = (uint64_t)ref_number(&table, row, "b");
        uint64_t c = (uint64_t)ref_number(&table, row, "c");
        struct mcnemar test = mcnemar_test(b, c);

        assert_rel(test.exact, ref_number(&table, row, "exact"), 1e-10, "exact");
        assert_rel(test.mid_p, ref_number(&table, row, "mid_p"), 1e-10, "mid-p");
    }
    ref_table_release(&table);
}
END_TEST

/* By hand: 2 / 2^5 and 1 / 2^5; no and balanced disagreement show nothing. */
START_TEST(by_hand)
{
    static const uint64_t balanced[] = {0, 1, 4, 1000000};

    assert_rel(mcnemar_test(5, 0).exact, 2.0 / 32, 1e-14, "exact");
    assert_rel(mcnemar_test(5, 0).mid_p, 1.0 / 32, 1e-14, "mid-p");
    for (size_t i = 0; i < 4; i++) {
        ck_assert_double_eq(mcnemar_test(balanced[i], balanced[i]).exact, 1);
        ck_assert_double_eq(mcnemar_test(balanced[i], balanced[i]).mid_p, 1);
    }
}
END_TEST

START_TEST(sides_are_alike)
{
    for (uint64_t b = 0; b < 30; b++)
        for (uint64_t c = 0; c < b; c++) {
            struct mcnemar forth = mcnemar_test(b, c), back = mcnemar_test(c, b);

            ck_assert_double_eq(forth.exact, back.exact);
            ck_assert_double_eq(forth.mid_p, back.mid_p);
            ck_assert(forth.mid_p > 0 && forth.mid_p < forth.exact && forth.exact <= 1);
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("mcnemar");
    TCase *tc = tcase_create("mcnemar");

    tcase_add_test(tc, equals_r);
    tcase_add_test(tc, by_hand);
    tcase_add_test(tc, sides_are_alike);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
