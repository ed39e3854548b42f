/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/emit.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "testlib.h"

/* Every test works in a directory of its own. */
static char folder[] = "/tmp/proctor-emit.XXXXXX";

static void enter_folder(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    umask(022);
}

static size_t count_files(bool remove)
{
    DIR *directory = opendir(".");
    struct dirent *entry;
    size_t n = 0;

    while ((entry = readdir(directory))) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        n++;
        if (remove)
            unlink(entry->d_name);
    }
    closedir(directory);
    return n;
}

static void leave_folder(void)
{
    count_files(true);
    ck_assert_int_eq(chdir("/"), 0);
    rmdir(folder);
    memset(folder + sizeof folder - 7, 'X', 6); /* for the next one, with CK_FORK=no */
}

static void write_text(const char *path, const char *text, mode_t mode)
{
    FILE *file = fopen(path, "w");

    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
    chmod(path, mode);
}

static const char *read_text(const char *path)
{
    static char text[256];
    FILE *file = fopen(path, "r");
    size_t n;

    if (!file)
        return "(no file)";
    n = fread(text, 1, sizeof text - 1, file);
    text[n] = '\0';
    fclose(file);
    return text;
}

static mode_t mode_of(const char *path)
{
    struct stat info;

    ck_assert_int_eq(lstat(path, &info), 0);
    return info.st_mode & (S_IFMT | 07777);
}

static enum err_code emit_text(const char *path, const char *text, struct err *err)
{
    struct strbuf sb = STRBUF_INIT;
    enum err_code code;

    *err = (struct err){0};
    strbuf_adds(&sb, text);
    code = emit(path, &sb, err);
    strbuf_release(&sb);
    return code;
}

START_TEST(a_new_file_has_the_mode_of_the_umask)
{
    struct err err;

    ck_assert_int_eq(emit_text("out", "new", &err), ERR_OK);
    ck_assert_str_eq(read_text("out"), "new");
    ck_assert_uint_eq(mode_of("out"), S_IFREG | 0644);
    umask(077);
    ck_assert_int_eq(emit_text("private", "", &err), ERR_OK);
    ck_assert_uint_eq(mode_of("private"), S_IFREG | 0600);
    ck_assert_uint_eq(count_files(false), 2);
}
END_TEST

START_TEST(an_old_file_keeps_its_mode)
{
    struct err err;

    write_text("out", "a much longer old text", 0640);
    ck_assert_int_eq(emit_text("out", "new", &err), ERR_OK);
    ck_assert_str_eq(read_text("out"), "new");
    ck_assert_uint_eq(mode_of("out"), S_IFREG | 0640);
    ck_assert_uint_eq(count_files(false), 1);
}
END_TEST

/* Who has the old file open goes on reading all of it. */
START_TEST(a_reader_never_sees_half_a_file)
{
    char text[16] = "";
    struct err err;
    int fd;

    write_text("out", "old text", 0644);
    fd = open("out", O_RDONLY);
    ck_assert_int_eq(emit_text("out", "new", &err), ERR_OK);
    ck_assert_int_eq(read(fd, text, sizeof text - 1), 8);
    ck_assert_str_eq(text, "old text");
    close(fd);
}
END_TEST

/* A file may be 10 bytes long and no more: as on a disk that is full. */
START_TEST(a_failing_write_keeps_the_old_file)
{
    struct rlimit old, limit;
    struct err err;
    enum err_code code;

    write_text("out", "old", 0644);
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old);
    limit = old;
    limit.rlim_cur = 10;
    setrlimit(RLIMIT_FSIZE, &limit);
    code = emit_text("out", "a text that is longer than ten bytes", &err);
    setrlimit(RLIMIT_FSIZE, &old);
    ck_assert_int_eq(code, ERR_IO);
    assert_err_text("out: cannot write: ", &err);
    ck_assert_str_eq(read_text("out"), "old");
    ck_assert_uint_eq(count_files(false), 1); /* nothing is left beside it */
}
END_TEST

START_TEST(a_link_stays_and_its_target_is_replaced)
{
    struct err err;

    write_text("target", "old", 0600);
    ck_assert_int_eq(symlink("target", "link"), 0);
    ck_assert_int_eq(emit_text("link", "new", &err), ERR_OK);
    ck_assert_str_eq(read_text("target"), "new");
    ck_assert_uint_eq(mode_of("target"), S_IFREG | 0600);
    ck_assert_uint_eq(mode_of("link") & S_IFMT, S_IFLNK);
    ck_assert_uint_eq(count_files(false), 2);
}
END_TEST

