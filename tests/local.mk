# Unit tests: one Check program per module. Add a line here for every new
# tests/unit/test_*.c ("make check" fails for a forgotten one).

unit_tests = \
	tests/unit/test_abreast \
	tests/unit/test_ahead \
	tests/unit/test_alarm \
	tests/unit/test_at_prevalence \
	tests/unit/test_auc \
	tests/unit/test_band \
	tests/unit/test_bca \
	tests/unit/test_binding \
	tests/unit/test_binomial \
	tests/unit/test_boot \
	tests/unit/test_consistency \
	tests/unit/test_canonical \
	tests/unit/test_claim \
	tests/unit/test_calibration \
	tests/unit/test_cohort \
	tests/unit/test_comparison \
	tests/unit/test_confident \
	tests/unit/test_contrast \
	tests/unit/test_counts \
	tests/unit/test_csv_read \
	tests/unit/test_curve \
	tests/unit/test_deciles \
	tests/unit/test_decimal \
	tests/unit/test_delong \
	tests/unit/test_digest \
	tests/unit/test_document_read \
	tests/unit/test_effective \
	tests/unit/test_emit \
	tests/unit/test_err \
	tests/unit/test_escape \
	tests/unit/test_evaluate \
	tests/unit/test_gap \
	tests/unit/test_glyphs \
	tests/unit/test_hash \
	tests/unit/test_heterogeneity \
	tests/unit/test_hypergeometric \
	tests/unit/test_intern \
	tests/unit/test_kernel \
	tests/unit/test_isotonic \
	tests/unit/test_junit \
	tests/unit/test_labels \
	tests/unit/test_level \
	tests/unit/test_lookup \
	tests/unit/test_margin \
	tests/unit/test_matched \
	tests/unit/test_mcnemar \
	tests/unit/test_mem \
	tests/unit/test_metrics \
	tests/unit/test_mover \
	tests/unit/test_name \
	tests/unit/test_nearest \
	tests/unit/test_notes \
	tests/unit/test_numfmt \
	tests/unit/test_obuchowski \
	tests/unit/test_operating_point \
	tests/unit/test_opt \
	tests/unit/test_oracle \
	tests/unit/test_outline \
	tests/unit/test_paired \
	tests/unit/test_paired_auc \
	tests/unit/test_parallel \
	tests/unit/test_planning \
	tests/unit/test_points \
	tests/unit/test_poisson \
	tests/unit/test_policy \
	tests/unit/test_pr \
	tests/unit/test_profile \
	tests/unit/test_proportion \
	tests/unit/test_quantile \
	tests/unit/test_ranked \
	tests/unit/test_reading \
	tests/unit/test_records \
	tests/unit/test_render_html \
	tests/unit/test_render_markdown \
	tests/unit/test_report \
	tests/unit/test_result_set \
	tests/unit/test_rng \
	tests/unit/test_roc_band \
	tests/unit/test_shared \
	tests/unit/test_roc \
	tests/unit/test_score_bins \
	tests/unit/test_rounding \
	tests/unit/test_rounding_mark \
	tests/unit/test_selection \
	tests/unit/test_shorten \
	tests/unit/test_sketch \
	tests/unit/test_sort \
	tests/unit/test_source \
	tests/unit/test_spec \
	tests/unit/test_strbuf \
	tests/unit/test_tango \
	tests/unit/test_thin \
	tests/unit/test_values \
	tests/unit/test_verdict \
	tests/unit/test_weights

if HAVE_CHECK
check_LIBRARIES += tests/unit/libtestlib.a
tests_unit_libtestlib_a_SOURCES = tests/unit/testlib.c tests/unit/testlib.h
tests_unit_libtestlib_a_CPPFLAGS = $(AM_CPPFLAGS) $(CHECK_CFLAGS) \
	-DTOP_SRCDIR='"$(abs_top_srcdir)"'
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif

# Every unit test is made from the file of its name.
AM_DEFAULT_SOURCE_EXT = .c
LDADD = tests/unit/libtestlib.a $(libproctor_libs) $(CHECK_LIBS)

# CLI and documentation cases: every .t file there is, with the goldens beside
# it. A name that ends in -slow.t is run by "make check-slow" only.

