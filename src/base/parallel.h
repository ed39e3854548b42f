/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole parallel interface: one loop over independent items. */
#ifndef PROCTOR_BASE_PARALLEL_H
#define PROCTOR_BASE_PARALLEL_H

#include <stddef.h>

/* Calls body(ctx, i, thread) once for every i in 0 .. n-1, on up to `n_threads` POSIX threads (at least 1). `thread` is in
 * 0 .. n_threads-1 and lets the body pick its scratch. Items are handed out in small blocks in rising order; which thread
 * gets which is not determined, so results must be stored by i. Falls back to fewer threads if some cannot be started. */
void parallel_for(size_t n_threads, size_t n,
                  void (*body)(void *ctx, size_t i, size_t thread), void *ctx);

/* Processors that this process may use, at least 1. */
size_t parallel_processors(void);

#endif
