/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/numfmt.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* NaN and infinities; NULL if x is finite. */
static const char *special(double x, const char *nan_text)
{
    if (isnan(x))
        return nan_text;
    if (isinf(x))
        return x > 0 ? "inf" : "-inf";
    return NULL;
}

static const char *copy(char buf[NUMFMT_SIZE], const char *text)
{
    snprintf(buf, NUMFMT_SIZE, "%s", text);
    return buf;
}

const char *numfmt_record(char buf[NUMFMT_SIZE], double x)
{
    const char *text = special(x, "");

    if (text)
        return copy(buf, text);
    snprintf(buf, NUMFMT_SIZE, "%.12g", x == 0 ? 0.0 : x);
    return buf;
}

static bool reads_back(char buf[NUMFMT_SIZE], int digits, double x)
{
    snprintf(buf, NUMFMT_SIZE, "%.*e", digits - 1, x);
    return strtod(buf, NULL) == x;
}

const char *numfmt_shortest(char buf[NUMFMT_SIZE], double x)
{
    const char *text = special(x, "");
    int digits = 1, exponent;

    if (text)
        return copy(buf, text);
    if (x == 0)
        return copy(buf, "0");
    if (x == floor(x) && fabs(x) < 1e15) { /* a search would find the same */
        snprintf(buf, NUMFMT_SIZE, "%.0f", x);
        return buf;
    }
    while (digits < 17 && !reads_back(buf, digits, x))
        digits++;
    snprintf(buf, NUMFMT_SIZE, "%.*e", digits - 1, x);
    exponent = (int)strtol(strchr(buf, 'e') + 1, NULL, 10);
    if (exponent < -5 || exponent > 16)
        return buf;
    snprintf(buf, NUMFMT_SIZE, "%.*f",
             digits - 1 > exponent ? digits - 1 - exponent : 0, x);
    return buf;
}

/* Decimals that it takes to show that x is neither 0 nor `limit`, from `digits` up to four more. */
static int digits_inside(double x, double limit, int digits)
{
    int most = digits + 4;
    double size = fabs(x);

    while (digits < most) {
        double half =
            pow(10, -digits) * (0.5 + 1e-9); /* an exact half rounds outwards */

        if (!(size > 0 && size < half) && !(size < limit && size > limit - half))
            break;
        digits++;
    }
    return digits;
}

/* What is nearer to 0 or the limit than all these digits can show stays a last digit away. */
static double keep_inside(double x, double limit, int digits)
{
    double step = pow(10, -digits), size = fabs(x);

    if (size < limit && size > limit - step / 2)
        size = limit - step;
    if (size > 0 && size < step / 2)
        size = step;
    return copysign(size, x);
}

const char *numfmt_fixed(char buf[NUMFMT_SIZE], double x, int digits)
{
    const char *text = special(x, "NA");

    if (text)
        return copy(buf, text);
    digits = digits_inside(x, 1, digits);
    x = keep_inside(x, 1, digits);
    snprintf(buf, NUMFMT_SIZE, "%.*f", digits, x == 0 ? 0.0 : x);
    return buf;
}

const char *numfmt_percent(char buf[NUMFMT_SIZE], double fraction, int digits)
{
    const char *text = special(fraction, "NA");
    double x = 100 * fraction;

    if (text)
        return copy(buf, text);
    digits = digits_inside(x, 100, digits);
    x = keep_inside(x, 100, digits);
    snprintf(buf, NUMFMT_SIZE, "%.*f %%", digits, x == 0 ? 0.0 : x);
    return buf;
}

const char *numfmt_signed(char buf[NUMFMT_SIZE], double x, int digits)
{
    const char *text = special(x, "NA");
    int most = digits + 3;

    if (text)
        return copy(buf, text);
    while (x != 0 && digits < most && fabs(x) < 0.5 * pow(10, -digits))
        digits++;
    snprintf(buf, NUMFMT_SIZE, "%+.*f", digits, x == 0 ? 0.0 : x);
    return buf;
}

