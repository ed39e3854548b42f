/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inflates a gzip file of one or more members, piece by piece.
 *
 * Between members and after the last only zero bytes may stand (tape padding): anything else means that the file is
 * damaged, and a shorter cohort would be the silent result. */
#ifndef PROCTOR_DATA_SOURCE_GZIP_H
#define PROCTOR_DATA_SOURCE_GZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <zlib.h>

#include "base/err.h"

struct gunzip {
    z_stream stream;
    bool started;
    bool between_members;
};

enum err_code gunzip_init(struct gunzip *gunzip, const char *name, struct err *err);
void gunzip_release(struct gunzip *gunzip);

/* Hands over the next compressed bytes, borrowed until gunzip_run has used them all. */
void gunzip_feed(struct gunzip *gunzip, unsigned char *bytes, size_t length);

/* Inflates until the input is used up or `size` bytes at `out` are filled from *length on; updates *length. */
enum err_code gunzip_run(struct gunzip *gunzip, unsigned char *out, size_t size,
                         size_t *length, const char *name, struct err *err);

/* ERR_INPUT if the file ended inside a member. */
enum err_code gunzip_check_end(const struct gunzip *gunzip, const char *name,
                               struct err *err);

#endif
