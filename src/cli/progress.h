/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A progress bar on standard error, if that is a terminal and the work takes more than a second. */
#ifndef PROCTOR_CLI_PROGRESS_H
#define PROCTOR_CLI_PROGRESS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct progress {
    const char *what; /* "reading", "resampling" */
    uint64_t total;   /* 0 = unknown */
    bool are_bytes;   /* shown as such, also where the total is unknown: a pipe */
    _Atomic uint64_t done;
    atomic_flag drawing; /* one thread draws, the others go on */
    bool enabled;
    bool drawn;
    double started_s, last_s;
};

void progress_init(struct progress *progress, bool enabled);

/* A new phase. */
void progress_start(struct progress *progress, const char *what, uint64_t total);

/* Any thread may call these. */
void progress_set(struct progress *progress, uint64_t done);
void progress_add(struct progress *progress, uint64_t n);

/* `done` of `total` bytes, of which more becomes known: for data/load.h. `progress` is a struct progress. */
void progress_set_of(void *progress, uint64_t done, uint64_t total);

/* Wipes the bar. */
void progress_finish(struct progress *progress);

#endif
