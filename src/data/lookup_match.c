/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why the keys of two files do not match. */
#include <ctype.h>
#include <string.h>

#include "base/strbuf.h"
#include "data/lookup.h"

/* 1.2E+12 */
static bool looks_damaged(const char *id)
{
    size_t digits = strspn(id, "0123456789");
    const char *rest = id + digits;

    if (digits == 0)
        return false;
    if (*rest == '.' || *rest == ',')
        rest += 1 + strspn(rest + 1, "0123456789");
    return (*rest == 'E' || *rest == 'e') && rest[1] == '+' &&
           rest[2 + strspn(rest + 2, "0123456789")] == '\0';
}

static bool any_damaged(const struct intern *ids)
{
    for (uint32_t i = 0; i < ids->n; i++)
        if (looks_damaged(ids->strings[i]))
            return true;
    return false;
}

/* The id without what exports tend to change: case, leading zeros, a trailing ".0", a folder and a file ending. */
static void simplify(struct strbuf *out, const char *id)
{
    size_t length;

    strbuf_reset(out);
    id = strrchr(id, '/') ? strrchr(id, '/') + 1 : id;
    id += strspn(id, "0");
    for (; *id; id++)
        strbuf_addc(out, (char)tolower((unsigned char)*id));
    length = out->length;
    if (length > 2 && !strcmp(out->text + length - 2, ".0"))
        length -= 2;
    for (size_t i = length; i-- > 0 && length - i <= 5;)
        if (out->text[i] == '.' && isalpha((unsigned char)out->text[i + 1])) {
            length = i;
            break;
        }
    if (out->capacity)
        out->text[length] = '\0';
    out->length = length;
}

static bool match_simplified(const struct intern *a, const struct intern *b)
{
    struct intern simple = {0};
    struct strbuf id = STRBUF_INIT;
    bool found = false;

    for (uint32_t i = 0; i < a->n; i++) {
        simplify(&id, a->strings[i]);
        intern_add(&simple, id.text, id.length);
    }
    for (uint32_t i = 0; i < b->n && !found; i++) {
        simplify(&id, b->strings[i]);
        found = intern_find(&simple, id.text, id.length) != INTERN_NONE;
    }
    intern_release(&simple);
    strbuf_release(&id);
    return found;
}

static char *explain_damage(const char *whose)
{
    struct strbuf why = STRBUF_INIT;

    strbuf_addf(&why,
                "ids of the %s look like 1.2E+12: a spreadsheet has turned them into "
                "numbers; export the column as text",
                whose);
    return strbuf_detach(&why);
}

char *lookup_explain_no_match(const struct lookup *lookup,
                              const struct intern *prediction_keys)
{
    struct strbuf why = STRBUF_INIT;

    if (any_damaged(prediction_keys))
        return explain_damage("predictions");
    if (any_damaged(&lookup->keys))
        return explain_damage(lookup->what);
    if (!match_simplified(&lookup->keys, prediction_keys))
        return NULL;
    strbuf_adds(&why, "they would match without leading zeros, '.0', folders, file "
                      "endings or differences in case: make the ids the same in both "
                      "files");
    return strbuf_detach(&why);
}
