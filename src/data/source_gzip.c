/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/source_gzip.h"

#include <assert.h>

#define HINT_AGAIN "copy or download the file again; gzip -t tests it"

enum err_code gunzip_init(struct gunzip *gunzip, const char *name, struct err *err)
{
    int only_gzip = 16;

    *gunzip = (struct gunzip){0};
    if (inflateInit2(&gunzip->stream, MAX_WBITS + only_gzip) != Z_OK)
        return err_set(err, ERR_IO, "%s: zlib cannot be started", name);
    gunzip->started = true;
    return ERR_OK;
}

void gunzip_release(struct gunzip *gunzip)
{
    if (gunzip->started)
        inflateEnd(&gunzip->stream);
    *gunzip = (struct gunzip){0};
}

void gunzip_feed(struct gunzip *gunzip, unsigned char *bytes, size_t length)
{
    assert(gunzip->stream.avail_in == 0);
    gunzip->stream.next_in = bytes;
    gunzip->stream.avail_in = (uInt)length;
}

/* True if another member begins in the input at hand. */
static bool begin_member(struct gunzip *gunzip)
{
    z_stream *stream = &gunzip->stream;

    while (stream->avail_in > 0 && *stream->next_in == 0) {
        stream->next_in++;
        stream->avail_in--;
    }
    if (stream->avail_in == 0)
        return false;
    inflateReset(stream);
    gunzip->between_members = false;
    return true;
}

enum err_code gunzip_run(struct gunzip *gunzip, unsigned char *out, size_t size,
                         size_t *length, const char *name, struct err *err)
{
    z_stream *stream = &gunzip->stream;

    while (*length < size) {
        int status;

        if (gunzip->between_members && !begin_member(gunzip))
            return ERR_OK;
        stream->next_out = out + *length;
        stream->avail_out = (uInt)(size - *length);
        status = inflate(stream, Z_NO_FLUSH);
        *length = size - stream->avail_out;
        if (status == Z_BUF_ERROR)
            return ERR_OK;
        if (status == Z_STREAM_END) {
            gunzip->between_members = true;
        } else if (status != Z_OK) {
            err_set(err, ERR_INPUT, "%s: the gzip data are damaged (%s)", name,
                    stream->msg ? stream->msg : "zlib error");
            return err_hint(err, HINT_AGAIN);
        }
    }
    return ERR_OK;
}

enum err_code gunzip_check_end(const struct gunzip *gunzip, const char *name,
                               struct err *err)
{
    if (gunzip->between_members)
        return ERR_OK;
    err_set(err, ERR_INPUT, "%s: the gzip data are truncated: the file is not complete",
            name);
    return err_hint(err, HINT_AGAIN);
}
