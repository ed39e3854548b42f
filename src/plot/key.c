/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/key.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/numfmt.h"

/* Inches. */
static const double line_height = 0.19, sample_width = 0.45, gap = 0.1;

void key_add(struct key *key, enum key_sample sample, const char *look,
             const char *text)
{
    if (!*text)
        return;
    key->entries =
        xgrow(key->entries, &key->capacity, key->n + 1, sizeof *key->entries);
    key->entries[key->n++] = (struct key_entry){sample, xstrdup(look), xstrdup(text)};
    key->text_width = fmax(key->text_width, script_text_width(text, SCRIPT_SMALL));
}

void key_release(struct key *key)
{
    for (size_t i = 0; i < key->n; i++) {
        free(key->entries[i].look);
        free(key->entries[i].text);
    }
    free(key->entries);
    *key = (struct key){0};
}

/* "screen X,screen Y" of a place in inches from the left and the top. */
static void add_place(struct strbuf *out, const struct script_page *page, double x,
                      double y)
{
    char at_x[NUMFMT_SIZE], at_y[NUMFMT_SIZE];

    strbuf_addf(out, "screen %s,screen %s", numfmt_record(at_x, x / page->width),
                numfmt_record(at_y, 1 - y / page->height));
}

static void draw_sample(struct strbuf *out, const struct script_page *page,
                        const struct key_entry *entry, double x, double y)
{
    double half = entry->sample == KEY_BAND ? 0.3 * line_height : 0;

    if (entry->sample == KEY_HEADING)
        return;
    if (entry->sample == KEY_POINT) {
        strbuf_adds(out, "  set label '' at ");
        add_place(out, page, x + sample_width / 2, y);
        script_line(out, " point %s front", entry->look);
        return;
    }
    strbuf_adds(out, entry->sample == KEY_LINE ? "  set arrow from "
                                               : "  set object rectangle from ");
    add_place(out, page, x, y - half);
    strbuf_adds(out, " to ");
    add_place(out, page, x + sample_width, y + half);
    script_line(out, "%s front %s", entry->sample == KEY_LINE ? " nohead" : "",
                entry->look);
}

static void draw(const struct key *key, struct picture *figure, double x, double y)
{
    struct strbuf *out = &figure->body;

    for (size_t i = 0; i < key->n; i++) {
        const struct key_entry *entry = &key->entries[i];
        bool is_heading = entry->sample == KEY_HEADING;
        double at = y + line_height * (double)i;

        draw_sample(out, &figure->page, entry, x, at);
        strbuf_adds(out, "  set label ");
        script_text(out, entry->text);
        strbuf_adds(out, " at ");
        add_place(out, &figure->page, is_heading ? x : x + sample_width + gap, at);
        script_line(out, " left font small noenhanced front");
    }
}

static void draw_box(struct picture *figure, double left, double top, double right,
                     double bottom)
{
    struct strbuf *out = &figure->body;

    strbuf_adds(out, "  set object rectangle from ");
    add_place(out, &figure->page, left, top);
    strbuf_adds(out, " to ");
    add_place(out, &figure->page, right, bottom);
    script_line(out,
                " front fillcolor rgb 'white' fillstyle solid border linecolor rgb "
                "'#DDDDDD'");
}

void key_lay_out(const struct key *key, struct picture *figure,
                 const struct key_layout *layout)
{
    struct script_margins margins = {0.8, 0.3, 0.75, 0.75};
    double width = sample_width + gap + key->text_width;
    double height = line_height * (double)key->n, right, bottom;
    bool is_inside = layout->place == KEY_INSIDE;

    if (!is_inside) {
        margins.right = 0.2 + width + 0.2;
        margins.bottom += fmax(0, height - layout->height);
    }
    figure->page.width = margins.left + layout->width + margins.right;
    figure->page.height = margins.top + layout->height + margins.bottom;
    script_margins(&figure->body, &figure->page, &margins);
    script_line(&figure->body, "set key %s Left reverse noenhanced",
                is_inside ? "bottom right" : "below vertical maxcols 1");
    script_line(&figure->body, "if (fmt eq 'dumb') { set tmargin 4 } else {");
    script_line(&figure->body, "  unset key");
    right = margins.left + layout->width - 0.08;
    bottom = margins.top + layout->height - 0.08;
    if (is_inside) {
        draw_box(figure, right - width - 0.2, bottom - height - 0.06, right, bottom);
        draw(key, figure, right - width - 0.1,
             bottom - height - 0.03 + line_height / 2);
    } else {
        draw(key, figure, margins.left + layout->width + 0.2, margins.top + 0.05);
    }
    script_line(&figure->body, "}");
}
