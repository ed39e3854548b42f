/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A gate as a durable record: the document of its first run with the verdict behind the results. */
#ifndef PROCTOR_REPORT_DOCUMENT_GATE_H
#define PROCTOR_REPORT_DOCUMENT_GATE_H

#include "eval/run.h"
#include "gate/outcome.h"

/* `run` is NULL if nothing was evaluated: then there are schema, version, command and verdict. */
void document_write_gate(struct strbuf *out, const struct run *run,
                         const struct gate_outcome *outcome);

#endif
