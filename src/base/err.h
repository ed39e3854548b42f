/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors as values: library code never prints and never exits.
 *
 * Fallible functions return `enum err_code` and take `struct err *err` last. They fill it with
 * err_set(), which returns the code, so that `return err_set(err, ERR_INPUT, "...")` is one line.
 * A zeroed struct means no error. Only main() prints it, as "proctor: text" and "  hint: hint".
 *
 * A message names place, thing, value and rule: "scores.csv:17: column 'score': 'abc' is not a number".
 * It never contains a study id, a patient id or free text from the data.
 */
#ifndef PROCTOR_BASE_ERR_H
#define PROCTOR_BASE_ERR_H

enum err_code {
    ERR_OK = 0,
    ERR_USAGE, /* the command line is wrong */
    ERR_INPUT, /* a file says something that cannot be used */
    ERR_IO,    /* a file cannot be read or written */
};

/* Exit statuses of the program; part of its interface (proctor.1, EXIT STATUS). */
enum exit_status {
    EXIT_DONE = 0,          /* done; a gate passed */
    EXIT_FAILED = 1,        /* a gate failed */
    EXIT_NOT_EVALUATED = 2, /* usage, input or I/O error: nothing was judged */
    EXIT_INCONCLUSIVE = 3,  /* a gate is inconclusive */
};

struct err {
    enum err_code code;
    char text[2048];
    char hint[1024]; /* what to type; empty if there is nothing to advise */
};

/* Fills `err` with a formatted text (cut, never overrun) and an empty hint. Returns `code`. */
enum err_code err_set(struct err *err, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds or replaces the hint of a set error. Returns the error's code. */
enum err_code err_hint(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