in_srcdir = $(patsubst $(srcdir)/%,%,$(sort $(wildcard $(addprefix $(srcdir)/,$(1)))))
all_cases = $(call in_srcdir,tests/bench/*.t tests/cli/*.t tests/docs/*.t)
slow_cases = $(filter %-slow.t,$(all_cases))
fast_cases = $(filter-out $(slow_cases),$(all_cases))

# configure writes $(fast_cases) here: automake would take the functions apart.
TESTS += @CASES@
TEST_EXTENSIONS = .t
T_LOG_COMPILER = $(SHELL) $(srcdir)/tests/cli/run-case

AM_TESTS_ENVIRONMENT = \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
	top_builddir='$(abs_top_builddir)'; export top_builddir; \
	GNUPLOT='$(GNUPLOT)'; export GNUPLOT; \
	LC_ALL=C; export LC_ALL; \
	CK_DEFAULT_TIMEOUT=$${CK_DEFAULT_TIMEOUT-120}; export CK_DEFAULT_TIMEOUT;

EXTRA_DIST += tests/cli/run-case $(call in_srcdir,\
	tests/unit/*.c tests/unit/*.h tests/ref/* \
	tests/cli/*.t tests/cli/*.out tests/cli/*.err tests/cli/*.rc \
	tests/cli/*.csv tests/cli/*.awk tests/cli/*.py tests/docs/* tests/xml/* \
	tests/bench/*.[ct] tests/bench/*.txt tests/bench/peers/*)

# Fuzz targets are built on request, by clang in a tree where the library counts
# its branches:
#   configure CC=clang --enable-sanitizers=fuzzer-no-link,address,undefined
#   make tests/fuzz/fuzz_csv tests/fuzz/fuzz_policy
EXTRA_PROGRAMS += tests/fuzz/fuzz_csv
tests_fuzz_fuzz_csv_SOURCES = tests/fuzz/fuzz_csv.c
tests_fuzz_fuzz_csv_LDADD = $(libproctor_libs)
tests_fuzz_fuzz_csv_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
EXTRA_PROGRAMS += tests/fuzz/fuzz_policy
tests_fuzz_fuzz_policy_SOURCES = tests/fuzz/fuzz_policy.c
tests_fuzz_fuzz_policy_LDADD = $(libproctor_libs)
tests_fuzz_fuzz_policy_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
EXTRA_DIST += $(call in_srcdir,tests/fuzz/corpus_csv/* tests/fuzz/corpus_policy/*)

# Coverage simulations: each program prints the table that lies beside it, whose first
# line says with which arguments.

slow_programs = tests/slow/slow_band_coverage tests/slow/slow_boot_coverage \
	tests/slow/slow_chosen_coverage tests/slow/slow_closed_coverage \
	tests/slow/slow_consistency tests/slow/slow_gap \
	tests/slow/slow_heterogeneity tests/slow/slow_looks tests/slow/slow_paired \
	tests/slow/slow_patient_coverage tests/slow/slow_roc_band
EXTRA_PROGRAMS += $(slow_programs)
EXTRA_LIBRARIES = tests/slow/libsimulation.a
tests_slow_libsimulation_a_SOURCES = tests/slow/simulation.c tests/slow/simulation.h
slow_libs = tests/slow/libsimulation.a $(libproctor_libs)
tests_slow_slow_band_coverage_LDADD = $(slow_libs)
tests_slow_slow_boot_coverage_LDADD = $(slow_libs)
tests_slow_slow_chosen_coverage_LDADD = $(slow_libs)
tests_slow_slow_closed_coverage_LDADD = $(slow_libs)
tests_slow_slow_consistency_LDADD = $(slow_libs)
tests_slow_slow_gap_LDADD = $(slow_libs)
tests_slow_slow_heterogeneity_LDADD = $(slow_libs)
tests_slow_slow_looks_LDADD = $(slow_libs)
tests_slow_slow_paired_LDADD = $(slow_libs)
tests_slow_slow_patient_coverage_LDADD = $(slow_libs)
tests_slow_slow_roc_band_LDADD = $(slow_libs)
EXTRA_DIST += $(call in_srcdir,tests/slow/*.txt)

check-tables: $(slow_programs)
	@for table in $(srcdir)/tests/slow/*.txt; do \
		command=$$(sed -n '1s/^# \(.*\) >.*/\1/p' $$table); \
		echo "  RUN      $$command"; \
		./$$command | diff -u $$table - || exit 1; \
	done

# Coverage simulations and the like: test cases tagged "slow".
check-slow: all check-tables
	PROCTOR_SLOW=1 CK_DEFAULT_TIMEOUT=3600 $(MAKE) $(AM_MAKEFLAGS) check \
		TESTS='$(unit_tests) $(slow_cases)'

# Rewrite the goldens from what proctor says now; review with git diff.
update-golden: all
	UPDATE_GOLDEN=1 $(MAKE) $(AM_MAKEFLAGS) check TESTS='$(all_cases)'

# Times against other programs, as a table.
bench: all
	cd $(srcdir) && PROCTOR='$(abs_builddir)/proctor' scripts/bench

# For scripts/count-tests: the result files of the last "make check".
list-results:
	@echo $(TEST_LOGS:.log=.trs)

unlisted_tests = $(filter-out $(unit_tests:=.c),$(call in_srcdir,tests/unit/test_*.c))
unlisted_sources = $(filter-out $(src_libproctor_a_SOURCES) $(proctor_SOURCES),\
	$(call in_srcdir,src/*.[ch] src/*/*.[ch]))

check-lists:
	@for file in $(unlisted_tests); do \
		echo "$$file is not listed in tests/local.mk" >&2; done; \
	for file in $(unlisted_sources); do \
		echo "$$file is not listed in src/local.mk" >&2; done; \
	test -z "$(strip $(unlisted_tests) $(unlisted_sources))"

check-local: check-lists

.PHONY: bench check-lists check-tables check-slow list-results update-golden
