/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eval/points.h"

#include "patientlib.h"
#include "scorelib.h"

static const char digest_a[] =
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

struct setting {
    struct ranked ranked;
    struct clusters clusters;
    struct point_place place;
};

/* F40 with its patients. */
static void setting_init(struct setting *setting, bool by_patient)
{
    struct patients p = patients_of_f40();
    struct sample sample = {
        .n = 40, .score = p.score, .is_pos = p.is_pos, .patient = p.patient};

    clusters_init(&setting->clusters, &setting->ranked, &sample);
    setting->place =
        (struct point_place){.model = "ai",
                             .finding = "label",
                             .scores_are_probabilities = true,
                             .ranked = &setting->ranked,
                             .clusters = by_patient ? &setting->clusters : NULL,
                             .confidence = 0.95,
                             .digest = ""};
}

static void setting_release(struct setting *setting)
{
    clusters_release(&setting->clusters);
    ranked_release(&setting->ranked);
}

static struct text_list list_of(const char **texts, size_t n)
{
    return (struct text_list){texts, n, n};
}

static struct asked_points ask(struct point_options options)
{
    struct asked_points asked = {0};
    struct err err = {0};

    ck_assert_int_eq(points_ask(&asked, &options, NAN, &err), ERR_OK);
    return asked;
}

/* By hand: 16 positives from .24 up, of 11 patients, whose lowest are .24 .28 .35 .56 .63 .78 .79 .81 .87 .87 .94. With 16 units and
 * target .8: k = 1, P = 1 - .8^16; with 11 units 1 - .8^11 = .914 is too little, and 1 - .75^11 = .958 enough. */
START_TEST(guaranteed_by_studies_and_by_patients)
{
    const char *target[] = {"0.8"}, *low[] = {"0.75"};
    struct asked_points asked = ask(
        (struct point_options){.sensitivities = list_of(_i == 2 ? low : target, 1)});
    struct setting setting;
    struct point_list list;
    const struct guarantee *g;

    setting_init(&setting, _i > 0);
    points_resolve(&list, &asked, &setting.place);
    ck_assert_uint_eq(list.n, 1);
    g = &list.items[0].guarantee;
    ck_assert(g->is_asked);
    ck_assert_uint_eq(g->units, _i ? 11 : 16);
    ck_assert_uint_eq(g->least, _i == 2 ? 11 : 14);
    ck_assert(g->is_there == (_i != 1));
    if (g->is_there) {
        double target_of = _i == 2 ? .75 : .8;

        ck_assert_uint_eq(g->rank, 1);
        assert_rel(g->threshold, .24, 0, "lowest");
        assert_rel(g->probability, 1 - pow(target_of, (double)g->units), 1e-12, "P");
        /* lower limit of Clopper and Pearson for all of m: .05^(1/m) */
        assert_rel(g->bound, pow(.05, 1 / (double)g->units), 1e-10, "bound");
    }
    point_list_release(&list);
    points_release(&asked);
    setting_release(&setting);
}
END_TEST

/* By hand: 20 patients with a study without the finding, one of them also with one that has it; the highest are .52 .71 .76. */
START_TEST(guaranteed_specificity_by_patients)
{
    const char *target[] = {"0.8"};
    struct asked_points asked =
        ask((struct point_options){.specificities = list_of(target, 1)});
    struct setting setting;
    struct point_list list;
    const struct guarantee *g;

    setting_init(&setting, true);
    points_resolve(&list, &asked, &setting.place);
    g = &list.items[0].guarantee;
    ck_assert_uint_eq(g->units, 20);
    ck_assert(g->is_there);
    /* P = 1 - .8^20 = .988 at k = 1; k = 2: 1 - .8^20 - 20 .2 .8^19 = .931 */
    ck_assert_uint_eq(g->rank, 1);
    assert_rel(g->threshold, .78, 0, "next above .76, the highest without");
    point_list_release(&list);
    points_release(&asked);
    setting_release(&setting);
}
END_TEST

