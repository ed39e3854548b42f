/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/source.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/ahead.h"
#include "base/mem.h"
#include "base/sha256_hex.h"
#include "data/source_gzip.h"
#include "data/source_kind.h"
#include "data/source_text.h"

enum { BLOCK_SIZE = 256 * 1024, BLOCK_LEAST = 16 };

struct source {
    char *name;
    char *encoding;       /* as chosen by the user, or NULL */
    int fd;               /* -1: none */
    uint64_t done, total; /* `done` is what was read, `shown` what was given out */
    uint64_t shown;
    size_t block_size;
    unsigned char *stored; /* TEXT_ROOM bytes, then a block as it is in the file */
    size_t n_stored;
    struct gunzip gunzip;
    /* the text in it, where it is inflated one block ahead */
    struct inflated {
        unsigned char *bytes; /* likewise */
        size_t n;
        uint64_t done;
        struct err err;
    } inflated[2], *at_hand;
    struct ahead *ahead;
    bool in_thread;
    bool first_pending; /* source_open read the first block, nobody has seen it yet */
    bool at_end;
    struct text_decoder text;
    bool want_sha256;
    struct sha256_ctx sha256;
    char digest[SHA256_HEX_SIZE];
};

/* ---- The file as stored ---------------------------------------------------- */

static enum err_code fail(const struct source *source, struct err *err)
{
    return err_set(err, ERR_IO, "%s: %s", source->name, strerror(errno));
}

static enum err_code open_file(struct source *source, const char *path, struct err *err)
{
    struct stat status;

    if (strcmp(path, "-") == 0)
        source->fd = STDIN_FILENO;
    else
        source->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (source->fd < 0 || fstat(source->fd, &status) != 0)
        return fail(source, err);
    if (S_ISDIR(status.st_mode))
        return err_set(err, ERR_IO, "%s: is a directory", source->name);
    if (S_ISREG(status.st_mode) && status.st_size > 0)
        source->total = (uint64_t)status.st_size;
    return ERR_OK;
}

/* Fills a block unless the file ends before: pipes give what they have. */
static enum err_code read_stored(struct source *source, struct err *err)
{
    unsigned char *block = source->stored + TEXT_ROOM;

    source->n_stored = 0;
    while (source->n_stored < source->block_size) {
        ssize_t n = read(source->fd, block + source->n_stored,
                         source->block_size - source->n_stored);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(source, err);
        if (n == 0)
            break;
        source->n_stored += (size_t)n;
    }
    source->done += source->n_stored;
    if (source->want_sha256)
        sha256_update(&source->sha256, source->n_stored, block);
    return ERR_OK;
}

/* ---- The text in it -------------------------------------------------------- */

static enum err_code inflate_block(struct source *source, struct inflated *inflated,
                                   struct err *err)
{
    inflated->n = 0;
    for (;;) {
        if (gunzip_run(&source->gunzip, inflated->bytes + TEXT_ROOM, source->block_size,
                       &inflated->n, source->name, err))
            return err->code;
        if (inflated->n == source->block_size)
            return ERR_OK;
        if (read_stored(source, err))
            return err->code;
        if (source->n_stored == 0)
            return gunzip_check_end(&source->gunzip, source->name, err);
        gunzip_feed(&source->gunzip, source->stored + TEXT_ROOM, source->n_stored);
    }
}

/* For ahead_start(). An empty block is the last. */
static bool inflate_ahead(void *ctx, size_t place)
{
    struct source *source = ctx;
    struct inflated *inflated = &source->inflated[place];

    inflate_block(source, inflated, &inflated->err);
    inflated->done = source->done;
    return !inflated->err.code && inflated->n > 0;
}

static enum err_code next_inflated(struct source *source, struct err *err)
{
    source->at_hand = &source->inflated[ahead_next(source->ahead)];
    source->shown = source->at_hand->done;
    if (source->at_hand->err.code)
        *err = source->at_hand->err;
    return err->code;
}

