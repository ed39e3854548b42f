/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"

struct loop {
    size_t n, block;
    atomic_size_t next;
    void (*body)(void *ctx, size_t i, size_t thread);
    void *ctx;
};

struct worker {
    struct loop *loop;
    size_t thread;
    pthread_t handle;
    bool started;
};

static void run(struct loop *loop, size_t thread)
{
    for (;;) {
        size_t begin = atomic_fetch_add(&loop->next, loop->block);
        size_t end = begin + loop->block < loop->n ? begin + loop->block : loop->n;

        if (begin >= loop->n)
            return;
        for (size_t i = begin; i < end; i++)
            loop->body(loop->ctx, i, thread);
    }
}

static void *work(void *arg)
{
    struct worker *worker = arg;

    run(worker->loop, worker->thread);
    return NULL;
}

void parallel_for(size_t n_threads, size_t n, void (*body)(void *, size_t, size_t),
                  void *ctx)
{
    struct loop loop = {.n = n, .body = body, .ctx = ctx};
    struct worker *workers;

    if (n_threads > n)
        n_threads = n;
    loop.block = n_threads > 1 ? n / (n_threads * 16) + 1 : n + 1;
    workers = xcalloc(n_threads ? n_threads : 1, sizeof *workers);
    for (size_t t = 1; t < n_threads; t++) {
        workers[t] = (struct worker){.loop = &loop, .thread = t};
        workers[t].started =
            pthread_create(&workers[t].handle, NULL, work, &workers[t]) == 0;
    }
    run(&loop, 0);
    for (size_t t = 1; t < n_threads; t++)
        if (workers[t].started)
            pthread_join(workers[t].handle, NULL);
    free(workers);
}

size_t parallel_processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n > 0 ? (size_t)n : 1;
}
