/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quoting for every output format: the only place where text from the data meets a syntax. Text is UTF-8; what is not is replaced by
 * U+FFFD. Control characters never reach a terminal. */
#ifndef PROCTOR_REPORT_ESCAPE_H
#define PROCTOR_REPORT_ESCAPE_H

#include <stddef.h>

#include "base/strbuf.h"

/* A CSV field (RFC 4180): quoted if it holds the delimiter, a quote, a line end, or blanks at an end. */
void escape_csv(struct strbuf *out, const char *text);

/* A TSV field: tab, newline, carriage return and backslash as \t \n \r \\. */
void escape_tsv(struct strbuf *out, const char *text);

/* A JSON string with its quotes. */
void escape_json(struct strbuf *out, const char *text);

/* A cell of a Markdown table: | ` * _ < > [ ] \ escaped, line ends as blanks. */
void escape_markdown(struct strbuf *out, const char *text);

/* Text or attribute value of HTML and XML: & < > " ' as references, control characters as '?', line ends as blanks. */
void escape_html(struct strbuf *out, const char *text);

/* Text or an attribute of XML 1.0: & < > and quotes as entities, line ends and tabs as character references (an attribute would lose them); what
 * XML 1.0 cannot hold (control characters, surrogates) as U+FFFD. */
void escape_xml(struct strbuf *out, const char *text);

/* A workflow command of GitHub's: % and line ends as %25 %0D %0A, in a property also : and , as %3A %2C; other control characters as '?'. */
enum annotation_part { ANNOTATION_MESSAGE, ANNOTATION_PROPERTY };
void escape_annotation(struct strbuf *out, const char *text, enum annotation_part part);

/* For a terminal: control characters (also C1 and bidirectional overrides) as '?', line ends as blanks. */
void escape_terminal(struct strbuf *out, const char *text);

/* A gnuplot string in single quotes, quotes doubled: nothing in it is run or replaced, provided that it is drawn `noenhanced`. Line ends as
 * blanks; other control characters are left out. Text with Hebrew or Arabic starts with U+200E: the line runs from left to right. */
void escape_gnuplot(struct strbuf *out, const char *text);

/* Adds U+200E if the text, which stands before, has Hebrew or Arabic: numbers that follow stay right of it. */
void escape_end_leftwards(struct strbuf *out, const char *text);

/* At most `columns` (at least 3) of the text: what is too long loses its middle, since names differ at both ends. Line ends as blanks, no
 * escaping. */
void escape_shorten(struct strbuf *out, const char *text, size_t columns);

/* Columns that the text takes on a terminal: code points, combining marks as 0, wide East Asian characters as 2. */
size_t escape_width(const char *text);

#endif
