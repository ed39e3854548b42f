/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/notes.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"

void notes_release(struct notes *notes)
{
    for (size_t i = 0; i < notes->n; i++)
        free(notes->texts[i]);
    free(notes->texts);
    *notes = (struct notes){0};
}

void notes_addf(struct notes *notes, const char *format, ...)
{
    struct strbuf note = STRBUF_INIT;
    va_list args;
    char *text;

    va_start(args, format);
    strbuf_addvf(&note, format, args);
    va_end(args);
    text = strbuf_detach(&note);
    for (size_t i = 0; i < notes->n; i++)
        if (!strcmp(notes->texts[i], text)) {
            free(text);
            return;
        }
    notes->texts =
        xgrow(notes->texts, &notes->capacity, notes->n + 1, sizeof *notes->texts);
    notes->texts[notes->n++] = text;
}
