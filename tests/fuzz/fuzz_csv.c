/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and profiles arbitrary bytes as CSV: in small blocks and in large ones, which
 * must give the same rows, and in large ones by libcsv alone and the fast way where it
 * serves, which must give the same rows and messages. Nothing may go wrong.
 *
 *     CC=clang make tests/fuzz/fuzz_csv
 *     tests/fuzz/fuzz_csv -max_len=4096 corpus tests/fuzz/corpus_csv
 *
 * The first byte chooses the block size and whether all columns are wanted, the second the options. */
#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"
#include "data/csv_read.h"
#include "data/profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

struct outcome {
    enum err_code code;
    uint64_t hash;    /* of names, rows and lines, or of the message */
    bool is_detected; /* what the file is was decided by the size of the first block */
};

static void mix(struct outcome *outcome, const void *bytes, size_t length)
{
    outcome->hash = hash_bytes(bytes, length, outcome->hash);
}

static void mix_batch(struct outcome *outcome, const struct csv_batch *batch)
{
    for (size_t i = 0; i < batch->n_rows; i++)
        mix(outcome, &batch->lines[i], sizeof batch->lines[i]);
    for (size_t i = 0; i < batch->n_rows * batch->n_columns; i++) {
        if (strlen(batch->fields[i].text) != batch->fields[i].length)
            abort();
        mix(outcome, batch->fields[i].text, batch->fields[i].length);
    }
}

/* Every other column from the last on, and the first of them again. */
static void want_some(struct csv_reader *reader, size_t n)
{
    size_t *columns = xcalloc(n + 1, sizeof *columns), n_wanted = 0;

    for (size_t i = 0; i < n; i += 2)
        columns[n_wanted++] = n - 1 - i;
    columns[n_wanted++] = columns[0];
    csv_want(reader, columns, n_wanted);
    free(columns);
}

static enum err_code read_some(struct outcome *outcome, struct csv_reader *reader,
                               struct err *err)
{
    struct csv_batch batch = {.n_rows = 1};
    size_t n;

    csv_columns(reader, &n);
    want_some(reader, n);
    while (batch.n_rows > 0 && !csv_next(reader, &batch, err))
        mix_batch(outcome, &batch);
    return err->code;
}

static enum err_code read_rows(struct outcome *outcome, struct csv_reader *reader,
                               struct err *err)
{
    struct csv_batch batch = {.n_rows = 1};
    struct profile profile;
    const char *const *names;
    size_t n;

    names = csv_columns(reader, &n);
    for (size_t i = 0; i < n; i++)
        mix(outcome, names[i], strlen(names[i]));
    profile_init(&profile, names, n, csv_delimiter(reader));
    while (batch.n_rows > 0 && !csv_next(reader, &batch, err)) {
        mix_batch(outcome, &batch);
        profile_append(&profile, &batch);
    }
    if (!err->code)
        profile_finish(&profile);
    profile_release(&profile);
    return err->code;
}

/* How a file is read. */
struct way {
    size_t block_size;
    uint8_t flags;
    bool some_columns;
};

static struct outcome read_file(const char *path, struct way way, bool libcsv_only)
{
    static const char *const encodings[] = {NULL, NULL, "UTF-16LE", "WINDOWS-1252"};
    struct source_options source_options = {.encoding = encodings[way.flags >> 6],
                                            .want_sha256 = way.flags & 1,
                                            .block_size = way.block_size};
    struct csv_options options = {.delimiter = "\0\0,;\t x|"[way.flags >> 3 & 7],
                                  .no_header = way.flags & 2,
                                  .libcsv_only = libcsv_only};
    struct outcome outcome = {0};
    struct notes notes = {0};
    struct err err = {0};
    struct source *source;
    struct csv_reader *reader;

    outcome.code = source_open(&source, path, &source_options, &notes, &err);
    outcome.is_detected = outcome.code != ERR_OK;
    if (!outcome.code) {
        outcome.code = csv_open(&reader, source, &options, &err);
        if (!outcome.code) {
            outcome.code = way.some_columns ? read_some(&outcome, reader, &err)
                                            : read_rows(&outcome, reader, &err);
            csv_close(reader);
        }
        source_close(source);
    }
    outcome.is_detected |= notes.n > 0 && strstr(notes.texts[0], "UTF-16");
    if ((outcome.code != ERR_OK) != (err.text[0] != '\0'))
        abort();
    notes_release(&notes);
    if (outcome.code)
        outcome.hash = hash_bytes(err.text, strlen(err.text), 0);
    return outcome;
}

static void write_bytes(const char *path, const uint8_t *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char path[64];
    struct outcome small, large, fast;

    if (length < 2)
        return 0;
    snprintf(path, sizeof path, "/tmp/fuzz_csv.%ld", (long)getpid());
    write_bytes(path, bytes + 2, length - 2);
    small = read_file(path, (struct way){16 + bytes[0] % 64, bytes[1], bytes[0] >> 7},
                      false);
    large = read_file(path, (struct way){0, bytes[1], bytes[0] >> 7}, true);
    fast = read_file(path, (struct way){0, bytes[1], bytes[0] >> 7}, false);
    unlink(path);
    if (fast.code != large.code || fast.hash != large.hash)
        abort();
    if (small.is_detected || large.is_detected)
        return 0;
    if ((small.code == ERR_OK) != (large.code == ERR_OK))
        abort();
    if (!small.code && small.hash != large.hash)
        abort();
    return 0;
}
