/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of a report, drawn as `plot` draws them. */
#ifndef PROCTOR_CLI_REPORT_PICTURES_H
#define PROCTOR_CLI_REPORT_PICTURES_H

#include "base/err.h"
#include "cli/session.h"
#include "eval/drawing.h"
#include "plot/script.h"
#include "report/present_report.h"

enum { REPORT_MOST_PICTURES = 8 };

struct report_pictures {
    struct report_picture items[REPORT_MOST_PICTURES];
    size_t n;
};

/* Draws those that there are numbers for, from the session's results and the curves of the whole cohort. Without gnuplot each says why it is
 * missing. `output` is the path of a Markdown report, beside which the pictures will lie; NULL: they go into the page. */
void report_pictures_draw(struct report_pictures *pictures,
                          const struct session *session, const struct drawing *drawing,
                          const char *output);

/* Writes the pictures of a Markdown report beside it. */
enum err_code report_pictures_write(const struct report_pictures *pictures,
                                    const char *output, struct err *err);
void report_pictures_release(struct report_pictures *pictures);

#endif
