/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fingerprint of what an operating point of one model and finding can be chosen on: the `source_digest` of points files.
 *
 * SHA-256 over the studies that have a score and a truth, and over nothing else: not their ids and subgroups, not other models,
 * not names, not what --missing makes of studies without a score. So the file that a threshold was chosen on is known again
 * whatever else is asked of it. --where decides which studies there are.
 *
 * The bytes that are hashed; numbers have their highest byte first:
 *
 *   4 bytes   14, then "proctor/pair/1"
 *   a score   of each distinct one, in ascending order: 8 bytes, the double as in the file (also with --score-direction low; --percent
 *             divides; 0 for -0), then 8 bytes: studies without the finding, and 8 bytes: studies with it */
#ifndef PROCTOR_EVAL_PAIR_DIGEST_H
#define PROCTOR_EVAL_PAIR_DIGEST_H

#include "base/sha256_hex.h"
#include "data/cohort.h"

/* O(n). */
void pair_digest(char digest[SHA256_HEX_SIZE], const struct cohort *cohort,
                 struct pair pair);

#endif
