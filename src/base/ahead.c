/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ahead.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"

struct ahead {
    bool (*fill)(void *ctx, size_t place);
    void *ctx;
    bool has_thread;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    /* guarded by the mutex */
    size_t n_filled, n_taken; /* so far */
    bool ended;               /* nothing more will be filled */
    bool stopped;             /* nothing more is wanted */
};

/* Place `n` may be filled: the one before the last taken is used no more. */
static bool wait_for_room(struct ahead *ahead, size_t n)
{
    bool stopped;

    pthread_mutex_lock(&ahead->mutex);
    while (!ahead->stopped && n > ahead->n_taken)
        pthread_cond_wait(&ahead->changed, &ahead->mutex);
    stopped = ahead->stopped;
    pthread_mutex_unlock(&ahead->mutex);
    return !stopped;
}

static void *run(void *arg)
{
    struct ahead *ahead = arg;
    bool more = true;

    for (size_t n = 0; more && wait_for_room(ahead, n); n++) {
        more = ahead->fill(ahead->ctx, n % 2);
        pthread_mutex_lock(&ahead->mutex);
        ahead->n_filled++;
        ahead->ended = !more;
        pthread_cond_signal(&ahead->changed);
        pthread_mutex_unlock(&ahead->mutex);
    }
    return NULL;
}

struct ahead *ahead_start(bool (*fill)(void *ctx, size_t place), void *ctx,
                          bool in_thread)
{
    struct ahead *ahead = xcalloc(1, sizeof *ahead);

    ahead->fill = fill;
    ahead->ctx = ctx;
    pthread_mutex_init(&ahead->mutex, NULL);
    pthread_cond_init(&ahead->changed, NULL);
    ahead->has_thread =
        in_thread && pthread_create(&ahead->thread, NULL, run, ahead) == 0;
    return ahead;
}

size_t ahead_next(struct ahead *ahead)
{
    size_t n;

    if (!ahead->has_thread) {
        assert(!ahead->ended);
        ahead->ended = !ahead->fill(ahead->ctx, ahead->n_taken % 2);
        return ahead->n_taken++ % 2;
    }
    pthread_mutex_lock(&ahead->mutex);
    n = ahead->n_taken++;
    pthread_cond_signal(&ahead->changed);
    while (ahead->n_filled <= n) {
        assert(!ahead->ended);
        pthread_cond_wait(&ahead->changed, &ahead->mutex);
    }
    pthread_mutex_unlock(&ahead->mutex);
    return n % 2;
}

void ahead_stop(struct ahead *ahead)
{
    if (!ahead)
        return;
    if (ahead->has_thread) {
        pthread_mutex_lock(&ahead->mutex);
        ahead->stopped = true;
        pthread_cond_signal(&ahead->changed);
        pthread_mutex_unlock(&ahead->mutex);
        pthread_join(ahead->thread, NULL);
    }
    pthread_cond_destroy(&ahead->changed);
    pthread_mutex_destroy(&ahead->mutex);
    free(ahead);
}
