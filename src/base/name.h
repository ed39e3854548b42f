/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names that users make up and refer to: of operating points, of what --meta says. */
#ifndef PROCTOR_BASE_NAME_H
#define PROCTOR_BASE_NAME_H

#include <stdbool.h>

#define NAME_RULE "letters, digits, '_' and '-', a letter first"

/* True if the text is as NAME_RULE says. ASCII only: the locale does not matter. */
bool name_is_valid(const char *text);

#endif
