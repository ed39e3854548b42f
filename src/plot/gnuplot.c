/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/numfmt.h"

extern char **environ;

static enum err_code advise(struct err *err)
{
    return err_hint(err, "install it: apt install gnuplot-nox, dnf install gnuplot or "
                         "brew install gnuplot");
}

/* First executable file of that name in PATH. Empty parts, which mean the current folder, are not looked at. */
static bool find_program(struct strbuf *path, const char *name)
{
    const char *at = getenv("PATH");

    while (at && *at) {
        size_t length = strcspn(at, ":");
        struct stat info;

        strbuf_reset(path);
        strbuf_add(path, at, length);
        strbuf_addf(path, "/%s", name);
        if (length && stat(path->text, &info) == 0 && S_ISREG(info.st_mode) &&
            access(path->text, X_OK) == 0)
            return true;
        at += length + (at[length] == ':');
    }
    return false;
}

/* ---- A child that reads from us and writes to us ------------------------------- */

struct child {
    pid_t pid;
    int to, from; /* -1: closed */
};

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* The child's ends are its standard input and output; what it says on standard error goes nowhere. */
static int spawn(struct child *child, const char *path, char *const *argv, int input,
                 int output)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    int error;

    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    error = posix_spawn(&child->pid, path, &actions, &attributes, argv, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* Ends that no child may inherit by chance. */
static bool make_pipe(int ends[2])
{
    if (pipe(ends) != 0) {
        ends[0] = ends[1] = -1;
        return false;
    }
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

static int start(struct child *child, const char *path, char *const *argv)
{
    int in[2], out[2], error = 0;

    if (!make_pipe(in))
        return errno;
    if (!make_pipe(out))
        error = errno;
    else
        error = spawn(child, path, argv, in[0], out[1]);
    close_fd(&in[0]);
    close_fd(&out[1]);
    child->to = in[1];
    child->from = out[0];
    if (error) {
        close_fd(&child->to);
        close_fd(&child->from);
        return error;
    }
    fcntl(child->to, F_SETFL, O_NONBLOCK);
    return 0;
}

/* Sends what fits; closes at the end, or when the child reads no more. */
static void feed(struct child *child, const struct strbuf *input, size_t *sent)
{
    ssize_t n = write(child->to, input->text + *sent, input->length - *sent);

    if (n > 0)
        *sent += (size_t)n;
    else if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n < 0 || *sent == input->length)
        close_fd(&child->to);
}

static void receive(struct child *child, struct strbuf *output)
{
    char bytes[65536];
    ssize_t n = read(child->from, bytes, sizeof bytes);

    if (n > 0)
        strbuf_add(output, bytes, (size_t)n);
    else if (n == 0 || errno != EINTR)
        close_fd(&child->from);
}

/* Both ways at once: a child that waits for its reader would not read on. */
static void talk(struct child *child, const struct strbuf *input, struct strbuf *output)
{
    size_t sent = 0;

    if (!input->length)
        close_fd(&child->to);
    while (child->from >= 0) {
        struct pollfd ends[2] = {
            {child->from, POLLIN,  0},
            {child->to,   POLLOUT, 0}
        };

        if (poll(ends, 2, -1) < 0) {
            if (errno == EINTR)
                continue;
            break;
        }
        if (child->to >= 0 && ends[1].revents)
            feed(child, input, &sent);
        if (ends[0].revents)
            receive(child, output);
    }
    close_fd(&child->to);
    close_fd(&child->from);
}

/* Runs the program to its end. `status` is 0 if it did well. */
static enum err_code run(char *const *argv, const struct strbuf *input,
                         struct strbuf *output, int *status, struct err *err)
{
    struct child child;
    int error = start(&child, argv[0], argv);

    if (error)
        return err_set(err, ERR_IO, "cannot start gnuplot: %s", strerror(error));
    talk(&child, input, output);
    while (waitpid(child.pid, status, 0) < 0)
        if (errno != EINTR)
            return err_set(err, ERR_IO, "gnuplot: %s", strerror(errno));
    return ERR_OK;
}

/* ---- gnuplot -------------------------------------------------------------------- */

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

static enum err_code draw(struct strbuf *picture, char *path,
                          const struct strbuf *script, const char *format,
                          struct err *err)
{
    char settings[] = "--default-settings", version[] = "--version";
    struct strbuf input = STRBUF_INIT, said = STRBUF_INIT;
    int status = 0;

    if (run((char *[]){path, version, NULL}, &input, &said, &status, err) ||
        check_version(said.text, err))
        goto out;
    strbuf_addf(&input, "fmt = '%s'; out = ''\n", format);
    strbuf_add(&input, script->text, script->length);
    if (run((char *[]){path, settings, NULL}, &input, picture, &status, err))
        goto out;
    if (status != 0 || !picture->length)
        err_set(err, ERR_IO, "gnuplot cannot draw the picture");
    else if (!strcmp(format, "pdf"))
        fix_date(picture);
out:
    strbuf_release(&input);
    strbuf_release(&said);
    return err->code;
}

enum err_code gnuplot_draw(struct strbuf *picture, const struct strbuf *script,
                           const char *format, struct err *err)
{
    struct strbuf path = STRBUF_INIT;

    if (find_program(&path, "gnuplot")) {
        draw(picture, path.text, script, format, err);
    } else {
        err_set(err, ERR_IO,
                "pictures are drawn by gnuplot 5.4 or later, and there is "
                "none in PATH");
        advise(err);
    }
    strbuf_release(&path);
    return err->code;
}
