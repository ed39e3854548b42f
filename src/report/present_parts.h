/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How present.c is divided. Only the present*.c files include this. */
#ifndef PROCTOR_REPORT_PRESENT_PARTS_H
#define PROCTOR_REPORT_PRESENT_PARTS_H

#include "base/numfmt.h"
#include "report/cells.h"
#include "report/present.h"

/* The first file without its folder; "95 % CI"; ">=" or "<=", between score and threshold. */
const char *present_file_name(const struct run *run);
const char *present_confidence(const struct run *run, char buf[NUMFMT_SIZE + 8]);
const char *present_direction(const struct run *run);

/* What became of the rows of a pair. */
void present_account(struct report *report, const struct run *run, struct pair pair,
                     struct slice slice, bool verbose);

/* Prevalence, AUC and what else has no operating point. */
void present_ranking(struct report *report, const struct run *run, struct slice slice,
                     bool verbose);

/* Each operating point: its metrics, what is owed to the choice, other prevalences. */
void present_points(struct report *report, const struct run *run, struct slice slice,
                    bool verbose);

/* Which intervals these are, ties, and what was surprising. */
void present_notes(struct report *report, const struct run *run);

/* One row per model and finding (present_overview.c). */
void present_overview(struct report *report, const struct run *run, const char *file);

/* Studies without a score, and what if they counted; nothing if there are none (present_missing.c). */
void present_missing(struct report *report, const struct run *run, struct slice slice);

/* Date and --meta; nothing if none was asked for (present_about.c). */
void present_about(struct report *report, const struct run *run);

/* The curve of a pair thinned to some twenty thresholds, its operating points among them (present_sweep.c). */
void present_curve(struct report *report, const struct run *run,
                   const struct curve *curve, struct slice slice);

/* Studies with a score but without truth; nothing if there are none (present_unverified.c). */
void present_unverified(struct report *report, struct slice slice);

/* True if present_chosen() shows each number that the table of the point would, and says more: then the table is left to -v, where its
 * intervals stand, which are those of a point that was fixed before. */
bool present_chosen_suffices(const struct run *run, struct slice slice,
                             const struct result_point *point, bool verbose);

/* Of a point chosen on the file: optimism, corrected numbers, guaranteed threshold; nothing for others (present_chosen.c). */
void present_chosen(struct report *report, const struct run *run, struct slice slice,
                    const struct result_point *point, bool verbose);

/* Words for headings after a point's name: ", chosen on this file", or "". */
const char *present_point_mark(const struct result_point *point);

/* The advice to type -v; "" on the page of a command that has none. */
const char *present_hint(const struct run *run, const char *words);

/* True if text shows the metric; `index` is its place in the registry. */
bool is_shown(const struct run *run, const struct metric *metric, size_t index,
              bool verbose);

/* The metric's name within a sentence (present_groups.c). */
const char *words_in_sentence(const struct metric *metric);

/* True if the interval of a level's difference to all other studies lies wholly on the worse side; NULL is not (present_groups.c). */
bool contrast_is_worse(const struct metric *metric, const struct result *contrast);

/* One table per subgroup column (present_groups.c). */
void present_groups(struct report *report, const struct run *run, struct slice slice,
                    bool verbose);

/* ---- Of a whole report only ---------------------------------------------------- */

struct report_request;

/* The pictures of that kind that are about one model and finding, or (slice NULL) about several, each with its numbers in words; nothing if
 * there are none (present_pictures.c). */
void present_picture(struct report *report, const struct run *run,
                     const struct report_request *request, const char *kind,
                     const struct slice *slice);

/* Whether the scores are probabilities (present_calibration.c). */
void present_calibration(struct report *report, const struct run *run,
                         const struct report_request *request, size_t pair,
                         struct slice slice);

/* How to draw what many models and findings leave out (present_pictures.c). */
void present_undrawn(struct report *report, const struct report_request *request);

/* True if the score is the first of its model: with a pattern a model has a score for each finding. */
bool present_is_first_of_model(const struct binding *binding, size_t score);

/* Which program, files, studies and settings (present_identity.c). */
void present_identity(struct report *report, const struct run *run,
                      const struct report_request *request);

/* What the policy states, and what of the report it does not (present_plan.c). */
void present_plan(struct report *report, const struct run *run,
                  const struct report_request *request);

/* The findings in sentences; what is about the whole run, such as the gate's verdict, only where there is but one model and finding
 * (present_found.c). */
void present_found(struct report *report, const struct run *run,
                   const struct report_request *request, struct slice slice);

/* The gate's verdict, and the rules and levels that it rests on (present_found_gate.c). */
struct gate_outcome;
void present_found_gate(struct report *report, const struct run *run,
                        const struct gate_outcome *outcome);

/* Who was tested, by truth (present_who.c). */
void present_tested(struct report *report, const struct run *run, struct pair pair,
                    struct slice slice);

/* Flagged or not at each operating point; the scores that contradict the truth most (present_tested.c). */
void present_tables(struct report *report, const struct run *run, struct slice slice);
void present_errors(struct report *report, const struct run *run, struct pair pair,
                    struct slice slice);

/* Models against a baseline: a sentence for each, a table for each finding, and the figure (present_compare_report.c). */
void present_found_comparison(struct report *report, const struct run *comparison);
void present_comparison(struct report *report, const struct run *run,
                        const struct report_request *request);

/* Every interval and test that the records name, with its source; what the metrics mean (present_methods.c). */
void present_procedures(struct report *report, const struct run *run,
                        const struct report_request *request);
void present_procedures_of(struct report *report, const struct result_set *results);
void present_glossary(struct report *report, const struct run *run);

#endif
