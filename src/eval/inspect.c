/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/inspect.h"

static enum err_code read_profile(struct inspected *inspected, struct err *err)
{
    struct csv_batch batch;
    size_t n;
    const char *const *names = csv_columns(inspected->reader, &n);

    inspected->delimiter = csv_delimiter(inspected->reader);
    profile_init(&inspected->profile, names, n, inspected->delimiter);
    do {
        if (csv_next(inspected->reader, &batch, err))
            return err->code;
        profile_append(&inspected->profile, &batch);
    } while (batch.n_rows);
    profile_finish(&inspected->profile);
    return ERR_OK;
}

enum err_code inspect_file(struct inspected *inspected, const char *path,
                           const struct source_options *source_options,
                           const struct csv_options *csv_options, struct err *err)
{
    *inspected = (struct inspected){.path = path};
    if (source_open(&inspected->source, path, source_options, &inspected->notes, err) ||
        csv_open(&inspected->reader, inspected->source, csv_options, err))
        return err->code;
    return read_profile(inspected, err);
}

void inspected_release(struct inspected *inspected)
{
    profile_release(&inspected->profile);
    notes_release(&inspected->notes);
    csv_close(inspected->reader);
    source_close(inspected->source);
    *inspected = (struct inspected){0};
}
