/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/values.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Reads `least` to `most` digits at *at; false if there are fewer or more. */
static bool read_digits(const char *text, size_t length, size_t *at, size_t least,
                        size_t most, int *number)
{
    size_t start = *at;

    *number = 0;
    while (*at < length && is_digit(text[*at]) && *at - start < most)
        *number = *number * 10 + (text[(*at)++] - '0');
    return *at - start >= least && (*at == length || !is_digit(text[*at]));
}

static bool has_only(const char *text, size_t length, const char *set)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] == '\0' || !strchr(set, text[i]))
            return false;
    return true;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && is_leap);
}

static bool set_date(struct date *date, int year, int month, int day)
{
    if (year < 1 || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month))
        return false;
    *date = (struct date){year, month, day};
    return true;
}

/* Nothing, or T or a blank and hh:mm with what may follow: seconds, a zone. */
static bool is_time(const char *text, size_t length)
{
    size_t at = 1;
    int hour, minute;

    if (length == 0)
        return true;
    if ((text[0] != 'T' && text[0] != ' ') ||
        !read_digits(text, length, &at, 1, 2, &hour) || at == length ||
        text[at++] != ':' || !read_digits(text, length, &at, 2, 2, &minute) ||
        hour > 24 || minute > 59)
        return false;
    return has_only(text + at, length - at, "0123456789:.,+-Z APMapm");
}

static enum date_result parse_basic(const char *text, struct date *date)
{
    int parts[3];
    size_t at = 0;

    for (size_t i = 0; i < 3; i++) {
        size_t end = at + (i == 0 ? 4 : 2);

        if (!read_digits(text, end, &at, end - at, end - at, &parts[i]))
            return DATE_BAD;
    }
    return set_date(date, parts[0], parts[1], parts[2]) ? DATE_OK : DATE_BAD;
}

static enum date_result order_parts(const int parts[3], enum date_order order,
                                    struct date *date)
{
    struct date unused;
    bool dmy = set_date(&unused, parts[2], parts[1], parts[0]);
    bool mdy = set_date(&unused, parts[2], parts[0], parts[1]);

    switch (order) {
    case DATE_ORDER_DMY:
        return set_date(date, parts[2], parts[1], parts[0]) ? DATE_OK : DATE_BAD;
    case DATE_ORDER_MDY:
        return set_date(date, parts[2], parts[0], parts[1]) ? DATE_OK : DATE_BAD;
    case DATE_ORDER_UNKNOWN:
        break;
    }
    return dmy || mdy ? DATE_AMBIGUOUS : DATE_BAD;
}

enum date_result value_parse_date(const char *text, size_t length,
                                  enum date_order order, struct date *date)
{
    int parts[3];
    size_t at = 0, sizes[3], start;
    char mark;

    while (length > 0 && text[length - 1] == ' ')
        length--;
    if (length == 8 && has_only(text, length, "0123456789"))
        return parse_basic(text, date);
    for (size_t i = 0; i < 3; i++) {
        start = at;
        if (!read_digits(text, length, &at, 1, 4, &parts[i]))
            return DATE_BAD;
        sizes[i] = at - start;
        if (i == 2)
            break;
        mark = at < length ? text[at] : '\0';
        if (mark == '\0' || !strchr("-/.", mark) || (i == 1 && mark != text[start - 1]))
            return DATE_BAD;
        at++;
    }
    if (!is_time(text + at, length - at) || sizes[1] > 2)
        return DATE_BAD;
    if (sizes[0] == 4 && sizes[2] <= 2)
        return set_date(date, parts[0], parts[1], parts[2]) ? DATE_OK : DATE_BAD;
    return sizes[0] <= 2 && sizes[2] == 4 ? order_parts(parts, order, date) : DATE_BAD;
}
