/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks out. A renderer is one function; the table of output formats in cli/emit.c names it. */
#ifndef PROCTOR_REPORT_RENDERERS_H
#define PROCTOR_REPORT_RENDERERS_H

#include "base/strbuf.h"
#include "report/report.h"

enum { TEXT_WIDTH = 80 };

/* For a terminal or a page of fixed width. `color` marks headings with ANSI sequences; nothing else differs. Breaks lines
 * within cells of tables that would be too wide. */
void render_text(struct strbuf *out, struct report *report, bool color);

/* GitHub-flavoured Markdown; pictures by the names of their files. */
void render_markdown(struct strbuf *out, const struct report *report);

/* One HTML page that needs nothing else: no script, no network, pictures within. For screens wide and narrow, light and dark, for
 * paper and for screen readers. `title` is that of the window. */
void render_html(struct strbuf *out, const struct report *report, const char *title);

#endif
