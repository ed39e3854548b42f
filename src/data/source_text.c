/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/source_text.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"

#define FALLBACK "WINDOWS-1252"

/* ---- Looking at bytes ------------------------------------------------------ */

/* gcc and clang turn this into the vector instructions of the machine. */
typedef unsigned char lanes __attribute__((vector_size(16)));

enum { LANES = sizeof(lanes) };

static uint64_t sum_lanes(lanes counts)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < LANES; i++)
        sum += counts[i];
    return sum;
}

static lanes load(const unsigned char *bytes)
{
    lanes loaded;

    memcpy(&loaded, bytes, sizeof loaded);
    return loaded;
}

/* Line ends (LF, CRLF, CR) that begin at bytes[1] .. bytes[n]; bytes[0] is context. */
static uint64_t count_line_ends(const unsigned char *bytes, size_t n)
{
    enum { MOST = 255 * LANES }; /* a lane counts to 255 */
    uint64_t lines = 0;
    size_t i = 1;

    while (n + 1 - i >= LANES) {
        size_t end = n + 1 - i > MOST ? i + MOST : n + 1;
        lanes counts = {0};

        for (; i + LANES <= end; i += LANES) {
            lanes here = load(bytes + i), before = load(bytes + i - 1);

            counts -= (lanes)((here == '\r') | ((here == '\n') & (before != '\r')));
        }
        lines += sum_lanes(counts);
    }
    for (; i <= n; i++)
        lines += bytes[i] == '\r' || (bytes[i] == '\n' && bytes[i - 1] != '\r');
    return lines;
}

/* Counts the lines of text that is given out; bytes[-1] must be writable. */
static void count_lines(struct text_decoder *text, unsigned char *bytes, size_t length)
{
    if (length == 0)
        return;
    bytes[-1] = text->after_cr ? '\r' : ' ';
    text->lines += count_line_ends(bytes - 1, length);
    text->after_cr = bytes[length - 1] == '\r';
}

static bool is_ascii(const unsigned char *bytes, size_t length)
{
    lanes seen = {0};
    unsigned char high = 0;
    size_t i = 0;

    for (; i + LANES <= length; i += LANES)
        seen |= load(bytes + i);
    for (size_t j = 0; j < LANES; j++)
        high |= seen[j];
    for (; i < length; i++)
        high |= bytes[i];
    return high < 0x80;
}

static bool in_range(unsigned char byte, unsigned char low, unsigned char high)
{
    return byte >= low && byte <= high;
}

/* Bytes that a character with this first byte has; 0 if none begins so. */
static size_t character_size(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (in_range(first, 0xc2, 0xdf))
        return 2;
    if (in_range(first, 0xe0, 0xef))
        return 3;
    return in_range(first, 0xf0, 0xf4) ? 4 : 0;
}

/* Second bytes are restricted after four first bytes: no overlong forms, surrogates or
 * code points past U+10FFFF. */
static bool is_second(unsigned char first, unsigned char second)
{
    switch (first) {
    case 0xe0:
        return in_range(second, 0xa0, 0xbf);
    case 0xed:
        return in_range(second, 0x80, 0x9f);
    case 0xf0:
        return in_range(second, 0x90, 0xbf);
    case 0xf4:
        return in_range(second, 0x80, 0x8f);
    default:
        return in_range(second, 0x80, 0xbf);
    }
}

enum character { CHARACTER_WHOLE, CHARACTER_CUT, CHARACTER_BAD };

static enum character check_character(const unsigned char *bytes, size_t left,
                                      size_t *size)
{
    *size = character_size(bytes[0]);
    if (*size == 0)
        return CHARACTER_BAD;
    for (size_t i = 1; i < *size; i++) {
        if (i == left)
            return CHARACTER_CUT;
        if (i == 1 ? !is_second(bytes[0], bytes[1]) : !in_range(bytes[i], 0x80, 0xbf))
            return CHARACTER_BAD;
    }
    return CHARACTER_WHOLE;
}

/* Length of the longest beginning that is UTF-8; what ended it in *end. */
static size_t utf8_prefix(const unsigned char *bytes, size_t length, bool *multibyte,
                          enum character *end)
{
    size_t at = 0, size;

    *end = CHARACTER_WHOLE;
    while (at < length) {
        *end = check_character(bytes + at, length - at, &size);
        if (*end != CHARACTER_WHOLE)
            break;
        *multibyte |= size > 1;
        at += size;
    }
    return at;
}

/* ---- Which encoding -------------------------------------------------------- */

static bool starts_with(const unsigned char *bytes, size_t length, const char *mark)
{
    return length >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0;
}

/* UTF-16 by its BOM, or by the zero bytes that it puts beside every ASCII character. */
static const char *detect_utf16(const unsigned char *bytes, size_t length)
{
    size_t n = (length < 4096 ? length : 4096) / 2, n_zero[2] = {0, 0};

    if (starts_with(bytes, length, "\xff\xfe"))
        return "UTF-16LE";
    if (starts_with(bytes, length, "\xfe\xff"))
        return "UTF-16BE";
    if (n < 2)
        return NULL;
    for (size_t i = 0; i < 2 * n; i++)
        n_zero[i % 2] += bytes[i] == 0;
    if (2 * n_zero[1] > n && 4 * n_zero[0] < n)
        return "UTF-16LE";
    return 2 * n_zero[0] > n && 4 * n_zero[1] < n ? "UTF-16BE" : NULL;
}

static enum err_code start_iconv(struct text_decoder *text, const char *encoding,
                                 struct err *err)
{
    iconv_t opened = iconv_open("UTF-8", encoding);

