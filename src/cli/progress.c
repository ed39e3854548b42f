/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/numfmt.h"

enum { BAR_WIDTH = 30, BYTES_WIDTH = 24, WIDTH = 79 };

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
    progress->are_bytes = false;
    atomic_store(&progress->done, 0);
}

/* "417 of 402,288 kB" in the unit of the larger; of a pipe nobody knows how much there will be. */
static void write_bytes(char *text, size_t size, uint64_t done, uint64_t total)
{
    uint64_t most = total ? total : done;
    uint64_t unit = most >= 10000000000 ? 1000000000
                    : most >= 10000000  ? 1000000
                                        : 1000;
    const char *name = unit == 1000 ? "kB" : unit == 1000000 ? "MB" : "GB";
    char n[NUMFMT_SIZE], of[NUMFMT_SIZE];

    if (total)
        snprintf(text, size, "%s of %s %s", numfmt_count(n, done / unit),
                 numfmt_count(of, total / unit), name);
    else
        snprintf(text, size, "%s %s", numfmt_count(n, done / unit), name);
}

static void draw(struct progress *progress, uint64_t done)
{
    char bar[BAR_WIDTH + 1], bytes[BYTES_WIDTH + 1] = "";
    double part = progress->total ? (double)done / (double)progress->total : 0;
    int filled = (int)(BAR_WIDTH * (part > 1 ? 1 : part));

    memset(bar, ' ', BAR_WIDTH);
    memset(bar, '=', (size_t)filled);
    bar[BAR_WIDTH] = '\0';
    if (progress->are_bytes)
        write_bytes(bytes, sizeof bytes, done, progress->total);
    if (progress->total)
        fprintf(stderr, "\r%-10s [%s] %3d %%  %-*s", progress->what, bar,
                (int)(100 * (part > 1 ? 1 : part)), BYTES_WIDTH, bytes);
    else
        fprintf(stderr, "\r%-10s %-*s", progress->what, BYTES_WIDTH, bytes);
    fflush(stderr);
    progress->drawn = true;
}

static void update(struct progress *progress, uint64_t done)
{
    double now;

    if (!progress->enabled || atomic_flag_test_and_set(&progress->drawing))
        return;
    now = now_s();
    if ((progress->total || progress->are_bytes) && now - progress->started_s > 1 &&
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
    shown->are_bytes = true;
    progress_set(shown, done);
}

void progress_finish(struct progress *progress)
{
    if (progress->drawn)
        fprintf(stderr, "\r%*s\r", WIDTH, "");
    progress->drawn = false;
}
