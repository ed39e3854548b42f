/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/path.h"

extern char **environ;

bool program_find(struct strbuf *path, const char *name)
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

enum err_code program_run(char *const *argv, const struct strbuf *input,
                          struct strbuf *output, int *status, struct err *err)
{
    struct child child;
    int error = start(&child, argv[0], argv);

    if (error)
        return err_set(err, ERR_IO, "cannot start %s: %s", path_base(argv[0]),
                       strerror(error));
    talk(&child, input, output);
    while (waitpid(child.pid, status, 0) < 0)
        if (errno != EINTR)
            return err_set(err, ERR_IO, "%s: %s", path_base(argv[0]), strerror(errno));
    return ERR_OK;
}
