/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulation.h"

#include <gsl/gsl_errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/numfmt.h"
#include "base/parallel.h"

static bool take(size_t *number, const char *text)
{
    uint64_t n;

    if (!numfmt_parse_count(text, strlen(text), &n) || n == 0)
        return false;
    *number = (size_t)n;
    return true;
}

/* Numbers in their order, without those that the simulation has not. */
static bool take_all(struct simulation *simulation, int argc, char **argv)
{
    size_t *const numbers[] = {simulation->data_sets ? &simulation->data_sets : NULL,
                               simulation->replicates ? &simulation->replicates : NULL,
                               &simulation->n_threads};
    int at = 1;

    for (size_t i = 0; i < 3 && at < argc; i++)
        if (numbers[i] && !take(numbers[i], argv[at++]))
            return false;
    return at == argc;
}

bool simulation_begin(struct simulation *simulation, int argc, char **argv)
{
    gsl_set_error_handler_off();
    simulation->n_threads = parallel_processors();
    if (!take_all(simulation, argc, argv)) {
        fprintf(stderr, "usage: %s%s%s [THREADS]\n", simulation->name,
                simulation->data_sets ? " [DATA-SETS]" : "",
                simulation->replicates ? " [REPLICATES]" : "");
        return false;
    }
    printf("# tests/slow/%s", simulation->name);
    if (simulation->data_sets)
        printf(" %zu", simulation->data_sets);
    if (simulation->replicates)
        printf(" %zu", simulation->replicates);
    printf(" > tests/slow/%s\n", simulation->table);
    return true;
}

void simulation_print_sets(const struct simulation *simulation)
{
    printf("# %zu data sets a design, %zu replicates each, nominal coverage 95 %%\n",
           simulation->data_sets, simulation->replicates);
}
