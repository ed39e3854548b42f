/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything a command line can say. One struct serves all commands: the same option means the same everywhere. */
#ifndef PROCTOR_CLI_OPTIONS_H
#define PROCTOR_CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "data/binding.h"
#include "eval/count.h"
#include "eval/request.h"
#include "eval/sweep_request.h"
#include "gate/policy.h"

enum output_format {
    FORMAT_TEXT,
    FORMAT_CSV,
    FORMAT_TSV,
    FORMAT_JSON,
    FORMAT_NDJSON,
    FORMAT_MARKDOWN
};
enum annotations_when { ANNOTATIONS_AUTO, ANNOTATIONS_GITHUB, ANNOTATIONS_NONE };
enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct output_options {
    int format;            /* enum output_format */
    const char *output;    /* path, NULL = standard output */
    struct text_list meta; /* "KEY=VALUE" */
    bool date;             /* say which day it is */
    bool quiet, verbose, no_progress;
    int color; /* enum color_when */
    bool
        digests; /* no option: the page says by digests what it is about, as JSON does */
};

struct gate_options {
    struct text_list claims;
    const char *json, *junit, *markdown; /* paths, NULL = not wanted */
    int annotations;                     /* enum annotations_when */
    char *metrics; /* that the rules speak of; gate_plan_options() owns it */
    bool explain;
    const struct policy_rule *at_fault; /* no option: the rule that an error is about */
};

struct plot_options {
    int format;          /* enum plot_format */
    int band;            /* enum plot_band */
    const char *metrics; /* of a forest plot; NULL: the figure's own */
    const char *x_range; /* "FROM:TO", NULL: all */
    const char *data;    /* path of the numbers as CSV, NULL: none */
    bool in_terminal;
};

enum plot_format { PLOT_BY_NAME, PLOT_SVG, PLOT_PNG, PLOT_PDF, PLOT_SCRIPT };
enum plot_band { PLOT_BAND_AUTO, PLOT_BAND_NONE, PLOT_POINTWISE, PLOT_SIMULTANEOUS };

enum report_format { REPORT_HTML, REPORT_MARKDOWN };

struct options {
    struct input_options input;
    struct eval_options eval;
    struct sweep_options sweep;
    struct count_options count;
    struct output_options output;
    int report_format;       /* enum report_format */
    const char *save_points; /* path, NULL: not asked for */
    const char *discordant;  /* likewise */
    bool unpaired;
    struct gate_options gate;
    const char *policy_file; /* NULL = none */
    bool init;               /* inspect: write a policy to start from */
    bool override;           /* what was typed overrules the policy */
    struct policy policy;    /* read from policy_file; settings borrow its texts */
    enum exit_status status; /* of a command that was carried out: a gate's verdict */
    struct text_list typed;  /* names of the options that stood on the command line */
    struct plot_options plot;
    bool help;
};

/* Without a file, standard input is read if it is a pipe or a redirected file; else an error: a terminal would wait for ever. */
enum err_code options_default_to_pipe(struct options *options, struct err *err);

/* An output that would overwrite an input, or a file given twice, is an error. */
enum err_code options_check_files(const struct options *options, struct err *err);

/* True if writing there would overwrite a file that is read; NULL is safe. */
bool options_would_overwrite(const struct options *options, const char *output);
/* The same for one more path that is written to, by the name of the option that leads to it; NULL is none. */
enum err_code options_check_output(const struct options *options, const char *option,
                                   const char *path, struct err *err);

void options_release(struct options *options);

#endif
