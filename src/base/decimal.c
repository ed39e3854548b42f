/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/decimal.h"

#include <endian.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/wide.h"

enum {
    EIGHT = 8,
    MOST_DIGITS = 19, /* so many fit into 64 bits */
    MOST_TENS = 27,   /* the last power of five below 2^63 */
    EXACT_TENS = 22,  /* the last power of ten that is a double */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- Digits ---------------------------------------------------------------- */

/* Eight characters, the first in the lowest byte. */
static uint64_t load_eight(const char *text)
{
    uint64_t word;

    memcpy(&word, text, sizeof word);
    return le64toh(word);
}

static bool are_digits(uint64_t word)
{
    return ((word & 0xf0f0f0f0f0f0f0f0u) |
            ((word + 0x0606060606060606u) & 0xf0f0f0f0f0f0f0f0u) >> 4) ==
           0x3333333333333333u;
}

/* Neighbours are joined to pairs, these to fours, and these to eight. */
static uint64_t eight_digits(uint64_t word)
{
    const uint64_t fours = 0x000000ff000000ffu;

    word -= 0x3030303030303030u;
    word = word * 10 + (word >> 8);
    return ((word & fours) * (100 + (UINT64_C(1000000) << 32)) +
            (word >> 16 & fours) * (1 + (UINT64_C(10000) << 32))) >>
           32;
}

/* What is being read: digits without a mark, and where the next one stands. */
struct digits {
    uint64_t value;
    const char *at, *end;
};

static inline void take_digits(struct digits *digits)
{
    for (; digits->at < digits->end && is_digit(*digits->at); digits->at++)
        digits->value = digits->value * 10 + (uint64_t)(*digits->at - '0');
}

/* The last one to seven characters of a text of at least eight, if they are digits: those before them are taken for zeros. */
static inline void take_last_digits(struct digits *digits)
{
    static const uint64_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000};
    size_t left = (size_t)(digits->end - digits->at);
    uint64_t unread = UINT64_MAX << (EIGHT - left) * EIGHT;
    uint64_t word =
        (load_eight(digits->end - EIGHT) & unread) | (0x3030303030303030u & ~unread);

    if (!are_digits(word))
        return;
    digits->value = digits->value * tens[left] + eight_digits(word);
    digits->at = digits->end;
}

/* The digits behind the mark, of a text that begins at `start`. */
static inline void take_decimals(struct digits *digits, const char *start)
{
    while (digits->end - digits->at >= EIGHT) {
        uint64_t word = load_eight(digits->at);

        if (!are_digits(word))
            break;
        digits->value = digits->value * 100000000 + eight_digits(word);
        digits->at += EIGHT;
    }
    if (digits->at < digits->end && digits->end - digits->at < EIGHT &&
        digits->end - start >= EIGHT)
        take_last_digits(digits);
    take_digits(digits);
}

/* The digits behind "e-"; false if there is something else. */
static bool take_exponent(struct digits *digits, int *tens)
{
    int exponent = 0;

    if (digits->end - digits->at < 3 || (*digits->at != 'e' && *digits->at != 'E') ||
        digits->at[1] != '-')
        return false;
    digits->at += 2;
    while (digits->at < digits->end && is_digit(*digits->at) && exponent < MOST_TENS)
        exponent = exponent * 10 + (*digits->at++ - '0');
    *tens += exponent;
    return digits->at == digits->end;
}

/* ---- Rounding -------------------------------------------------------------- */

/* digits / 10^tens. Both are shifted up to their highest bit, so that the quotient has at least ten bits more than a double; a remainder
 * is one more bit at its end, and the conversion to double rounds it. */
static double divide(uint64_t digits, int tens)
{
    uint64_t five = 1, quotient;
    int up = __builtin_clzll(digits), up_five;
    uint128 dividend = (uint128)(digits << up) << 63;

    for (int i = 0; i < tens; i++)
        five *= 5;
    up_five = __builtin_clzll(five);
    five <<= up_five;
    quotient = (uint64_t)(dividend / five);
    quotient |= dividend != (uint128)quotient * five;
    return ldexp((double)quotient, up_five - up - 63 - tens);
}

static bool round_decimal(uint64_t digits, int tens, bool percent, double *value)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

    if (tens <= EXACT_TENS && digits <= UINT64_C(1) << 53)
        *value = (double)digits / powers[tens];
    else if (tens <= MOST_TENS && !percent)
        *value = digits ? divide(digits, tens) : 0;
    else
        return false;
    return true;
}

/* So many digits fit into 64 bits: zeros at the beginning take no room. */
static bool digits_fit(size_t n, const char *text, const char *end, char mark)
{
    for (; n > MOST_DIGITS && text < end && (*text == '0' || *text == mark); text++)
        n -= *text == '0';
    return n > 0 && n <= MOST_DIGITS;
}

bool decimal_read(const char *text, size_t length, char mark, bool percent,
                  double *value)
{
    bool is_negative = length > 0 && text[0] == '-';
    struct digits digits = {0, text + is_negative, text + length};
    const char *first = digits.at;
    size_t n_digits;
    int tens = percent ? 2 : 0;

    take_digits(&digits);
    n_digits = (size_t)(digits.at - first);
    if (digits.at < digits.end && *digits.at == mark) {
        const char *decimals = ++digits.at;

        take_decimals(&digits, text);
        n_digits += (size_t)(digits.at - decimals);
        tens += (int)(digits.at - decimals);
    }
    if (!digits_fit(n_digits, first, digits.at, mark) ||
        (digits.at < digits.end && !take_exponent(&digits, &tens)) ||
        !round_decimal(digits.value, tens, percent, value))
        return false;
    if (is_negative && digits.value > 0)
        *value = -*value;
    return true;
}
