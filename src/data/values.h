/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of one field to a typed value: missing words, numbers, ages, dates. No guessing: what is not clearly a value is refused
 * with a rule that a message can quote. Blanks around a value (they survive in quoted fields) are passed over. */
#ifndef PROCTOR_DATA_VALUES_H
#define PROCTOR_DATA_VALUES_H

#include <stdbool.h>
#include <stddef.h>

/* Words that mean "no value": pandas' default list ("", NA, N/A, n/a, NaN, nan, -nan, NULL, null, None, <NA>, #N/A, #NA, 1.#IND, ...) and ".".
 * Further words come from --missing-values; numeric ones compare as numbers (-1 is -1.0). */
struct missing_values {
    char **words; /* [n] further words, owned by whoever filled them */
    size_t n;
};

/* `further` may be NULL. */
bool values_is_missing(const struct missing_values *further, const char *text,
                       size_t length);

/* True if both are the same text, or both numbers of the same value ("2" and "2.0"). */
bool values_same(const char *a, const char *b);

enum number_result {
    NUMBER_OK,
    NUMBER_MISSING,
    NUMBER_BAD,        /* "is not a number" */
    NUMBER_NOT_FINITE, /* inf, infinity, 1e999 */
    NUMBER_THOUSANDS, /* 1,234.5 or 1.234,5 or 1 234: thousands separators are refused, never guessed */
    NUMBER_DECIMAL_COMMA, /* 0,93 although the delimiter is a comma, or after numbers with a point */
    NUMBER_DECIMAL_POINT, /* 0.93 after numbers with a decimal comma */
    NUMBER_PERCENT,       /* 93% without --percent */
};

/* Reads one column of numbers. The decimal mark is fixed by option or by the first number that has one: a comma only if the
 * delimiter is not a comma; from then on the other mark is refused. */
struct number_reader {
    char delimiter;
    char decimal; /* 0 until known */
    bool percent; /* values are percentages, with or without a % sign: divided by 100 */
    const struct missing_values *missing; /* may be NULL */
};

/* -0 is 0. On NUMBER_MISSING *value is NaN, on errors it is not set. Correctly rounded (as strtod). */
enum number_result number_read(struct number_reader *reader, const char *text,
                               size_t length, double *value);

/* True if decimal_read() with the reader's mark and percent, where it reads a text, does so as number_read(). May become true with any number
 * that is read, and then stays so. */
static inline bool number_reader_is_settled(const struct number_reader *reader)
{
    return reader->decimal && !(reader->missing && reader->missing->n > 0);
}

/* "is not a number", ... for messages; and what to type, or NULL. Not for NUMBER_OK and NUMBER_MISSING. */
const char *number_result_rule(enum number_result result);
const char *number_result_hint(enum number_result result);

/* Years from a plain number (not negative) or a DICOM age string: 045Y, 018M, 003W, 010D (months / 12, weeks / 52.1775, days / 365.2425). */
bool value_parse_age(const char *text, size_t length, double *years);

struct date {
    int year, month, day;
};

enum date_order { DATE_ORDER_UNKNOWN, DATE_ORDER_DMY, DATE_ORDER_MDY };
enum date_result { DATE_OK, DATE_BAD, DATE_AMBIGUOUS };

/* ISO 8601 (2025-06-01, also 2025/6/1 and 2025.06.01, with or without a time behind T or a blank), DICOM YYYYMMDD, and d/m/y or m/d/y with '/', '.' or '-'
 * and a year of four digits if the order is given: else DATE_AMBIGUOUS. Impossible dates (2025-02-30) are bad. */
enum date_result value_parse_date(const char *text, size_t length,
                                  enum date_order order, struct date *date);

#endif
