/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in a file: the question behind `proctor inspect`. */
#ifndef PROCTOR_EVAL_INSPECT_H
#define PROCTOR_EVAL_INSPECT_H

#include "base/err.h"
#include "base/notes.h"
#include "data/csv_read.h"
#include "data/profile.h"
#include "data/source.h"

/* A file that was looked at. Owns the reader whose names the profile borrows. */
struct inspected {
    const char *path; /* as typed; borrowed */
    char delimiter;
    struct profile profile;
    struct notes notes; /* conversions on reading */
    struct source *source;
    struct csv_reader *reader;
};

/* Reads the whole file once. Release it also after an error. */
enum err_code inspect_file(struct inspected *inspected, const char *path,
                           const struct source_options *source_options,
                           const struct csv_options *csv_options, struct err *err);
void inspected_release(struct inspected *inspected);

#endif
