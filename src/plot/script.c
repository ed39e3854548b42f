/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/script.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "base/numfmt.h"
#include "report/escape.h"

const char *picture_format_name(enum picture_format format)
{
    static const char *const names[] = {"svg", "png", "pdf"};

    return names[format];
}

void script_line(struct strbuf *out, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    strbuf_addvf(out, format, args);
    va_end(args);
    strbuf_addc(out, '\n');
}

void script_text(struct strbuf *out, const char *text)
{
    escape_gnuplot(out, text);
}

void script_number(struct strbuf *out, double x)
{
    char number[NUMFMT_SIZE];

    strbuf_adds(out, isnan(x) ? "NaN" : numfmt_record(number, x));
}

void script_block(struct strbuf *out, const char *name)
{
    script_line(out, "$%s << EOD", name);
}

void script_row(struct strbuf *out, const double *numbers, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i)
            strbuf_addc(out, ' ');
        script_number(out, numbers[i]);
    }
    strbuf_addc(out, '\n');
}

void script_block_end(struct strbuf *out)
{
    strbuf_adds(out, "EOD\n");
}

/* The name of a picture in another format: its own, with another ending. */
static void add_file_names(struct strbuf *out, const struct script_page *page)
{
    const char *ending = picture_format_name(page->format);
    const char *dot = strrchr(page->file, '.');
    struct strbuf stem = STRBUF_INIT;

    strbuf_add(&stem, page->file,
               dot && dot > page->file ? (size_t)(dot - page->file)
                                       : strlen(page->file));
    script_line(out, "if (!exists(\"fmt\")) fmt = '%s'", ending);
    strbuf_adds(out, "if (!exists(\"out\")) out = fmt eq '");
    strbuf_adds(out, ending);
    strbuf_adds(out, "' ? ");
    script_text(out, page->file);
    strbuf_adds(out, " : ");
    script_text(out, stem.text);
    strbuf_adds(out, ".'.'.fmt\n");
    strbuf_release(&stem);
}

/* Okabe and Ito's colours, which the colour-blind can tell apart; dashes and shapes differ for those who print in grey. */
static const char look[] =
    "if (!exists(\"font\")) font = 'sans-serif'\n"
    "size = fmt eq 'svg' ? 13 : 10\n"
    "scale = fmt eq 'svg' ? 0.7 : 1  # of points\n"
    "normal = sprintf('%s,%g', font, size)\n"
    "small = sprintf('%s,%g', font, 0.88 * size)\n"
    "if (fmt eq 'svg') {\n"
    "  set terminal svg size 96*width,96*height dynamic background rgb 'white' "
    "font normal dashlength 1.2 noenhanced rounded\n"
    "}\n"
    "if (fmt eq 'png') {\n"
    "  set terminal pngcairo size 200*width,200*height background rgb 'white' "
    "font normal fontscale 2 linewidth 2 pointscale 2 dashlength 2.4 noenhanced "
    "rounded\n"
    "}\n"
    "if (fmt eq 'pdf') {\n"
    "  set terminal pdfcairo size width in,height in background rgb 'white' fontscale "
    "0.71 "
    "font normal linewidth 1.3 pointscale 0.7 dashlength 1.8 noenhanced rounded\n"
    "}\n"
    "if (fmt eq 'dumb') { set terminal dumb size 79,36 noenhanced nofeed }\n"
    "if (out ne '') { set output out }\n"
    "set encoding utf8\n"
    "set border 3 linecolor rgb '#444444' linewidth 0.8\n"
    "set tics nomirror out scale 0.6 textcolor rgb '#222222'\n"
    "set grid back linecolor rgb '#DDDDDD' linewidth 0.6 dashtype 1\n"
    "set clip two\n"
    "set samples 2  # functions are straight lines\n";

void script_head(struct strbuf *out, const struct script_page *page)
{
    script_line(out, "# %s, drawn by gnuplot 5.4 or later.", page->what);
    script_line(out,
                "# 'gnuplot -e \"fmt = ''pdf''\" FILE' draws it in another format: "
                "svg, png, pdf, dumb.");
    add_file_names(out, page);
    strbuf_adds(out, "width = ");
    script_number(out, page->width);
    strbuf_adds(out, "; height = ");
    script_number(out, page->height);
    strbuf_adds(out, "  # inches\n");
    strbuf_adds(out, look);
}

void script_line_types(struct strbuf *out, size_t n)
{
    static const char *const colors[] = {"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                         "#E69F00", "#56B4E9", "#000000"};
    static const char *const dashes[] = {"solid", "'-'", SCRIPT_DOTTED,
                                         "'-.'",  "'_'", "'_.'"};
    static const int shapes[] = {7, 5, 9, 11, 13, 15, 6, 4, 8, 10, 12};

    for (size_t i = 0; i < n; i++)
        script_line(out,
                    "set linetype %zu linecolor rgb '%s' linewidth 1.8 dashtype %s "
                    "pointtype %d",
                    i + 1, colors[i % 7], dashes[i % 6], shapes[i % 11]);
}

static void set_margin(struct strbuf *out, const char *side, double at)
{
    char number[NUMFMT_SIZE];

    script_line(out, "  set %s at screen %s", side, numfmt_record(number, at));
}

void script_margins(struct strbuf *out, const struct script_page *page,
                    const struct script_margins *margins)
{
    script_line(out, "if (fmt ne 'dumb') {");
    set_margin(out, "lmargin", margins->left / page->width);
    set_margin(out, "rmargin", 1 - margins->right / page->width);
    set_margin(out, "tmargin", 1 - margins->top / page->height);
    set_margin(out, "bmargin", margins->bottom / page->height);
    script_line(out, "}");
}

double script_text_width(const char *text, double scale)
{
    double width = 0.071 * (double)escape_width(text);

    for (; *text; text++)
        if ((*text >= 'A' && *text <= 'Z') || strchr("mw%@+", *text) ||
            !strncmp(text, "−", strlen("−")))
            width += 0.025;
    return scale * width;
}
