/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/values.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/numfmt.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline void trim(const char **text, size_t *length)
{
    while (*length > 0 && is_blank((*text)[*length - 1]))
        --*length;
    while (*length > 0 && is_blank(**text)) {
        ++*text;
        --*length;
    }
}

/* ---- Missing words --------------------------------------------------------- */

static const char *const missing_words[] = {
    "",     ".",    "#N/A", "#N/A N/A", "#NA",     "-1.#IND", "-1.#QNAN",
    "-NaN", "-nan", "<NA>", "1.#IND",   "1.#QNAN", "N/A",     "NA",
    "NULL", "NaN",  "None", "n/a",      "nan",     "null",
};

enum { N_MISSING_WORDS = sizeof missing_words / sizeof missing_words[0] };
enum { MISSING_LONGEST = sizeof "#N/A N/A" - 1 };

static bool same_text(const char *text, size_t length, const char *word)
{
    return strncmp(text, word, length) == 0 && word[length] == '\0';
}

static bool same_value(const char *a, size_t n_a, const char *b, size_t n_b)
{
    double x, y;

    if (n_a == n_b && memcmp(a, b, n_a) == 0)
        return true;
    return numfmt_parse(a, n_a, '.', &x) && numfmt_parse(b, n_b, '.', &y) && x == y;
}

static bool is_missing_word(const char *text, size_t length)
{
    if (length == 0)
        return true;
    if (length > MISSING_LONGEST || !strchr("#-.1<Nn", text[0]))
        return false;
    for (size_t i = 0; i < N_MISSING_WORDS; i++)
        if (same_text(text, length, missing_words[i]))
            return true;
    return false;
}

bool values_is_missing(const struct missing_values *further, const char *text,
                       size_t length)
{
    trim(&text, &length);
    if (is_missing_word(text, length))
        return true;
    for (size_t i = 0; further && i < further->n; i++)
        if (same_value(text, length, further->words[i], strlen(further->words[i])))
            return true;
    return false;
}

bool values_same(const char *a, const char *b)
{
    size_t n_a = strlen(a), n_b = strlen(b);

    trim(&a, &n_a);
    trim(&b, &n_b);
    return same_value(a, n_a, b, n_b);
}

/* ---- Numbers --------------------------------------------------------------- */

static bool parse_number(const char *text, size_t length, char decimal, bool percent,
                         double *value)
{
    if (decimal_read(text, length, decimal, percent, value))
        return true;
    if (!numfmt_parse(text, length, decimal, value))
        return false;
    if (percent)
        *value /= 100;
    if (*value == 0)
        *value = 0; /* not -0 */
    return true;
}

static bool is_infinity(const char *text, size_t length)
{
    if (length > 0 && (*text == '+' || *text == '-')) {
        text++;
        length--;
    }
    return (length == 3 && strncasecmp(text, "inf", 3) == 0) ||
           (length == 8 && strncasecmp(text, "infinity", 8) == 0);
}

/* 1,234 or 1.234.567,8 or 1 234: groups of three behind one to three digits, all split
 * by the same separator; a decimal part with another mark may follow. */
static bool has_thousands(const char *text, size_t length)
{
    size_t at = 0, start, n_groups = 0;
    char separator;

    if (at < length && (text[at] == '+' || text[at] == '-'))
        at++;
    for (start = at; at < length && is_digit(text[at]);)
        at++;
    if (at == start || at - start > 3 || at == length || text[start] == '0')
        return false;
    separator = text[at];
    if (!strchr(",. '", separator))
        return false;
    while (at + 3 < length && text[at] == separator && is_digit(text[at + 1]) &&
           is_digit(text[at + 2]) && is_digit(text[at + 3])) {
        at += 4;
        n_groups++;
    }
    if (n_groups == 0)
        return false;
    if (at < length && text[at] != separator && (text[at] == '.' || text[at] == ','))
        at++;
    while (at < length && is_digit(text[at]))
        at++;
    return at == length;
}

