/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The number formatting and the strict number parsing of the program: nothing else prints or reads a double.
 * Independent of the locale: the decimal mark is always '.' in what is printed. */
#ifndef PROCTOR_BASE_NUMFMT_H
#define PROCTOR_BASE_NUMFMT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/wide.h"

enum { NUMFMT_SIZE = 40 }; /* bytes that every function here may write, NUL included */

/* For records: 12 significant digits, no trailing zeros, "inf"/"-inf" for infinities, "" for NaN; -0 prints as 0. */
const char *numfmt_record(char buf[NUMFMT_SIZE], double x);

/* For thresholds: the shortest decimal that reads back as the same double (at 12 digits half of all doubles would
 * print above themselves and unflag the study they came from). "inf"/"-inf" for infinities, "" for NaN. */
const char *numfmt_shortest(char buf[NUMFMT_SIZE], double x);

/* For people: `digits` decimals, or up to four more where 0 or 1 would be shown for what is neither ("0.99996",
 * "0.00002"); "NA" for NaN, "inf" for infinities. */
const char *numfmt_fixed(char buf[NUMFMT_SIZE], double x, int digits);

/* For people: a fraction as a percentage, "90.1 %" (digits 1). Decimals are added where 0 or 100 %
 * would be shown for what is neither ("0.01 %", "99.99 %"). "NA" for NaN. */
const char *numfmt_percent(char buf[NUMFMT_SIZE], double fraction, int digits);

/* For people: a difference with its sign and `digits` decimals, or as many more as it takes to show that it is not 0 (at most three more). */
const char *numfmt_signed(char buf[NUMFMT_SIZE], double x, int digits);

/* For people: about four significant decimals, without exponent where it fits ("0.7314", "12.43", "1830"). */
const char *numfmt_people(char buf[NUMFMT_SIZE], double x);

/* p-values for people: "0.0272", "<0.0001", ">0.99", "NA" for NaN. */
const char *numfmt_p(char buf[NUMFMT_SIZE], double p);

/* Counts for people: "1,234,567". */
const char *numfmt_count(char buf[NUMFMT_SIZE], uint64_t n);

/* The same for counts of pairs, below 1e27. */
const char *numfmt_pairs(char buf[NUMFMT_SIZE], uint128 n);

/* The double nearest to x rounded to `digits` (1 .. 17) significant decimal digits; exactly half way goes to the even digit. Finite x. */
double numfmt_round(double x, int digits);

/* Counted things for people: "1 study", "1,234 studies". The nouns have at most 12 bytes. */
const char *numfmt_things(char buf[NUMFMT_SIZE], uint64_t n, const char *one,
                          const char *many);

/* The same of what a table has most of: "study", "studies". */
const char *numfmt_studies(char buf[NUMFMT_SIZE], uint64_t n);

/* Strict decimal number: optional sign, digits with at most one `decimal` mark, optional exponent; no blanks, no hexadecimal,
 * no thousands separator, no inf or nan. The whole of `text` must match. Correctly rounded (strtod). */
bool numfmt_parse(const char *text, size_t length, char decimal, double *value);

/* Whole number 0 .. UINT64_MAX in decimal digits, nothing else. */
bool numfmt_parse_count(const char *text, size_t length, uint64_t *value);

#endif
