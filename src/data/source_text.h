/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns the bytes of a text file, block by block, into UTF-8 without BOM.
 *
 * Plain ASCII and UTF-8 pass through without a copy. The rest goes through iconv. */
#ifndef PROCTOR_DATA_SOURCE_TEXT_H
#define PROCTOR_DATA_SOURCE_TEXT_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/notes.h"

enum {
    TEXT_ROOM = 16
}; /* writable bytes that must lie before a block: an unfinished character goes there */

struct text_decoder {
    const char *name;     /* of the file, borrowed */
    struct notes *notes;  /* borrowed, may be NULL */
    const char *encoding; /* what iconv converts from, NULL while it is UTF-8 */
    iconv_t iconv;        /* valid if encoding is not NULL */
    bool chosen;          /* the user said the encoding */
    bool seen_multibyte;  /* UTF-8 beyond ASCII was seen */
    bool begun;           /* text was given out: no BOM any more */
    bool after_cr;        /* the last byte given out was a CR */
    uint64_t lines;       /* line ends given out */
    unsigned char carry[TEXT_ROOM];
    size_t n_carry;
    const char *given; /* the text of the last block */
    size_t n_given;
    char *out; /* converted text, owned */
    size_t capacity;
};

/* Starts a decoder of which `name` and `notes` are set and all else is zero. `encoding` is iconv's name, borrowed, or NULL; then it is detected
 * from the first bytes of the file. */
enum err_code text_start(struct text_decoder *text, const char *encoding,
                         const unsigned char *bytes, size_t length, struct err *err);
void text_release(struct text_decoder *text);

/* Converts one block, which is overwritten, as are TEXT_ROOM bytes before it; length 0 is the end. The result is in `given`, which may be
 * empty before the end and is borrowed until the next call. */
enum err_code text_decode(struct text_decoder *text, unsigned char *bytes,
                          size_t length, struct err *err);

#endif
