/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A first line that is no header: it would be lost as names of columns. */
#include <string.h>

#include "base/numfmt.h"
#include "data/label_word.h"
#include "data/loader.h"

static bool is_number(const char *text)
{
    double x;

    return numfmt_parse(text, strlen(text), '.', &x);
}

static bool is_label(const char *text)
{
    return is_number(text) || label_word_find(text) != LABEL_WORD_UNKNOWN;
}

void loader_note_header(struct loader *loader, const struct header *header)
{
    const struct binding *binding = loader->binding;
    bool is_data = !loader->options->no_header && binding->n_scores > 0;

    for (size_t i = 0; i < binding->n_scores; i++)
        is_data = is_data && binding->scores[i].slot != NO_SLOT &&
                  is_number(header->names[binding->columns[binding->scores[i].slot]]);
    for (size_t i = 0; i < binding->n_labels; i++)
        is_data = is_data &&
                  (binding->labels[i].slot == NO_SLOT ||
                   is_label(header->names[binding->columns[binding->labels[i].slot]]));
    if (is_data)
        notes_addf(
            loader->notes,
            "The first line of %s looks like a study, not like names of columns: it "
            "is not evaluated. If the file has no header, say --no-header.",
            header->file);
}
