# Everything but main.c is in the library, so that unit tests can link it.

noinst_LIBRARIES += src/libproctor.a

src_libproctor_a_SOURCES = \
	src/base/ahead.c src/base/ahead.h \
	src/base/canonical.c src/base/canonical.h \
	src/base/decimal.c src/base/decimal.h \
	src/base/err.c src/base/err.h \
	src/base/hash.c src/base/hash.h \
	src/base/intern.c src/base/intern.h \
	src/base/mem.c src/base/mem.h \
	src/base/name.c src/base/name.h \
	src/base/nearest.c src/base/nearest.h \
	src/base/notes.c src/base/notes.h \
	src/base/numfmt.c src/base/numfmt.h \
	src/base/parallel.c src/base/parallel.h \
	src/base/path.c src/base/path.h \
	src/base/rng.c src/base/rng.h \
	src/base/round_step.c src/base/round_step.h \
	src/base/sha256_hex.c src/base/sha256_hex.h \
	src/base/sort.c src/base/sort.h \
	src/base/strbuf.c src/base/strbuf.h \
	src/base/utf8.c src/base/utf8.h \
	src/base/whole_file.c src/base/whole_file.h \
	src/base/wide.h \
	\
	src/data/binding.c src/data/binding.h \
	src/data/binding_filter.c \
	src/data/binding_groups.c \
	src/data/binding_join.c \
	src/data/binding_long.c \
	src/data/binding_parts.h \
	src/data/binding_pattern.c \
	src/data/binding_scores.c \
	src/data/binding_unit.c \
	src/data/cohort.c src/data/cohort.h \
	src/data/column_name.c src/data/column_name.h \
	src/data/count_table.c src/data/count_table.h \
	src/data/csv_head.c \
	src/data/csv_marks.h \
	src/data/csv_parts.h \
	src/data/csv_plain.c \
	src/data/csv_read.c src/data/csv_read.h \
	src/data/csv_tokens.c \
	src/data/dialect.c src/data/dialect.h \
	src/data/digest.c src/data/digest.h \
	src/data/label_rule.c \
	src/data/label_text.c src/data/label_text.h \
	src/data/label_word.c src/data/label_word.h \
	src/data/labels.c src/data/labels.h \
	src/data/level.c src/data/level.h \
	src/data/load.c src/data/load.h \
	src/data/load_filter.c \
	src/data/load_count.c src/data/load_counted.c \
	src/data/load_finish.c \
	src/data/load_groups.c \
	src/data/load_scores.c \
	src/data/load_fold.c \
	src/data/load_header.c \
	src/data/load_ids.c \
	src/data/load_join.c \
	src/data/load_long.c \
	src/data/load_row.c \
	src/data/load_values.c \
	src/data/loader.h \
	src/data/lookup.c src/data/lookup.h \
	src/data/lookup_match.c \
	src/data/pair_files.c src/data/pair_files.h \
	src/data/profile.c src/data/profile.h \
	src/data/profile_parts.h \
	src/data/profile_roles.c \
	src/data/rounding.c src/data/rounding.h \
	src/data/rounding_mark.c src/data/rounding_mark.h \
	src/data/sketch.c src/data/sketch.h \
	src/data/source.c src/data/source.h \
	src/data/source_gzip.c src/data/source_gzip.h \
	src/data/source_kind.c src/data/source_kind.h \
	src/data/source_text.c src/data/source_text.h \
	src/data/spec.c src/data/spec.h \
	src/data/value_date.c \
	src/data/values.c src/data/values.h \
	\
	src/stats/alarm.c src/stats/alarm.h \
	src/stats/at_prevalence.c src/stats/at_prevalence.h \
	src/stats/auc.c src/stats/auc.h \
	src/stats/auc_equality.c \
	src/stats/calibration.c src/stats/calibration.h \
	src/stats/beta.c src/stats/beta.h \
	src/stats/clusters.c src/stats/clusters.h \
	src/stats/cochran.c src/stats/cochran.h \
	src/stats/contrast.c src/stats/contrast.h \
	src/stats/counts.c src/stats/counts.h \
	src/stats/delong.c src/stats/delong.h \
	src/stats/discordant.c src/stats/discordant.h \
	src/stats/effective.c src/stats/effective.h \
	src/stats/estimate.h \
	src/stats/gap.c src/stats/gap.h \
	src/stats/heterogeneity.c src/stats/heterogeneity.h \
	src/stats/hypergeometric.c src/stats/hypergeometric.h \
	src/stats/isotonic.c src/stats/isotonic.h \
	src/stats/jackknife.c src/stats/jackknife.h \
	src/stats/level_shuffle.c src/stats/level_shuffle.h \
	src/stats/margin.c src/stats/margin.h \
	src/stats/matched.c src/stats/matched.h \
	src/stats/mcnemar.c src/stats/mcnemar.h \
	src/stats/metric_parts.h \
	src/stats/metric_prob.c \
	src/stats/metric_rank.c \
	src/stats/metric_ratio.c \
	src/stats/metric_threshold.c \
	src/stats/metrics.c src/stats/metrics.h \
	src/stats/mover.c src/stats/mover.h \
	src/stats/obuchowski.c src/stats/obuchowski.h \
	src/stats/paired.c src/stats/paired.h \
	src/stats/paired_auc.c src/stats/paired_auc.h \
	src/stats/paired_units.c src/stats/paired_units.h \
	src/stats/planning.h \
	src/stats/planning_gap.c src/stats/planning_gap.h \
	src/stats/planning_normal.c \
	src/stats/planning_parts.h \
	src/stats/planning_patients.c \
	src/stats/planning_proportion.c \
	src/stats/operating_point.c src/stats/operating_point.h \
	src/stats/pr.c src/stats/pr.h \
	src/stats/proportion.c src/stats/proportion.h \
	src/stats/quantile.c src/stats/quantile.h \
	src/stats/ranked.c src/stats/ranked.h \
	src/stats/ranked_grid.c src/stats/ranked_grid.h \
	src/stats/roc.c src/stats/roc.h \
	src/stats/sample.h \
	src/stats/tango.c src/stats/tango.h \
	\
	src/boot/abreast.c src/boot/abreast.h \
	src/boot/band.c src/boot/band.h \
	src/boot/bca.c src/boot/bca.h \
	src/boot/binomial.c src/boot/binomial.h \
	src/boot/boot.c src/boot/boot.h \
	src/boot/by_cell.c src/boot/by_cell.h \
	src/boot/calibrated.c src/boot/calibrated.h \
	src/boot/consistency.c src/boot/consistency.h \
	src/boot/difference.c src/boot/difference.h \
	src/boot/draws.c src/boot/draws.h \
	src/boot/gather.c src/boot/gather.h \
	src/boot/kernel.c src/boot/kernel.h \
	src/boot/kernel_abreast.h \
	src/boot/kernel_avx2.c \
	src/boot/kernel_avx512.c \
	src/boot/kernel_body.h \
	src/boot/kernel_portable.c \
	src/boot/patients.c src/boot/patients.h \
	src/boot/poisson.c src/boot/poisson.h \
	src/boot/replicate.c src/boot/replicate.h \
	src/boot/replicate_parts.h \
	src/boot/replicate_plan.c \
	src/boot/replicate_stops.c \
	src/boot/replicate_ties.c \
	src/boot/shared.c src/boot/shared.h \
	src/boot/visit.c src/boot/visit.h \
	src/boot/selection.c src/boot/selection.h \
	src/boot/weights.c src/boot/weights.h \
	src/boot/weights_draw.c \
	src/boot/weights_lines.c src/boot/weights_lines.h \
	src/boot/weights_parts.h \
	src/boot/weights_wide.c src/boot/weights_wide.h \
	\
	src/eval/account.c src/eval/account.h \
	src/eval/chosen.c \
	src/eval/compare.c src/eval/compare.h \
	src/eval/compare_differences.c \
	src/eval/compare_matched.c \
	src/eval/compare_pair.c \
	src/eval/compare_unpaired.c \
	src/eval/count.c src/eval/count.h \
	src/eval/count_bound.c src/eval/count_bound.h \
	src/eval/comparison.c src/eval/comparison.h \
	src/eval/comparison_difference.c \
	src/eval/comparison_parts.h \
	src/eval/confident.c src/eval/confident.h \
	src/eval/contrasts.c \
	src/eval/deciles.c src/eval/deciles.h \
	src/eval/describe.c src/eval/describe.h \
	src/eval/curve.c src/eval/curve.h \
	src/eval/curve_band.c \
	src/eval/curve_withhold.c \
	src/eval/discordant_list.c src/eval/discordant_list.h \
	src/eval/drawing.c src/eval/drawing.h \
	src/eval/earlier.c src/eval/earlier.h \
	src/eval/each_subset.c src/eval/each_subset.h \
	src/eval/evaluate.c src/eval/evaluate.h \
	src/eval/evaluation.h \
	src/eval/histogram.c src/eval/histogram.h \
	src/eval/inspect.c src/eval/inspect.h \
	src/eval/measure.c \
	src/eval/meta.c src/eval/meta.h \
	src/eval/missing.c \
	src/eval/pair_digest.c src/eval/pair_digest.h \
	src/eval/pairing.c src/eval/pairing.h \
	src/eval/points.c src/eval/points.h \
	src/eval/points_file.c \
	src/eval/points_guarantee.c \
	src/eval/points_options.c src/eval/points_rounded.c \
	src/eval/points_parts.h \
	src/eval/probe.c src/eval/probe.h \
	src/eval/reading.c src/eval/reading.h \
	src/eval/reliability.c src/eval/reliability.h \
	src/eval/probe_boot.c src/eval/probe_boot.h \
	src/eval/request.c src/eval/request.h \
	src/eval/resampled.c \
	src/eval/result_set.c src/eval/result_set.h \
	src/eval/roc_band.c src/eval/roc_band.h \
	src/eval/run.h \
	src/eval/run_digests.c src/eval/run_digests.h \
	src/eval/score_bins.c src/eval/score_bins.h \
	src/eval/scored.c src/eval/scored.h \
	src/eval/share.c src/eval/share.h \
	src/eval/shared_patients.c src/eval/shared_patients.h \
	src/eval/subset.c src/eval/subset.h \
	src/eval/unverified.c \
	src/eval/verification.c src/eval/verification.h \
	src/eval/sweep.c src/eval/sweep.h \
	src/eval/sweep_request.c src/eval/sweep_request.h \
	src/eval/verification_count.c \
	\
	src/gate/claim.c src/gate/claim.h \
	src/gate/claim_check.c \
	src/gate/claim_parts.h \
	src/gate/claim_text.c \
	src/gate/judge.c src/gate/judge.h \
	src/gate/judge_advice.c \
	src/gate/judge_case.c \
	src/gate/judge_check.c \
	src/gate/judge_difference.c \
	src/gate/judge_earlier.c \
	src/gate/judge_earlier_check.c \
	src/gate/judge_gap.c \
	src/gate/judge_levels.c \
	src/gate/judge_parts.h \
	src/gate/judge_prevalence.c \
	src/gate/judge_sizes.c \
	src/gate/known_names.c src/gate/known_names.h \
	src/gate/outcome.c src/gate/outcome.h \
	src/gate/place.c src/gate/place.h \
	src/gate/policy.c src/gate/policy.h \
	src/gate/policy_baseline.c \
	src/gate/policy_parts.c src/gate/policy_parts.h \
	src/gate/policy_rule.c \
	src/gate/verdict.c src/gate/verdict.h \
	src/gate/yaml_tree.c src/gate/yaml_tree.h \
	\
	src/report/annotations.c src/report/annotations.h \
	src/report/cell_method.c \
	src/report/cells.c src/report/cells.h \
	src/report/count_csv.c src/report/count_csv.h \
	src/report/curve_table.c src/report/curve_table.h \
	src/report/discordant_csv.c src/report/discordant_csv.h \
	src/report/document.c src/report/document.h \
	src/report/document_read.c src/report/document_read.h \
	src/report/document_gate.c src/report/document_gate.h \
	src/report/escape.c src/report/escape.h \
	src/report/points_csv.c src/report/points_csv.h \
	src/report/gate_account.c src/report/gate_account.h \
	src/report/gate_cells.c src/report/gate_cells.h \
	src/report/histogram_table.c src/report/histogram_table.h \
	src/report/junit.c src/report/junit.h \
	src/report/present.c src/report/present.h \
	src/report/present_about.c \
	src/report/present_calibration.c \
	src/report/present_chosen.c \
	src/report/present_compare.c src/report/present_compare.h \
	src/report/present_compare_groups.c \
	src/report/present_compare_overview.c \
	src/report/present_compare_parts.h \
	src/report/present_compare_points.c \
	src/report/present_compare_report.c \
	src/report/present_gate.c src/report/present_gate.h \
	src/report/present_gate_rules.c \
	src/report/present_found.c \
	src/report/present_found_gate.c \
	src/report/present_groups.c \
	src/report/present_identity.c \
	src/report/present_methods.c \
	src/report/present_missing.c \
	src/report/present_overview.c \
	src/report/present_parts.h \
	src/report/present_report.c src/report/present_report.h \
	src/report/present_tested.c \
	src/report/present_pictures.c \
	src/report/present_plan.c \
	src/report/present_profile.c src/report/present_profile.h \
	src/report/present_unverified.c \
	src/report/present_who.c \
	src/report/present_sweep.c src/report/present_sweep.h \
	src/report/records.c src/report/records.h \
	src/report/reliability_table.c src/report/reliability_table.h \
	src/report/render_html.c \
	src/report/render_markdown.c \
	src/report/render_text.c \
	src/report/renderers.h \
	src/report/report.c src/report/report.h \
	src/report/starter_policy.c src/report/starter_policy.h \
	\
	src/plot/curve_panels.c \
	src/plot/curve_points.c \
	src/plot/curves.c src/plot/curves.h \
	src/plot/figure.c src/plot/figure.h \
	src/plot/figure_difference.c \
	src/plot/figure_forest.c \
	src/plot/figure_pr.c \
	src/plot/figure_reliability.c \
	src/plot/figure_roc.c \
	src/plot/figure_scores.c \
	src/plot/reliability_text.c src/plot/reliability_text.h \
	src/plot/figure_sweep.c \
	src/plot/forest.c src/plot/forest.h \
	src/plot/forest_column.c \
	src/plot/forest_drawn.h \
	src/plot/forest_picture.c src/plot/forest_picture.h \
	src/plot/forest_text.c src/plot/forest_text.h \
	src/plot/forest_words.c \
	src/plot/glyphs.c src/plot/glyphs.h \
	src/plot/gnuplot.c src/plot/gnuplot.h \
	src/plot/grid.c src/plot/grid.h \
	src/plot/key.c src/plot/key.h \
	src/plot/marks.c src/plot/marks.h \
	src/plot/outline.c src/plot/outline.h \
	src/plot/program.c src/plot/program.h \
	src/plot/script.c src/plot/script.h \
	src/plot/scores_text.c src/plot/scores_text.h \
	src/plot/series.c src/plot/series.h \
	src/plot/shorten.c src/plot/shorten.h \
	src/plot/sweep.h src/plot/sweep_lines.c \
	src/plot/thin.c src/plot/thin.h \
	\
	src/cli/cmd_compare.c \
	src/cli/cmd_count.c \
	src/cli/cmd_evaluate.c \
	src/cli/cmd_gate.c \
	src/cli/cmd_inspect.c \
	src/cli/cmd_plot.c \
	src/cli/cmd_report.c \
	src/cli/cmd_sweep.c \
	src/cli/command.h \
	src/cli/commands.c \
	src/cli/emit.c src/cli/emit.h \
	src/cli/gate_earlier.c src/cli/gate_earlier.h \
	src/cli/gate_files.c src/cli/gate_files.h \
	src/cli/gate_plan.c src/cli/gate_plan.h \
	src/cli/gate_run.c src/cli/gate_run.h \
	src/cli/opt.c src/cli/opt.h \
	src/cli/opt_groups.c src/cli/opt_groups.h \
	src/cli/opt_typed.c \
	src/cli/options.c src/cli/options.h \
	src/cli/plot_files.c src/cli/plot_files.h \
	src/cli/policy_options.c src/cli/policy_options.h \
	src/cli/progress.c src/cli/progress.h \
	src/cli/report_compare.c src/cli/report_compare.h \
	src/cli/report_pictures.c src/cli/report_pictures.h \
	src/cli/session.c src/cli/session.h

libproctor_libs = \
	src/libproctor.a \
	$(CSV_LIBS) $(GSL_LIBS) $(JANSSON_LIBS) $(NETTLE_LIBS) $(YAML_LIBS) $(ZLIB_LIBS) \
	$(ICONV_LIBS)

bin_PROGRAMS += proctor
proctor_SOURCES = src/main.c
proctor_LDADD = $(libproctor_libs)
