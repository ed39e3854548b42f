/* Run a command and append what it took to a file: seconds by the clock, seconds of
 * processor time, and the peak of its memory in KiB.
 *
 *   measure FILE COMMAND...
 *
 * The exit status is the command's. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int append(const char *path, double elapsed, const struct rusage *usage)
{
    FILE *out = fopen(path, "a");

    if (!out)
        return -1;
    fprintf(out, "%.4f %.4f %ld\n", elapsed,
            seconds(usage->ru_utime) + seconds(usage->ru_stime), usage->ru_maxrss);
    return fclose(out);
}

int main(int argc, char **argv)
{
    double start = now();
    struct rusage usage;
    int status;
    pid_t child;

    if (argc < 3) {
        fputs("usage: measure FILE COMMAND...\n", stderr);
        return 2;
    }
    child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
        perror("measure");
        return 2;
    }
    if (append(argv[1], now() - start, &usage)) {
        perror(argv[1]);
        return 2;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
