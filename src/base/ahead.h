/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work that runs one step ahead, in a thread of its own: two places are filled in turn, one while the other is used. */
#ifndef PROCTOR_BASE_AHEAD_H
#define PROCTOR_BASE_AHEAD_H

#include <stdbool.h>
#include <stddef.h>

struct ahead; /* opaque */

/* Starts to call fill(ctx, 0), fill(ctx, 1), fill(ctx, 0), ...: each fills one of two places of the caller's, and returns false if that was the
 * last. What `fill` uses nobody else may touch until ahead_stop(). Without `in_thread`, or if no thread can be started, ahead_next()
 * calls it instead. */
struct ahead *ahead_start(bool (*fill)(void *ctx, size_t place), void *ctx,
                          bool in_thread);

/* The next place that is filled; the one before it may be filled again. Not after the last. */
size_t ahead_next(struct ahead *ahead);

/* Ends the thread, also when not all was used. NULL is allowed. */
void ahead_stop(struct ahead *ahead);

#endif