/* Which of the marks a number could not be read with would have been right, if any. */
static enum number_result why_not(const struct number_reader *reader, const char *text,
                                  size_t length)
{
    double value;

    if (is_infinity(text, length))
        return NUMBER_NOT_FINITE;
    if (has_thousands(text, length))
        return NUMBER_THOUSANDS;
    if (reader->decimal != ',' && numfmt_parse(text, length, ',', &value))
        return NUMBER_DECIMAL_COMMA;
    if (reader->decimal == ',' && numfmt_parse(text, length, '.', &value))
        return NUMBER_DECIMAL_POINT;
    return NUMBER_BAD;
}

static enum number_result read_with_mark(struct number_reader *reader, const char *text,
                                         size_t length, double *value)
{
    char decimal = reader->decimal ? reader->decimal : '.';

    if (parse_number(text, length, decimal, reader->percent, value)) {
        if (!reader->decimal && memchr(text, '.', length))
            reader->decimal = '.';
        return NUMBER_OK;
    }
    if (reader->decimal || reader->delimiter == ',' ||
        !parse_number(text, length, ',', reader->percent, value))
        return why_not(reader, text, length);
    reader->decimal = ',';
    return NUMBER_OK;
}

enum number_result number_read(struct number_reader *reader, const char *text,
                               size_t length, double *value)
{
    enum number_result result;
    const char *whole;
    size_t whole_length;
    bool has_words = reader->missing && reader->missing->n > 0;

    if (number_reader_is_settled(reader) &&
        decimal_read(text, length, reader->decimal, reader->percent, value))
        return NUMBER_OK; /* most are plain numbers */
    trim(&text, &length);
    if (length == 0 ||
        (has_words && values_is_missing(reader->missing, text, length))) {
        *value = NAN;
        return NUMBER_MISSING;
    }
    whole = text;
    whole_length = length;
    if (text[length - 1] == '%') {
        length--;
        trim(&text, &length);
    }
    result = read_with_mark(reader, text, length, value);
    if (result == NUMBER_OK && isinf(*value))
        return NUMBER_NOT_FINITE;
    if (result == NUMBER_OK && length < whole_length && !reader->percent)
        return NUMBER_PERCENT;
    if (result == NUMBER_OK || !values_is_missing(NULL, whole, whole_length))
        return result;
    *value = NAN;
    return NUMBER_MISSING;
}

const char *number_result_rule(enum number_result result)
{
    switch (result) {
    case NUMBER_NOT_FINITE:
        return "is not a finite number";
    case NUMBER_THOUSANDS:
        return "has a thousands separator";
    case NUMBER_DECIMAL_COMMA:
        return "has a decimal comma";
    case NUMBER_DECIMAL_POINT:
        return "has a decimal point, but numbers before it a decimal comma";
    case NUMBER_PERCENT:
        return "is a percentage";
    case NUMBER_BAD:
    case NUMBER_OK:
    case NUMBER_MISSING:
        break;
    }
    assert(result == NUMBER_BAD);
    return "is not a number";
}

const char *number_result_hint(enum number_result result)
{
    switch (result) {
    case NUMBER_THOUSANDS:
        return "export the numbers without thousands separators";
    case NUMBER_DECIMAL_COMMA:
        return "say --decimal , if all numbers are written so";
    case NUMBER_DECIMAL_POINT:
        return "write all numbers of the column with the same decimal mark";
    case NUMBER_PERCENT:
        return "say --percent if all values are percentages";
    case NUMBER_NOT_FINITE:
    case NUMBER_BAD:
        return "if it means that there is no result, say --missing-values with it";
    case NUMBER_OK:
    case NUMBER_MISSING:
        break;
    }
    return NULL;
}

/* ---- Ages ------------------------------------------------------------------ */

static double units_per_year(char unit)
{
    switch (unit) {
    case 'Y':
        return 1;
    case 'M':
        return 12;
    case 'W':
        return 52.1775;
    case 'D':
        return 365.2425;
    default:
        return 0;
    }
}

bool value_parse_age(const char *text, size_t length, double *years)
{
    uint64_t n;
    double units;

    trim(&text, &length);
    if (numfmt_parse(text, length, '.', years)) {
        *years = fabs(*years) > 0 ? *years : 0;
        return *years >= 0 && isfinite(*years);
    }
    if (length < 2 || length > 4)
        return false;
    units = units_per_year(text[length - 1]);
    if (units == 0 || !numfmt_parse_count(text, length - 1, &n))
        return false;
    *years = (double)n / units;
    return true;
}
