/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Earlier results: what document_read() takes, what it refuses, and how a record is found. The document is written by hand after proctor(1), section The
 * JSON document. */
#include "config.h"

#include "report/document_read.h"

#include <math.h>

#include "base/mem.h"
#include "filelib.h"
#include "report/records.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))
#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const char head[] =
    "{\"schema\": \"proctor/1\", \"version\": \"0.1.0\", \"command\": \"evaluate\",\n"
    " \"cohort_digest\": \"" DIGEST "\", \"studies_digest\": \"\",\n"
    " \"settings\": {\"missing\": \"exclude\"},\n"
    " \"cohort\": {\"pairs\": [{\"model\": \"ai\", \"finding\": \"bleed\",\n"
    "   \"rows_without_score\": {\"n\": 3}, \"pair_digest\": \"" DIGEST "\"}]},\n"
    " \"results\": [\n";

static struct result make_record(const char *metric, const char *method)
{
    struct result r = RESULT_NONE;

    r.model = "ai";
    r.baseline = r.group = r.level = r.point = r.scenario = "";
    r.finding = "bleed";
    r.metric = metric;
    r.estimate.value = 0.875;
    r.estimate.low = 0.75;
    r.estimate.high = 0.9375;
    r.estimate.method = method;
    r.estimate.note = "";
    r.conf_level = 0.95;
    r.n = 40;
    r.n_pos = 16;
    r.n_neg = 24;
    return r;
}

static void add_records(struct strbuf *out, const struct result *records, size_t n)
{
    strbuf_adds(out, head);
    for (size_t i = 0; i < n; i++) {
        strbuf_adds(out, i ? ",\n" : "");
        records_write_json_object(out, &records[i]);
    }
    strbuf_adds(out, "]}\n");
}

static enum err_code read_bytes(struct earlier *earlier, const char *bytes,
                                size_t length, struct err *err)
{
    char *path = write_file(bytes, length);

    document_read(earlier, path, err);
    remove_file(path);
    return err->code;
}

START_TEST(a_document_is_read_as_it_was_written)
{
    struct result record = make_record("sensitivity", "wilson");
    struct strbuf out = STRBUF_INIT, again = STRBUF_INIT;
    struct earlier earlier;
    struct err err = {0};

    record.level = "\"G\\E\" \xc3\xa9";
    record.threshold = 0.1 + 0.2; /* 17 digits */
    record.estimate.status = STATUS_TOO_FEW;
    record.estimate.high = INFINITY; /* null */
    add_records(&out, &record, 1);
    read_bytes(&earlier, out.text, out.length, &err);
    assert_err(ERR_OK, &err);
    ck_assert_str_eq(earlier.cohort_digest, DIGEST);
    ck_assert_str_eq(earlier.studies_digest, "");
    ck_assert_str_eq(earlier.missing, "exclude");
    ck_assert_uint_eq(earlier.n_pairs, 1);
    ck_assert_double_eq(earlier.pairs[0].n_without_score, 3);
    ck_assert_str_eq(earlier.pairs[0].digest, DIGEST);
    ck_assert_double_eq(earlier.results.items[0].threshold, 0.1 + 0.2);
    ck_assert(isnan(earlier.results.items[0].estimate.high));
    add_records(&again, earlier.results.items, earlier.results.n);
    ck_assert_str_eq(again.text, out.text);
    earlier_release(&earlier);
    strbuf_release(&out);
    strbuf_release(&again);
}
END_TEST

/* sha256sum of coreutils */
START_TEST(the_file_is_hashed_as_it_is_stored)
{
    struct earlier earlier;
    struct err err = {0};

    read_bytes(&earlier, "{}\n", 3, &err);
    assert_err_text("is JSON, but not a result of proctor", &err);
    ck_assert_str_eq(
        earlier.sha256,
        "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356");
    earlier_release(&earlier);
}
END_TEST

START_TEST(whatever_is_cut_off_is_refused)
{
    struct result record = make_record("auc", "delong-logit");
    struct strbuf out = STRBUF_INIT;

    add_records(&out, &record, 1);
    for (size_t length = 0; length + 1 < out.length; length++) {
        struct earlier earlier;
        struct err err = {0};

        read_bytes(&earlier, out.text, length, &err);
        assert_err(ERR_INPUT, &err);
        earlier_release(&earlier);
    }
    strbuf_release(&out);
}
END_TEST

