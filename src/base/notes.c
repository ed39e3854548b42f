/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/notes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void notes_release(struct notes *notes)
{
    for (size_t i = 0; i < notes->n; i++)
        free(notes->texts[i]);
    free(notes->texts);
    *notes = (struct notes){0};
}

void notes_addf(struct notes *notes, const char *format, ...)
{
    char text[1024];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    for (size_t i = 0; i < notes->n; i++)
        if (!strcmp(notes->texts[i], text))
            return;
    notes->texts = xgrow(notes->texts, &notes->capacity, notes->n + 1, sizeof *notes->texts);
    notes->texts[notes->n++] = xstrdup(text);
}
