/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <signal.h>

#include "cli/command.h"

int main(int argc, char **argv)
{
    gsl_set_error_handler_off(); /* GSL would abort; statuses are checked where they matter */
    signal(
        SIGPIPE,
        SIG_IGN); /* a closed pipe is an error of write(), which emit() takes for the reader's wish */
    return commands_main(argc, argv);
}
