/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every command does that reads predictions: load them, show progress, write a result in the format asked for, release all. */
#ifndef PROCTOR_CLI_SESSION_H
#define PROCTOR_CLI_SESSION_H

#include "base/err.h"
#include "base/notes.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "data/binding.h"
#include "data/cohort.h"
#include "eval/evaluate.h"
#include "eval/meta.h"
#include "eval/run.h"
#include "report/report.h"

/* One run of a command. Do not move it: `watch` and `run` point into it. */
struct session {
    struct options *options; /* borrowed */
    struct request request;
    struct cohort cohort;
    struct binding binding;
    struct result_set results;
    struct notes notes;
    struct meta meta;
    char date[sizeof "YYYY-MM-DD"]; /* "" unless asked for */
    struct progress progress;
    struct eval_watch watch; /* of the resampling; shows in `progress` */
    struct run run;          /* of all the above, for documents and pages */
};

/* How a command puts its result into each format. */
struct session_writers {
    void (*page)(struct report *report, const struct run *run, bool verbose);
    void (*csv)(struct strbuf *out, const struct run *run, char delimiter);
    void (*json)(struct strbuf *out, const struct run *run);
    void (*ndjson)(struct strbuf *out, const struct run *run);
};

/* Tidy records in CSV, TSV and NDJSON, the document of all records in JSON. No page. */
extern const struct session_writers session_records;

/* Plans the request and reads the files. Release the session also after an error. */
enum err_code session_load(struct session *session, const char *command,
                           struct options *options, struct err *err);

/* True if --format is a page for people, not records. */
bool session_writes_page(const struct session *session);

/* Writes the result to --output in --format; where the format has no place for notes, they go to standard error. */
enum err_code session_write(struct session *session,
                            const struct session_writers *writers, struct err *err);

/* Writes --save-points, if it is asked for; session_write() does it as well. */
enum err_code session_save_points(const struct session *session, struct err *err);

void session_release(struct session *session);

#endif