/* What is replaced in a document that is read, and what is said about it. */
static const struct {
    const char *from, *to, *text;
} faults[] = {
    {"\"schema\"",               "\"shema\"",                    "is JSON, but not a result of proctor"      },
    {"proctor/1",                "proctor/2",                    "is of another version of proctor"          },
    {"\"evaluate\"",             "\"sweep\"",                    "is a result of 'proctor sweep'"            },
    {"\"results\"",              "\"result\"",                   "has no results: the gate was not evaluated"},
    {"\"cohort\"",               "\"cohrt\"",                    "does not say which models and findings"    },
    {"\"settings\"",             "\"setting\"",                  "'settings' has no text 'missing'"          },
    {"\"cohort_digest\": \"0",   "\"cohort_digest\": \"",
     "'cohort_digest' is not a SHA-256"                                                                      },
    {"\"studies_digest\": \"\"", "\"studies_digest\": 0",
     "the document has no text 'studies_digest'"                                                             },
    {"\"metric\": \"auc\"",      "\"metric\": 7",
     "record 1: 'metric' is missing or of another kind"                                                      },
    {"\"estimate\": 0.875",      "\"estimate\": \"0.9\"",        "record 1: 'estimate' is missing"           },
    {"\"conf_low\": 0.75, ",     "",                             "record 1: 'conf_low' is missing"           },
    {"\"conf_low\": 0.75",       "\"conf_low\": 0.9",
     "record 1: the limits do not lie around"                                                                },
    {"\"conf_high\": 0.9375",    "\"conf_high\": 0.8",
     "record 1: the limits do not lie around"                                                                },
    {"\"conf_level\": 0.95",     "\"conf_level\": 95",
     "record 1: the limits do not lie around"                                                                },
    {"\"status\": \"ok\"",       "\"status\": \"fine\"",         "record 1: 'status' is missing"             },
    {"\"n_pos\": 16",            "\"n_pos\": 16, \"n_pos\": 17", "this is not JSON"                          },
    {"\"n_pos\": 16",            "\"n_pos\": NaN",               "this is not JSON"                          },
    {"\"n_pos\": 16",            "\"n_pos\": 1e999",             "this is not JSON"                          },
    {"bleed",                    "\\u0000",                      "this is not JSON"                          },
    {"bleed",                    "\xff",                         "this is not JSON"                          },
};

static void replace(struct strbuf *out, const char *text, const char *from,
                    const char *to)
{
    const char *at = strstr(text, from);

    ck_assert_ptr_nonnull(at);
    strbuf_add(out, text, (size_t)(at - text));
    strbuf_adds(out, to);
    strbuf_adds(out, at + strlen(from));
}

START_TEST(what_is_no_result_is_refused)
{
    struct result record = make_record("auc", "delong-logit");
    struct strbuf good = STRBUF_INIT, bad = STRBUF_INIT;
    struct earlier earlier;
    struct err err = {0};

    add_records(&good, &record, 1);
    replace(&bad, good.text, faults[_i].from, faults[_i].to);
    read_bytes(&earlier, bad.text, bad.length, &err);
    assert_err(ERR_INPUT, &err);
    assert_err_text(faults[_i].text, &err);
    ck_assert_ptr_nonnull(strstr(err.hint, "-f json"));
    earlier_release(&earlier);
    strbuf_release(&good);
    strbuf_release(&bad);
}
END_TEST

START_TEST(a_huge_file_is_refused)
{
    char *path = write_file("", 0);
    struct earlier earlier;
    struct err err = {0};

    ck_assert_int_eq(truncate(path, DOCUMENT_MAX_BYTES + 1), 0);
    document_read(&earlier, path, &err);
    assert_err(ERR_INPUT, &err);
    assert_err_text("larger than 64 MiB", &err);
    earlier_release(&earlier);
    remove_file(path);
}
END_TEST

/* ---- Finding -------------------------------------------------------------------------- */

