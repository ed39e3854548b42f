/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/gnuplot.h"

#include <string.h>

#include "base/numfmt.h"
#include "plot/glyphs.h"
#include "plot/program.h"

static enum err_code advise(struct err *err)
{
    return err_hint(err, "install it: apt install gnuplot-nox, dnf install gnuplot or "
                         "brew install gnuplot");
}

/* "gnuplot 5.4 patchlevel 4" */
static enum err_code check_version(const char *text, struct err *err)
{
    static const char prefix[] = "gnuplot ";
    size_t length;
    double version;

    if (strncmp(text, prefix, sizeof prefix - 1) != 0)
        return err_set(err, ERR_IO, "gnuplot does not say its version");
    text += sizeof prefix - 1;
    length = strspn(text, "0123456789.");
    if (!numfmt_parse(text, length, '.', &version) || version < 5.4) {
        err_set(err, ERR_IO, "gnuplot is version %.*s: pictures need 5.4 or later",
                (int)(length < 20 ? length : 20), text);
        return advise(err);
    }
    return ERR_OK;
}

/* The date at which cairo wrote a PDF, as long as before: the table of offsets stays right. */
static void fix_date(struct strbuf *picture)
{
    static const char mark[] = "/CreationDate (D:", date[] = "19700101000000";

    for (size_t i = 0; i + sizeof mark + sizeof date < picture->length; i++)
        if (!memcmp(picture->text + i, mark, sizeof mark - 1)) {
            memcpy(picture->text + i + sizeof mark - 1, date, sizeof date - 1);
            return;
        }
}

/* As characters gnuplot fills lines up to its width, counted in bytes: longer ones would be broken. */
static void trim_lines(struct strbuf *picture)
{
    size_t length = 0, end = 0; /* so far, and without blanks at the end */

    for (size_t i = 0; i < picture->length; i++) {
        char c = picture->text[i];

        if (c == '\f')
            continue;
        if (c == '\n')
            length = end;
        picture->text[length++] = c;
        if (c != ' ')
            end = length;
    }
    if (picture->length)
        picture->text[picture->length = end] = '\0';
}

static enum err_code draw(struct strbuf *picture, char *path,
                          const struct strbuf *script, const char *format,
                          bool *replaces, struct err *err)
{
    char settings[] = "--default-settings", version[] = "--version";
    struct strbuf input = STRBUF_INIT, said = STRBUF_INIT;
    int status = 0;

    if (program_run((char *[]){path, version, NULL}, &input, &said, &status, err) ||
        check_version(said.text, err))
        goto out;
    strbuf_addf(&input, "fmt = '%s'; out = ''\n", format);
    *replaces = strcmp(format, "png") == 0 || strcmp(format, "pdf") == 0
                    ? glyphs_replace_missing(&input, script->text)
                    : false;
    if (!*replaces)
        strbuf_add(&input, script->text, script->length);
    if (program_run((char *[]){path, settings, NULL}, &input, picture, &status, err))
        goto out;
    if (status != 0 || !picture->length)
        err_set(err, ERR_IO, "gnuplot cannot draw the picture");
    else if (!strcmp(format, "pdf"))
        fix_date(picture);
    else if (!strcmp(format, "dumb"))
        trim_lines(picture);
out:
    strbuf_release(&input);
    strbuf_release(&said);
    return err->code;
}

enum err_code gnuplot_draw(struct strbuf *picture, const struct strbuf *script,
                           const char *format, struct notes *notes, struct err *err)
{
    bool replaces = false;
    struct strbuf path = STRBUF_INIT;

    if (program_find(&path, "gnuplot")) {
        draw(picture, path.text, script, format, &replaces, err);
    } else {
        err_set(err, ERR_IO,
                "pictures are drawn by gnuplot 5.4 or later, and there is "
                "none in PATH");
        advise(err);
    }
    if (replaces && notes && !err->code)
        notes_addf(notes,
                   "No font on this computer has some of the characters of names: "
                   "the picture has their codes instead, such as [5317..9662]. "
                   "Install a font that has them, or draw SVG, which leaves the "
                   "font to the program that shows it.");
    strbuf_release(&path);
    return err->code;
}
