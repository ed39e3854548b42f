/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of a file as UTF-8 text, whatever the file is: plain, gzip, with or without BOM, UTF-16, Windows-1252.
 *
 * What is no text is recognised by its first bytes (zip/xlsx, Parquet, SQLite, HTML, old Excel, PDF, xz, bzip2, zstd) and refused with a hint how to export
 * CSV. Bytes that are not UTF-8 are taken as Windows-1252 if the text before was plain ASCII (noted); a mixture is an error with
 * its line. A truncated or damaged gzip file is an error, not a shorter file. Streams: constant memory. */
#ifndef PROCTOR_DATA_SOURCE_H
#define PROCTOR_DATA_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/notes.h"

struct source;

struct source_options {
    const char *encoding; /* iconv's name, NULL = detect */
    bool in_thread;       /* gzip data of a regular file are inflated one block ahead */
    bool want_sha256;     /* hash the bytes as stored (compressed if so) */
    /* bytes read at a time, at least 16; 0 = 256 KiB, other values are for tests */
    size_t block_size;
};

/* `path` "-" is standard input (name "stdin"). Notes (conversions) go to `notes`, which may be NULL and must live as long as the source. */
enum err_code source_open(struct source **source, const char *path,
                          const struct source_options *options, struct notes *notes,
                          struct err *err);

/* The next block of UTF-8 text without BOM; *length 0 at the end. `*bytes` is borrowed until the next call. */
enum err_code source_read(struct source *source, const char **bytes, size_t *length,
                          struct err *err);

/* For messages: the path as given, or "stdin". */
const char *source_name(const struct source *source);

/* Bytes read of the file as stored, and its size (0 if unknown: a pipe). */
void source_progress(const struct source *source, uint64_t *done, uint64_t *total);

/* 64 hexadecimal digits and NUL; only after source_read reported the end, and if asked for. */
const char *source_sha256(const struct source *source);

void source_close(struct source *source); /* NULL is allowed */

#endif
