/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/label_word.h"

#include <string.h>
#include <strings.h>

#include "data/values.h"

static const char *const known_words[][2] = {
    {"false",    "true"     },
    {"no",       "yes"      },
    {"n",        "y"        },
    {"negative", "positive" },
    {"neg",      "pos"      },
    {"normal",   "abnormal" },
    {"benign",   "malignant"},
    {"absent",   "present"  },
    {"healthy",  "diseased" },
};

enum { N_KNOWN_WORDS = sizeof known_words / sizeof known_words[0] };

enum label_word label_word_find(const char *text)
{
    static const struct {
        const char *text;
        enum label_word word;
    } numbers[] = {
        {"0",  LABEL_WORD_NEGATIVE },
        {"1",  LABEL_WORD_POSITIVE },
        {"-1", LABEL_WORD_MINUS_ONE}
    };
    const char *start = text + strspn(text, " \t");
    size_t length = strcspn(start, " \t");

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (values_same(text, numbers[i].text))
            return numbers[i].word;
    if (start[length + strspn(start + length, " \t")] != '\0')
        return LABEL_WORD_UNKNOWN; /* two words */
    for (size_t i = 0; i < N_KNOWN_WORDS; i++)
        for (size_t side = 0; side < 2; side++)
            if (strncasecmp(start, known_words[i][side], length) == 0 &&
                known_words[i][side][length] == '\0')
                return side ? LABEL_WORD_POSITIVE : LABEL_WORD_NEGATIVE;
    return LABEL_WORD_UNKNOWN;
}

bool label_words_are_plain(const bool seen[N_LABEL_WORDS])
{
    if (seen[LABEL_WORD_UNKNOWN])
        return false;
    return !seen[LABEL_WORD_MINUS_ONE] ||
           (seen[LABEL_WORD_POSITIVE] && !seen[LABEL_WORD_NEGATIVE]);
}