static void *read_fifo(void *text)
{
    FILE *file = fopen("fifo", "r");

    if (fread(text, 1, 15, file) == 0)
        memcpy(text, "nothing", 8);
    fclose(file);
    return NULL;
}

START_TEST(pipes_and_devices_are_written_directly)
{
    char text[16] = "";
    pthread_t reader;
    struct err err;

    ck_assert_int_eq(mkfifo("fifo", 0600), 0);
    ck_assert_int_eq(pthread_create(&reader, NULL, read_fifo, text), 0);
    ck_assert_int_eq(emit_text("fifo", "through", &err), ERR_OK);
    pthread_join(reader, NULL);
    ck_assert_str_eq(text, "through");
    ck_assert_uint_eq(mode_of("fifo") & S_IFMT, S_IFIFO);
    ck_assert_int_eq(emit_text("/dev/null", "away", &err), ERR_OK);
}
END_TEST

START_TEST(what_cannot_be_opened_is_named)
{
    char path[5000];
    struct err err;

    ck_assert_int_eq(emit_text("nowhere/out", "x", &err), ERR_IO);
    assert_err_text("nowhere/out: cannot create a file beside it: ", &err);
    ck_assert_int_eq(emit_text(".", "x", &err), ERR_IO);
    assert_err_text(".: cannot open for writing: ", &err);
    memset(path, 'p', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    ck_assert_int_eq(emit_text(path, "x", &err), ERR_IO);
    ck_assert_uint_eq(count_files(false), 0);
}
END_TEST

/* Standard output in a process's own place, with a reader that has gone. */
START_TEST(a_reader_that_has_gone_is_no_error)
{
    int ends[2], saved = dup(STDOUT_FILENO);
    enum err_code code;
    struct err err;

    signal(SIGPIPE, SIG_IGN);
    ck_assert_int_eq(pipe(ends), 0);
    close(ends[0]);
    dup2(ends[1], STDOUT_FILENO);
    close(ends[1]);
    code = emit_text(NULL, "nobody reads this", &err);
    dup2(saved, STDOUT_FILENO);
    close(saved);
    ck_assert_int_eq(code, ERR_OK);
}
END_TEST

START_TEST(standard_output_is_null_or_a_dash)
{
    const char *const names[] = {NULL, "-"};

    for (size_t i = 0; i < 2; i++) {
        int fd = open("stdout", O_RDWR | O_CREAT | O_TRUNC, 0600),
            saved = dup(STDOUT_FILENO);
        enum err_code code;
        struct err err;

        dup2(fd, STDOUT_FILENO);
        code = emit_text(names[i], "text", &err);
        dup2(saved, STDOUT_FILENO);
        close(saved);
        close(fd);
        ck_assert_int_eq(code, ERR_OK);
        ck_assert_str_eq(read_text("stdout"), "text");
    }
    ck_assert_str_eq(read_text("-"), "(no file)");
}
END_TEST

START_TEST(colour_is_for_terminals_unless_asked_for)
{
    struct output_options options = {.color = COLOR_ALWAYS};
    int saved = dup(STDOUT_FILENO), null = open("/dev/null", O_WRONLY);

    setenv("NO_COLOR", "1", 1);
    ck_assert(emit_in_color(&options));
    options.color = COLOR_NEVER;
    ck_assert(!emit_in_color(&options));
    options.color = COLOR_AUTO;
    ck_assert(!emit_in_color(&options));
    unsetenv("NO_COLOR");
    dup2(null, STDOUT_FILENO);
    ck_assert(!emit_in_color(&options));
    dup2(saved, STDOUT_FILENO);
    options.output = "out";
    ck_assert(!emit_in_color(&options));
    close(saved);
    close(null);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("emit");
    TCase *tc = tcase_create("emit");

    tcase_add_checked_fixture(tc, enter_folder, leave_folder);
    tcase_add_test(tc, a_new_file_has_the_mode_of_the_umask);
    tcase_add_test(tc, an_old_file_keeps_its_mode);
    tcase_add_test(tc, a_reader_never_sees_half_a_file);
    tcase_add_test(tc, a_failing_write_keeps_the_old_file);
    tcase_add_test(tc, a_link_stays_and_its_target_is_replaced);
    tcase_add_test(tc, pipes_and_devices_are_written_directly);
    tcase_add_test(tc, what_cannot_be_opened_is_named);
    tcase_add_test(tc, a_reader_that_has_gone_is_no_error);
    tcase_add_test(tc, standard_output_is_null_or_a_dash);
    tcase_add_test(tc, colour_is_for_terminals_unless_asked_for);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