    if (opened == (iconv_t)-1) { // NOLINT: iconv's own way to say no
        err_set(err, ERR_USAGE, "--encoding %s: no such encoding is known", encoding);
        return err_hint(err, "iconv -l lists the names; windows-1252 and utf-16 are "
                             "common");
    }
    text->iconv = opened;
    text->encoding = encoding;
    return ERR_OK;
}

enum err_code text_start(struct text_decoder *text, const char *encoding,
                         const unsigned char *bytes, size_t length, struct err *err)
{
    assert(text->name && !text->encoding);
    if (encoding) {
        text->chosen = true;
        return start_iconv(text, encoding, err);
    }
    encoding = detect_utf16(bytes, length);
    if (!encoding)
        return ERR_OK;
    if (text->notes)
        notes_addf(text->notes, "%s: read as UTF-16", path_base(text->name));
    return start_iconv(text, encoding, err);
}

void text_release(struct text_decoder *text)
{
    if (text->encoding)
        iconv_close(text->iconv);
    free(text->out);
    *text = (struct text_decoder){0};
}

/* ---- Conversion ------------------------------------------------------------ */

static enum err_code refuse_byte(struct text_decoder *text, unsigned char byte,
                                 struct err *err)
{
    const char *encoding = text->encoding;

    if (!encoding) {
        err_set(err, ERR_INPUT,
                "%s:%" PRIu64 ": byte 0x%02x is not UTF-8, although text before it is",
                text->name, text->lines + 1, byte);
    } else if (text->chosen) {
        err_set(err, ERR_INPUT,
                "%s:%" PRIu64 ": byte 0x%02x is not valid in encoding %s", text->name,
                text->lines + 1, byte, encoding);
    } else {
        bool fallback = strcmp(encoding, FALLBACK) == 0;

        err_set(err, ERR_INPUT, "%s:%" PRIu64 ": byte 0x%02x is %s", text->name,
                text->lines + 1, byte,
                fallback ? "neither UTF-8 nor Windows-1252" : "not valid UTF-16");
    }
    return err_hint(err,
                    "save the file as UTF-8, or name its encoding: --encoding NAME");
}

static void keep(struct text_decoder *text, const unsigned char *bytes, size_t length)
{
    assert(length <= TEXT_ROOM);
    memcpy(text->carry, bytes, length);
    text->n_carry = length;
}

/* Runs iconv over the block with as much room as it needs. out[0] is left free for
 * count_lines. */
static int run_iconv(struct text_decoder *text, char **in, size_t *n_in, size_t *n_out)
{
    int failure;

    text->out = xgrow(text->out, &text->capacity, 3 * *n_in + 64, 1);
    *n_out = 1;
    do {
        char *out = text->out + *n_out;
        size_t room = text->capacity - *n_out;

        failure = iconv(text->iconv, in, n_in, &out, &room) == (size_t)-1 ? errno : 0;
        *n_out = text->capacity - room;
        if (failure == E2BIG)
            text->out = xgrow(text->out, &text->capacity, 2 * text->capacity, 1);
    } while (failure == E2BIG);
    return failure;
}

static enum err_code convert(struct text_decoder *text, unsigned char *bytes,
                             size_t length, bool at_end, struct err *err)
{
    char *in = (char *)bytes;
    size_t left = length, n_out;
    int failure = run_iconv(text, length > 0 ? &in : NULL, &left, &n_out);

    text->given = text->out + 1;
    text->n_given = n_out - 1;
    count_lines(text, (unsigned char *)text->out + 1, text->n_given);
    if (failure == EILSEQ || (left > 0 && (at_end || left > TEXT_ROOM)))
        return refuse_byte(text, (unsigned char)*in, err);
    keep(text, (const unsigned char *)in, left);
    return ERR_OK;
}

static enum err_code fall_back(struct text_decoder *text, struct err *err)
{
    if (text->notes)
        notes_addf(
            text->notes,
            "%s: is not UTF-8 and was read as Windows-1252 (--encoding overrules)",
            path_base(text->name));
    return start_iconv(text, FALLBACK, err);
}

static enum err_code check_utf8(struct text_decoder *text, unsigned char *bytes,
                                size_t length, bool at_end, struct err *err)
{
    enum character end = CHARACTER_WHOLE;
    size_t valid = length;

    if (!is_ascii(bytes, length))
        valid = utf8_prefix(bytes, length, &text->seen_multibyte, &end);
    if (end == CHARACTER_BAD || (end == CHARACTER_CUT && at_end)) {
        if (text->seen_multibyte) {
            count_lines(text, bytes, valid);
            return refuse_byte(text, bytes[valid], err);
        }
        if (fall_back(text, err))
            return err->code;
        return convert(text, bytes, length, at_end, err);
    }
    keep(text, bytes + valid, length - valid);
    count_lines(text, bytes, valid);
    text->given = (const char *)bytes;
    text->n_given = valid;
    return ERR_OK;
}

static void strip_bom(struct text_decoder *text)
{
    if (text->begun || text->n_given == 0)
        return;
    text->begun = true;
    if (starts_with((const unsigned char *)text->given, text->n_given,
                    "\xef\xbb\xbf")) {
        text->given += 3;
        text->n_given -= 3;
    }
}

enum err_code text_decode(struct text_decoder *text, unsigned char *bytes,
                          size_t length, struct err *err)
{
    bool at_end = length == 0;
    enum err_code code;

    bytes -= text->n_carry;
    length += text->n_carry;
    memcpy(bytes, text->carry, text->n_carry);
    text->n_carry = 0;
    if (text->encoding)
        code = convert(text, bytes, length, at_end, err);
    else
        code = check_utf8(text, bytes, length, at_end, err);
    if (!code)
        strip_bom(text);
    return code;
}
