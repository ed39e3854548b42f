/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small syntax inside option values: lists separated by commas, with names quoted as in CSV where they contain one. */
#ifndef PROCTOR_DATA_SPEC_H
#define PROCTOR_DATA_SPEC_H

#include <stddef.h>

/* The parts of a list. Owned texts. */
struct spec_list {
    char **parts;
    size_t n, capacity;
};

/* Splits at `separator` outside double quotes; keeps the quotes. Parts are trimmed. */
void spec_split(struct spec_list *list, const char *text, char separator);

/* A list of one part: the text as it is. */
void spec_single(struct spec_list *list, const char *text);
void spec_release(struct spec_list *list);

/* Removes CSV quotes around the whole text, in place: "lung, ""left""" -> lung, "left". Returns text. */
char *spec_unquote(char *text);

/* First `c` outside double quotes, or NULL. */
char *spec_find(char *text, char c);

#endif
