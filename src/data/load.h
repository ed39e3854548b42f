/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files to cohort: opens, binds, reads and checks everything that section "what goes in" of proctor-input(7) promises. */
#ifndef PROCTOR_DATA_LOAD_H
#define PROCTOR_DATA_LOAD_H

#include "base/err.h"
#include "base/notes.h"
#include "data/binding.h"
#include "data/cohort.h"

/* What costs time or memory, and is not always needed. */
struct load_wish {
    bool sha256; /* of every file */
    bool ids;    /* texts of the study and patient ids that have a role */
};

struct load_watch {
    void (*progress)(
        void *ctx, uint64_t done,
        uint64_t total); /* bytes of the file being read; NULL for silence */
    void *ctx;
    struct load_wish wish;
    size_t
        n_threads; /* 0: as many as there are processors; more than one: read one batch ahead */
};

/* Reads all files into `cohort` and resolves `binding` on the way. On an error both are left released. Values that cannot be used are
 * counted and reported together at the end of the file in which the first stands; nothing is evaluated then. */
enum err_code cohort_load(struct cohort *cohort, struct binding *binding,
                          const struct input_options *options,
                          const struct load_watch *watch, struct notes *notes,
                          struct err *err);

#endif
