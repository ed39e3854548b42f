/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of a gate's cases as words: screen, JUnit and annotations say the same. */
#ifndef PROCTOR_REPORT_GATE_CELLS_H
#define PROCTOR_REPORT_GATE_CELLS_H

#include "gate/outcome.h"

/* "808/1,095", "5,979 studies", "" if it is not known. */
void gate_cell_studies(struct strbuf *out, const struct policy_rule *rule,
                       const struct result *record);

/* A case's reason after its numbers: "73.8 % (71.0 to 76.4 %), 808/1,095: the upper limit 76.4 % is below 80 %". */
void gate_cell_case(struct strbuf *out, const struct gate_rule *rule,
                    const struct gate_case *of);

/* A rule's reason with the numbers of its only case, or those of the first five that failed. */
void gate_cell_rule(struct strbuf *out, const struct gate_rule *rule);

#endif
