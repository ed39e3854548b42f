/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/emit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "report/escape.h"

/* The only mutable file-scope variables of the program: a signal handler can reach nothing else. */
static char temporary_path[4096];
static volatile sig_atomic_t temporary_exists;

static void remove_temporary(int number)
{
    if (temporary_exists)
        unlink(temporary_path);
    signal(number, SIG_DFL);
    raise(number);
}

static void watch_signals(void (*handler)(int))
{
    signal(SIGINT, handler);
    signal(SIGTERM, handler);
    signal(SIGHUP, handler);
}

static enum err_code write_all(int fd, const char *name, const struct strbuf *text,
                               struct err *err)
{
    size_t done = 0;

    while (done < text->length) {
        ssize_t n = write(fd, text->text + done, text->length - done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EPIPE)
            return ERR_OK;
        if (n < 0)
            return err_set(err, ERR_IO, "%s: cannot write: %s", name, strerror(errno));
        done += (size_t)n;
    }
    return ERR_OK;
}

static enum err_code finish(int fd, const char *name, enum err_code code,
                            struct err *err)
{
    if (close(fd) != 0 && !code)
        return err_set(err, ERR_IO, "%s: cannot write: %s", name, strerror(errno));
    return code;
}

static enum err_code emit_directly(const char *path, int how, const struct strbuf *text,
                                   struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | how, 0666);

    if (fd < 0)
        return err_set(err, ERR_IO, "%s: cannot open for writing: %s", path,
                       strerror(errno));
    return finish(fd, path, write_all(fd, path, text, err), err);
}

/* As open() with mode 0666 would have made it; an existing file keeps its mode. */
static void set_mode(int fd, const struct stat *old)
{
    mode_t mask = umask(0);

    umask(mask);
    if (fchmod(fd, old ? old->st_mode & 07777 : 0666 & ~mask) != 0)
        return; /* a file system without modes: the content is what counts */
}

static enum err_code emit_atomically(const char *path, const struct stat *old,
                                     const struct strbuf *text, struct err *err)
{
    enum err_code code;
    int fd;

    if (snprintf(temporary_path, sizeof temporary_path, "%s.XXXXXX", path) >=
        (int)sizeof temporary_path)
        return err_set(err, ERR_IO, "%s: the path is too long", path);
    fd = mkstemp(temporary_path);
    if (fd < 0)
        return err_set(err, ERR_IO, "%s: cannot create a file beside it: %s", path,
                       strerror(errno));
    temporary_exists = 1;
    watch_signals(remove_temporary);
    set_mode(fd, old);
    code = finish(fd, path, write_all(fd, path, text, err), err);
    if (!code && rename(temporary_path, path) != 0)
        code = err_set(err, ERR_IO, "%s: cannot replace: %s", path, strerror(errno));
    if (code)
        unlink(temporary_path);
    temporary_exists = 0;
    watch_signals(SIG_DFL);
    return code;
}

enum err_code emit(const char *path, const struct strbuf *text, struct err *err)
{
    struct stat info;
    char *real;
    enum err_code code;

    if (!path || !strcmp(path, "-"))
        return write_all(STDOUT_FILENO, "standard output", text, err);
    if (stat(path, &info) != 0)
        return emit_atomically(path, NULL, text, err);
    if (!S_ISREG(info.st_mode))
        return emit_directly(path, O_TRUNC, text, err);
    real = realpath(path, NULL); /* replace the file a link points to, not the link */
    code = emit_atomically(real ? real : path, &info, text, err);
    free(real);
    return code;
}

enum err_code emit_append(const char *path, const struct strbuf *text, struct err *err)
{
    return emit_directly(path, O_APPEND, text, err);
}

void emit_notes(const struct notes *notes, const struct output_options *options)
{
    struct strbuf text = STRBUF_INIT;

    for (size_t i = 0; i < notes->n && !options->quiet; i++) {
        strbuf_reset(&text);
        escape_terminal(&text, notes->texts[i]);
        fprintf(stderr, "note: %s\n", text.text);
    }
    strbuf_release(&text);
}

bool emit_in_color(const struct output_options *options)
{
    const char *no_color = getenv("NO_COLOR");

    if (options->color != COLOR_AUTO)
        return options->color == COLOR_ALWAYS;
    return !options->output && isatty(STDOUT_FILENO) && !(no_color && *no_color);
}