static const struct {
    struct earlier_place place;
    enum earlier_lack lack;
} looks[] = {
    {{"ai", "bleed", "auc", "", "", "", NAN, 0.95},              LACKS_NOTHING      },
    {{"ia", "bleed", "auc", "", "", "", NAN, 0.95},              LACKS_MODEL        },
    {{"ai", "mass", "auc", "", "", "", NAN, 0.95},               LACKS_FINDING      },
    {{"ai", "bleed", "npv", "", "", "", NAN, 0.95},              LACKS_METRIC       },
    {{"ai", "bleed", "ppv", "late", "", "", 0.05, 0.95},         LACKS_POINT        },
    {{"ai", "bleed", "ppv", "release", "sex", "F", 0.05, 0.95},  LACKS_GROUP        },
    {{"ai", "bleed", "ppv", "release", "site", "B", 0.05, 0.95}, LACKS_LEVEL        },
    {{"ai", "bleed", "ppv", "release", "site", "A", NAN, 0.95},  LACKS_PREVALENCE   },
    {{"ai", "bleed", "ppv", "release", "site", "A", 0.05, 0.9},  LACKS_CONFIDENCE   },
    {{"ai", "bleed", "ppv", "release", "site", "A", 0.05, 0.95}, LACKS_NOTHING      },
    {{"ai", "bleed", "mcc", "release", "", "", NAN, 0.95},       LACKS_CLOSED_LIMITS},
    {{"ai", "bleed", "brier", "", "", "", NAN, 0.95},            LACKS_LIMITS       },
    {{"ai", "bleed", "lr_pos", "release", "", "", NAN, 0.95},    LACKS_ESTIMATE     },
};

static void add_all(struct result_set *set)
{
    struct result auc = make_record("auc", "delong-logit");
    struct result bootstrap = make_record("auc", "bootstrap-bca");
    struct result shared = make_record("auc", "delong-logit");
    struct result ppv = make_record("ppv", "mover-r-wilson");
    struct result mcc = make_record("mcc", "bootstrap-percentile");
    struct result brier = make_record("brier", "");
    struct result ratio = make_record("lr_pos", "mover-r-wilson");

    shared.baseline = "other"; /* on the studies that two models share */
    ppv.point = mcc.point = ratio.point = "release";
    ppv.group = "site";
    ppv.level = "A";
    ppv.prevalence = 0.05;
    brier.estimate.low = NAN;
    ratio.estimate.value = INFINITY;
    result_set_add(set, &bootstrap);
    result_set_add(set, &shared);
    result_set_add(set, &auc);
    result_set_add(set, &ppv);
    result_set_add(set, &mcc);
    result_set_add(set, &brier);
    result_set_add(set, &ratio);
}

START_TEST(what_is_lacking_is_told)
{
    struct earlier earlier = {0};
    const struct result *found;

    add_all(&earlier.results);
    ck_assert_int_eq(earlier_find(&found, &earlier, &looks[_i].place), looks[_i].lack);
    ck_assert(!found == (looks[_i].lack == LACKS_MODEL));
    earlier_release(&earlier);
}
END_TEST

START_TEST(limits_of_the_bootstrap_are_passed_over)
{
    struct earlier earlier = {0};
    const struct result *found;

    add_all(&earlier.results);
    earlier_find(&found, &earlier, &looks[0].place);
    ck_assert_str_eq(found->estimate.method, "delong-logit");
    ck_assert_str_eq(found->baseline, "");
    earlier_release(&earlier);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("document_read");
    TCase *tc = tcase_create("document_read");

    tcase_add_test(tc, a_document_is_read_as_it_was_written);
    tcase_add_test(tc, the_file_is_hashed_as_it_is_stored);
    tcase_add_test(tc, whatever_is_cut_off_is_refused);
    tcase_add_loop_test(tc, what_is_no_result_is_refused, 0, N_OF(faults));
    tcase_add_test(tc, a_huge_file_is_refused);
    tcase_add_loop_test(tc, what_is_lacking_is_told, 0, N_OF(looks));
    tcase_add_test(tc, limits_of_the_bootstrap_are_passed_over);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
