/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that label columns are written in, without anybody having to say so. */
#ifndef PROCTOR_DATA_LABEL_WORD_H
#define PROCTOR_DATA_LABEL_WORD_H

#include <stdbool.h>

enum label_word {
    LABEL_WORD_NEGATIVE, /* 0, no, benign, ... */
    LABEL_WORD_POSITIVE, /* 1, yes, malignant, ... */
    LABEL_WORD_MINUS_ONE,
    LABEL_WORD_UNKNOWN,
    N_LABEL_WORDS,
};

/* In any case, with blanks around it or not. */
enum label_word label_word_find(const char *text);

/* True if a column in which these were seen needs no rules: -1 is the negative side only where nothing else is. */
bool label_words_are_plain(const bool seen[N_LABEL_WORDS]);

#endif
