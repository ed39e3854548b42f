/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options that commands share, written once. */
#ifndef PROCTOR_CLI_OPT_GROUPS_H
#define PROCTOR_CLI_OPT_GROUPS_H

#include "cli/opt.h"

extern const struct opt_group opt_group_columns; /* which column plays which role */
extern const struct opt_group opt_group_values; /* what values mean, which rows count */
extern const struct opt_group opt_group_dialect; /* to overrule detection */
extern const struct opt_group
    opt_group_inspect_dialect;                  /* what `inspect` needs of it */
extern const struct opt_group opt_group_points; /* chosen on the file, saved, locked */
extern const struct opt_group opt_group_statistics; /* operating points, intervals */
extern const struct opt_group opt_group_compare;    /* baseline, margin, alternative */
extern const struct opt_group opt_group_plot_compare;   /* of them, what `plot` has */
extern const struct opt_group opt_group_report_compare; /* and `report` */
extern const struct opt_group
    opt_group_sweep; /* thresholds, parts of the curve, bands */
extern const struct opt_group opt_group_policy; /* --policy, --override */
extern const struct opt_group opt_group_gate;   /* what only `gate` has */
extern const struct opt_group opt_group_output;
extern const struct opt_group opt_group_gate_output; /* what `gate` needs of it */
extern const struct opt_group opt_group_plot_output;
extern const struct opt_group opt_group_report_tested; /* of columns besides --by */
extern const struct opt_group opt_group_report_output; /* what `report` needs of it */
extern const struct opt_group opt_group_count_columns, opt_group_count_rounding;
extern const struct opt_group opt_group_count_rows,
    opt_group_count_output; /* what a stream of rows can serve */
extern const struct opt_group opt_group_inspect_output; /* what `inspect` needs of it */

#endif