static enum err_code start_gzip(struct source *source, struct err *err)
{
    if (gunzip_init(&source->gunzip, source->name, err))
        return err->code;
    for (size_t i = 0; i < 2; i++)
        source->inflated[i].bytes = xcalloc(TEXT_ROOM + source->block_size, 1);
    gunzip_feed(&source->gunzip, source->stored + TEXT_ROOM, source->n_stored);
    /* what is no file can let a read wait for ever, and nobody could end the thread */
    source->ahead =
        ahead_start(inflate_ahead, source, source->in_thread && source->total > 0);
    return next_inflated(source, err);
}

/* The block of text bytes at hand. */
static unsigned char *block_at_hand(const struct source *source, size_t *length)
{
    *length = source->at_hand ? source->at_hand->n : source->n_stored;
    return (source->at_hand ? source->at_hand->bytes : source->stored) + TEXT_ROOM;
}

static enum err_code read_block(struct source *source, struct err *err)
{
    if (source->ahead)
        return next_inflated(source, err);
    read_stored(source, err);
    source->shown = source->done;
    return err->code;
}

static enum err_code read_first_block(struct source *source, struct notes *notes,
                                      struct err *err)
{
    unsigned char *bytes;
    size_t length;

    if (read_block(source, err))
        return err->code;
    bytes = block_at_hand(source, &length);
    if (source_kind_is_gzip(bytes, length) && start_gzip(source, err))
        return err->code;
    bytes = block_at_hand(source, &length);
    source->first_pending = true;
    if (source_kind_check(source->name, bytes, length, err))
        return err->code;
    source->text = (struct text_decoder){.name = source->name, .notes = notes};
    return text_start(&source->text, source->encoding, bytes, length, err);
}

enum err_code source_open(struct source **source, const char *path,
                          const struct source_options *options, struct notes *notes,
                          struct err *err)
{
    struct source *opened = xcalloc(1, sizeof *opened);

    assert(options->block_size == 0 || options->block_size >= BLOCK_LEAST);
    opened->fd = -1;
    opened->name = xstrdup(strcmp(path, "-") == 0 ? "stdin" : path);
    opened->encoding = options->encoding ? xstrdup(options->encoding) : NULL;
    opened->block_size = options->block_size ? options->block_size : BLOCK_SIZE;
    opened->stored = xcalloc(TEXT_ROOM + opened->block_size, 1);
    opened->want_sha256 = options->want_sha256;
    opened->in_thread = options->in_thread;
    sha256_init(&opened->sha256);
    if (open_file(opened, path, err) || read_first_block(opened, notes, err)) {
        source_close(opened);
        *source = NULL;
        return err->code;
    }
    *source = opened;
    return ERR_OK;
}

enum err_code source_read(struct source *source, const char **bytes, size_t *length,
                          struct err *err)
{
    *bytes = "";
    *length = 0;
    while (!source->at_end && *length == 0) {
        unsigned char *block;
        size_t n;

        if (!source->first_pending && read_block(source, err))
            return err->code;
        source->first_pending = false;
        block = block_at_hand(source, &n);
        source->at_end = n == 0;
        if (text_decode(&source->text, block, n, err))
            return err->code;
        *bytes = source->text.given;
        *length = source->text.n_given;
        if (source->at_end && source->want_sha256) /* no thread reads on at the end */
            sha256_hex(&source->sha256, source->digest);
    }
    return ERR_OK;
}

const char *source_name(const struct source *source)
{
    return source->name;
}

void source_progress(const struct source *source, uint64_t *done, uint64_t *total)
{
    *done = source->shown;
    *total = source->total;
}

const char *source_sha256(const struct source *source)
{
    assert(source->want_sha256 && source->at_end);
    return source->digest;
}

void source_close(struct source *source)
{
    if (!source)
        return;
    ahead_stop(source->ahead);
    if (source->fd >= 0 && source->fd != STDIN_FILENO)
        close(source->fd);
    gunzip_release(&source->gunzip);
    text_release(&source->text);
    free(source->inflated[0].bytes);
    free(source->inflated[1].bytes);
    free(source->stored);
    free(source->encoding);
    free(source->name);
    free(source);
}
