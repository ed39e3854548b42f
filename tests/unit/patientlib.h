/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * F40 with its patients, for the tests of what rests on them.
 */
#ifndef TESTS_UNIT_PATIENTLIB_H
#define TESTS_UNIT_PATIENTLIB_H

#include <stdio.h>
#include <stdlib.h>

#include "stats/clusters.h"
#include "testlib.h"

struct patients {
    double score[40];
    uint8_t is_pos[40];
    uint32_t patient[40];
};

/* data/samples/fixture40.csv: id,patient,label,score,score2,scanner */
static inline struct patients patients_of_f40(void)
{
    struct patients p;
    char *path = source_path("data/samples/fixture40.csv"), line[128];
    FILE *file = fopen(path, "r");
    unsigned patient, label;

    ck_assert_ptr_nonnull(file);
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    for (size_t i = 0; i < 40; i++) {
        ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
        ck_assert_int_eq(
            sscanf(line, "%*[^,],p%u,%u,%lf", &patient, &label, &p.score[i]), 3);
        p.patient[i] = patient;
        p.is_pos[i] = (uint8_t)label;
    }
    fclose(file);
    free(path);
    return p;
}

#endif
