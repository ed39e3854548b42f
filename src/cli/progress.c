/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BAR_WIDTH = 40 };

static double now_s(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void progress_init(struct progress *progress, bool enabled)
{
    memset(progress, 0, sizeof *progress);
    progress->enabled = enabled && isatty(STDERR_FILENO);
    atomic_flag_clear(&progress->drawing);
    progress->started_s = now_s();
}

void progress_start(struct progress *progress, const char *what, uint64_t total)
{
    progress->what = what;
    progress->total = total;
    atomic_store(&progress->done, 0);
}

static void draw(struct progress *progress, uint64_t done)
{
    char bar[BAR_WIDTH + 1];
    double part = progress->total ? (double)done / (double)progress->total : 0;
    int filled = (int)(BAR_WIDTH * (part > 1 ? 1 : part));

    memset(bar, ' ', BAR_WIDTH);
    memset(bar, '=', (size_t)filled);
    bar[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r%-10s [%s] %3d %%", progress->what, bar,
            (int)(100 * (part > 1 ? 1 : part)));
    fflush(stderr);
    progress->drawn = true;
}

static void update(struct progress *progress, uint64_t done)
{
    double now;

    if (!progress->enabled || atomic_flag_test_and_set(&progress->drawing))
        return;
    now = now_s();
    if (progress->total && now - progress->started_s > 1 &&
        now - progress->last_s > 0.1) {
        progress->last_s = now;
        draw(progress, done);
    }
    atomic_flag_clear(&progress->drawing);
}

void progress_set(struct progress *progress, uint64_t done)
{
    atomic_store(&progress->done, done);
    update(progress, done);
}

void progress_add(struct progress *progress, uint64_t n)
{
    uint64_t done = atomic_fetch_add(&progress->done, n) + n;

    if (done % 16 == 0)
        update(progress, done);
}

void progress_set_of(void *progress, uint64_t done, uint64_t total)
{
    struct progress *shown = progress;

    shown->total = total;
    progress_set(shown, done);
}

void progress_finish(struct progress *progress)
{
    if (progress->drawn)
        fprintf(stderr, "\r%*s\r", BAR_WIDTH + 20, "");
    progress->drawn = false;
}
