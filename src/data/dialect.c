/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/dialect.h"

#include <string.h>
#include <strings.h>

static const struct {
    char delimiter;
    const char *name;
    const char *option; /* as a shell understands it */
} known[] = {
    {',',  "comma",     ","  },
    {';',  "semicolon", "';'"},
    {'\t', "tab",       "tab"},
    {'|',  "pipe",      "'|'"},
};

enum { N_KNOWN = sizeof known / sizeof known[0] };

bool dialect_is_sep_line(const char *line, size_t length, char *delimiter)
{
    if (length >= 2 && line[0] == '"' && line[length - 1] == '"') {
        line++;
        length -= 2;
    }
    if (length != 5 || strncasecmp(line, "sep=", 4) != 0)
        return false;
    *delimiter = line[4];
    return true;
}

static void count_outside_quotes(const char *text, size_t length,
                                 size_t counts[N_KNOWN])
{
    bool quoted = false;

    for (size_t i = 0; i < length; i++) {
        quoted ^= text[i] == '"';
        if (quoted)
            continue;
        for (size_t j = 0; j < N_KNOWN; j++)
            counts[j] += text[i] == known[j].delimiter;
    }
}

enum err_code dialect_detect(const char *name, const char *header, size_t length,
                             char *delimiter, struct err *err)
{
    size_t counts[N_KNOWN] = {0}, best = 0;

    count_outside_quotes(header, length, counts);
    for (size_t i = 1; i < N_KNOWN; i++)
        if (counts[i] > counts[best])
            best = i;
    for (size_t i = best + 1; i < N_KNOWN; i++) {
        if (counts[best] == 0 || counts[i] != counts[best])
            continue;
        err_set(err, ERR_INPUT,
                "%s: cannot tell the delimiter: %s and %s occur equally often (%zu) in "
                "the first line",
                name, known[best].name, known[i].name, counts[i]);
        return err_hint(err, "say --delimiter %s or --delimiter %s", known[best].option,
                        known[i].option);
    }
    *delimiter = known[best].delimiter;
    return ERR_OK;
}

const char *dialect_delimiter_name(char delimiter, char buf[4])
{
    for (size_t i = 0; i < N_KNOWN; i++)
        if (known[i].delimiter == delimiter)
            return known[i].name;
    buf[0] = buf[2] = '\'';
    buf[1] = delimiter;
    buf[3] = '\0';
    return buf;
}
