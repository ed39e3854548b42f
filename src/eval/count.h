/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question behind `proctor count`: how many studies are alike. */
#ifndef PROCTOR_EVAL_COUNT_H
#define PROCTOR_EVAL_COUNT_H

#include "data/count_table.h"

#endif
