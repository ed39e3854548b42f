/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/plot_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "cli/emit.h"
#include "plot/gnuplot.h"

/* ".svg" of "a/b.svg", "" of "a.b/c". */
static const char *ending_of(const char *path)
{
    const char *name = path_base(path), *dot = strrchr(name, '.');

    return dot && dot > name ? dot : "";
}

static char *with_ending(const char *path, const char *ending)
{
    struct strbuf text = STRBUF_INIT;

    strbuf_add(&text, path, strlen(path) - strlen(ending_of(path)));
    strbuf_addf(&text, ".%s", ending);
    return strbuf_detach(&text);
}

static bool format_by_name(enum plot_format *format, const char *path)
{
    static const char *const endings[] = {"", ".svg", ".png", ".pdf", ".gp"};

    for (int i = PLOT_SVG; i <= PLOT_SCRIPT; i++)
        if (!strcmp(ending_of(path), endings[i])) {
            *format = (enum plot_format)i;
            return true;
        }
    return false;
}

static enum err_code choose_format(enum plot_format *format,
                                   const struct options *options, struct err *err)
{
    const char *output = options->output.output;

    *format = (enum plot_format)options->plot.format;
    if (*format != PLOT_BY_NAME || !output || format_by_name(format, output))
        return ERR_OK;
    err_set(err, ERR_USAGE, "--output: '%s' does not tell the format of the picture",
            output);
    return err_hint(err, "end it in .svg, .png or .pdf (or .gp for the script alone), "
                         "or say -f svg");
}

static enum err_code check_paths(const struct plot_files *files,
                                 const struct options *options, struct err *err)
{
    const char *data = options->plot.data;

    if (options_check_output(options, "--output", files->script, err) ||
        options_check_output(options, "--data", data, err))
        return err->code;
    if (data && ((files->picture && !strcmp(data, files->picture)) ||
                 (files->script && !strcmp(data, files->script))))
        return err_set(err, ERR_USAGE, "--data: %s is written by --output", data);
    return ERR_OK;
}

enum err_code plot_files_init(struct plot_files *files, const struct options *options,
                              struct err *err)
{
    const char *output = options->output.output;
    enum plot_format format;

    *files = (struct plot_files){0};
    if (choose_format(&format, options, err))
        return err->code;
    if (!output && format == PLOT_BY_NAME && !options->plot.in_terminal &&
        !options->plot.data) {
        err_set(err, ERR_USAGE, "nothing is asked for");
        return err_hint(err, "-o FILE.svg for a picture, --term to see it here, --data "
                             "FILE.csv for the numbers");
    }
    if (output && !strcmp(output, "-"))
        output = NULL;
    files->picture = output;
    files->is_script = format == PLOT_SCRIPT;
    files->draws = format == PLOT_SVG || format == PLOT_PNG || format == PLOT_PDF;
    files->format =
        files->draws ? (enum picture_format)(format - PLOT_SVG) : PICTURE_SVG;
    if (output)
        files->script =
            format == PLOT_SCRIPT ? xstrdup(output) : with_ending(output, "gp");
    files->name = files->draws && output ? xstrdup(path_base(output))
                  : output               ? with_ending(path_base(output), "svg")
                                         : NULL;
    if (!files->name) {
        files->name = with_ending("proctor", picture_format_name(files->format));
    }
    if (output && files->draws && !strcmp(files->script, output))
        return err_set(err, ERR_USAGE, "--output: %s is the name of the script",
                       output);
    return check_paths(files, options, err);
}

void plot_files_release(struct plot_files *files)
{
    free(files->script);
    free(files->name);
    *files = (struct plot_files){0};
}

void plot_files_script(struct strbuf *out, const struct picture *figure)
{
    script_head(out, &figure->page);
    strbuf_add(out, figure->body.text, figure->body.length);
    strbuf_adds(out, "set output\n");
}

/* What is there, after the reason why there is no picture. */
static enum err_code add_script_to_hint(const struct plot_files *files, struct err *err)
{
    char hint[sizeof err->hint];

    if (!files->script)
        return err->code;
    snprintf(hint, sizeof hint, "%s", err->hint);
    return err_hint(err, "%s%sthe script is written: 'gnuplot %s' draws the picture",
                    hint, *hint ? "; " : "", files->script);
}

enum err_code plot_files_write(const struct plot_files *files,
                               const struct picture *figure, struct notes *notes,
                               struct err *err)
{
    struct strbuf script = STRBUF_INIT, picture = STRBUF_INIT;

    plot_files_script(&script, figure);
    if ((files->script || files->is_script) && emit(files->script, &script, err))
        goto out;
    if (!files->draws)
        goto out;
    if (gnuplot_draw(&picture, &script, picture_format_name(files->format), notes, err))
        add_script_to_hint(files, err);
    else
        emit(files->picture, &picture, err);
out:
    strbuf_release(&script);
    strbuf_release(&picture);
    return err->code;
}