const char *numfmt_people(char buf[NUMFMT_SIZE], double x)
{
    const char *text = special(x, "NA");
    double size = fabs(x);

    if (text)
        return copy(buf, text);
    if (size == 0 || (size >= 1e-4 && size < 1))
        return numfmt_fixed(buf, x, 4);
    if (size < 1e-4 || size >= 1e7)
        snprintf(buf, NUMFMT_SIZE, "%.3g", x);
    else
        snprintf(buf, NUMFMT_SIZE, "%.*f",
                 size < 10     ? 3
                 : size < 100  ? 2
                 : size < 1000 ? 1
                               : 0,
                 x);
    return buf;
}

const char *numfmt_p(char buf[NUMFMT_SIZE], double p)
{
    if (isnan(p))
        return copy(buf, "NA");
    if (p < 0.0001)
        return copy(buf, "<0.0001");
    if (p > 0.99 && p < 1)
        return copy(buf, ">0.99");
    snprintf(buf, NUMFMT_SIZE, "%.*f", p < 0.1 ? 4 : 2, p);
    return buf;
}

const char *numfmt_pairs(char buf[NUMFMT_SIZE], uint128 n)
{
    char reversed[NUMFMT_SIZE];
    size_t length = 0;

    for (int i = 0; i == 0 || n > 0; i++, n /= 10) {
        assert(length + 3 < sizeof reversed);
        if (i > 0 && i % 3 == 0)
            reversed[length++] = ',';
        reversed[length++] = (char)('0' + (int)(n % 10));
    }
    for (size_t i = 0; i < length; i++)
        buf[i] = reversed[length - 1 - i];
    buf[length] = '\0';
    return buf;
}

const char *numfmt_count(char buf[NUMFMT_SIZE], uint64_t n)
{
    return numfmt_pairs(buf, n);
}

double numfmt_round(double x, int digits)
{
    char buf[NUMFMT_SIZE];

    assert(isfinite(x) && digits >= 1 && digits <= 17);
    snprintf(buf, sizeof buf, "%.*e", digits - 1, x);
    return strtod(buf, NULL);
}

const char *numfmt_things(char buf[NUMFMT_SIZE], uint64_t n, const char *one,
                          const char *many)
{
    const char *noun = n == 1 ? one : many;
    size_t length;

    assert(strlen(noun) <= 12);
    numfmt_count(buf, n);
    length = strlen(buf);
    snprintf(buf + length, NUMFMT_SIZE - length, " %s", noun);
    return buf;
}

const char *numfmt_studies(char buf[NUMFMT_SIZE], uint64_t n)
{
    return numfmt_things(buf, n, "study", "studies");
}

static size_t skip_digits(const char *text, size_t length, size_t at)
{
    while (at < length && text[at] >= '0' && text[at] <= '9')
        at++;
    return at;
}

/* Length of a number's text if all of it is a number, with the mark's position in *mark (or length). */
static bool is_number(const char *text, size_t length, char decimal, size_t *mark)
{
    size_t at = 0, start, digits;

    if (at < length && (text[at] == '+' || text[at] == '-'))
        at++;
    start = at;
    at = skip_digits(text, length, at);
    digits = at - start;
    *mark = length;
    if (at < length && text[at] == decimal) {
        *mark = at++;
        start = at;
        at = skip_digits(text, length, at);
        digits += at - start;
    }
    if (digits == 0)
        return false;
    if (at < length && (text[at] == 'e' || text[at] == 'E')) {
        at++;
        if (at < length && (text[at] == '+' || text[at] == '-'))
            at++;
        start = at;
        at = skip_digits(text, length, at);
        if (at == start)
            return false;
    }
    return at == length;
}

bool numfmt_parse(const char *text, size_t length, char decimal, double *value)
{
    char small[64], *copied = small;
    size_t mark;

    if (!is_number(text, length, decimal, &mark))
        return false;
    if (length >= sizeof small)
        copied = malloc(length + 1);
    if (!copied)
        return false;
    memcpy(copied, text, length);
    copied[length] = '\0';
    if (mark < length)
        copied[mark] = '.';
    *value = strtod(copied, NULL);
    if (copied != small)
        free(copied);
    return true;
}

bool numfmt_parse_count(const char *text, size_t length, uint64_t *value)
{
    uint64_t n = 0;

    if (length == 0 || skip_digits(text, length, 0) != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (__builtin_mul_overflow(n, (uint64_t)10, &n) ||
            __builtin_add_overflow(n, (uint64_t)(text[i] - '0'), &n))
            return false;
    *value = n;
    return true;
}