START_TEST(points_of_a_place)
{
    const char *thresholds[] = {"0.5", "only@other=0.3", "mine@ai=0.4"};
    const char *target[] = {"0.9"};
    struct asked_points asked =
        ask((struct point_options){.thresholds = list_of(thresholds, 3),
                                   .sensitivities = list_of(target, 1),
                                   .youden = true});
    struct setting setting;
    struct point_list list;
    static const struct {
        const char *name, *rule;
        double threshold;
        enum estimate_status status;
    } want[] = {
        {"0.5",    "given",              .5,  STATUS_OK         },
        {"mine",   "given",              .4,  STATUS_OK         },
        {"sens90", "sensitivity >= 0.9", .28, STATUS_EXPLORATORY},
        {"youden", "youden",             .56, STATUS_EXPLORATORY},
    };

    setting_init(&setting, false);
    points_resolve(&list, &asked, &setting.place);
    ck_assert(points_have_rules(&asked));
    ck_assert_uint_eq(list.n, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_str_eq(list.items[i].name, want[i].name);
        ck_assert_str_eq(list.items[i].rule, want[i].rule);
        assert_rel(list.items[i].threshold, want[i].threshold, 0, want[i].name);
        ck_assert_int_eq(list.items[i].status, want[i].status);
    }
    point_list_release(&list);
    points_release(&asked);
    setting_release(&setting);
}
END_TEST

START_TEST(default_only_if_nothing_is_asked)
{
    const char *thresholds[] = {"only@other=0.3"};
    struct asked_points nothing = {0};
    struct asked_points other =
        ask((struct point_options){.thresholds = list_of(thresholds, 1)});
    struct setting setting;
    struct point_list list;

    setting_init(&setting, false);
    points_resolve(&list, &nothing, &setting.place);
    ck_assert_uint_eq(list.n, 1);
    ck_assert_int_eq(list.items[0].status, STATUS_DEFAULT);
    point_list_release(&list);
    points_resolve(&list, &other, &setting.place);
    ck_assert_uint_eq(list.n, 0);
    point_list_release(&list);
    setting.place.scores_are_probabilities = false;
    points_resolve(&list, &nothing, &setting.place);
    ck_assert_uint_eq(list.n, 0);
    point_list_release(&list);
    points_release(&other);
    setting_release(&setting);
}
END_TEST

/* A locked point that was chosen on the very rows is exploratory. */
START_TEST(locked_on_the_same_rows)
{
    char name[] = "locked", rule[] = "youden", digest[sizeof digest_a];
    struct asked_point item = {.source = POINT_LOCKED,
                               .name = name,
                               .threshold = .5,
                               .rule = rule,
                               .source_digest = digest};
    struct asked_points asked = {.items = &item, .n = 1};
    struct setting setting;
    struct point_list list;

    setting_init(&setting, false);
    for (int same = 0; same < 2; same++) {
        strcpy(digest, digest_a);
        if (!same)
            digest[0] = 'b';
        setting.place.digest = digest_a;
        points_resolve(&list, &asked, &setting.place);
        ck_assert_int_eq(list.items[0].status, same ? STATUS_EXPLORATORY : STATUS_OK);
        point_list_release(&list);
    }
    digest[0] = '\0'; /* unknown */
    setting.place.digest = "";
    points_resolve(&list, &asked, &setting.place);
    ck_assert_int_eq(list.items[0].status, STATUS_OK);
    point_list_release(&list);
    setting_release(&setting);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("points");
    TCase *tests = tcase_create("points");

    tcase_add_loop_test(tests, guaranteed_by_studies_and_by_patients, 0, 3);
    tcase_add_test(tests, guaranteed_specificity_by_patients);
    tcase_add_test(tests, points_of_a_place);
    tcase_add_test(tests, default_only_if_nothing_is_asked);
    tcase_add_test(tests, locked_on_the_same_rows);
    suite_add_tcase(suite, tests);
    return test_main(suite);
}
