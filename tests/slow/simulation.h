/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the simulations of this folder share: their command line, and the head of the table that they print.
 *
 * Each is run as NAME [DATA-SETS [REPLICATES [THREADS]]], as far as it has these. Its table is the same for any number of threads, and its
 * first line says with which arguments it was made: "make check-tables" runs that again. */
#ifndef TESTS_SLOW_SIMULATION_H
#define TESTS_SLOW_SIMULATION_H

#include <stdbool.h>
#include <stddef.h>

struct simulation {
    const char *name;             /* "slow_gap" */
    const char *table;            /* "gap.txt" */
    size_t data_sets, replicates; /* unless others are typed; 0: has none */
    size_t n_threads;             /* 0: as many as there are processors */
};

/* Takes the command line over and prints the first line of the table. False after a message about usage. */
bool simulation_begin(struct simulation *simulation, int argc, char **argv);

/* "# 800 data sets a design, 500 replicates each, nominal coverage 95 %" */
void simulation_print_sets(const struct simulation *simulation);

#endif
