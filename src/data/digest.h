/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingerprints of the studies used: SHA-256 over a canonical table, equal for every order of rows, dialect and number of
 * threads, and for repeated or counted rows (--freq). eval/pair_digest.h has the one of a model and finding.
 *
 * The bytes that are hashed, so that another program can check a digest (tests/cli/evaluate-digest.t does). Numbers have
 * their highest byte first; a text is its length in bytes (4 bytes), then its bytes (UTF-8).
 *
 *   text      "proctor/cohort/1" or "proctor/studies/1"
 *   4 bytes   number of columns
 *   a column  1 byte: its kind, then its name as a text; in the order of kinds below, names of a kind in the order of bytes
 *       i     study id, if --id was given; no name; with --unit the first of the study's ids in the order of bytes
 *       p     patient, if --patient was given; no name
 *       s     a model's score; the model
 *       l     a finding's label; the finding
 *       g     a subgroup; the name as in records ("scanner*sex")
 *   a row     of each distinct one, in the order of bytes: its fields in the order of columns, then 8 bytes: how many studies have it
 *       i, p  text (empty: no patient id)
 *       s     8 bytes: the double as in the file (also with --score-direction low; --percent divides), 0 for -0,
 *             7ff8000000000000 where it is missing
 *       l     1 byte: 0 absent, 1 present, 2 no truth, 3 excluded by --exclude
 *       g     level as a text, as in records */
#ifndef PROCTOR_DATA_DIGEST_H
#define PROCTOR_DATA_DIGEST_H

#include "base/sha256_hex.h"
#include "data/binding.h"
#include "data/cohort.h"

/* Everything that the results rest on: all rows selected by --where, also those without score or truth. The cohort must have been
 * loaded with its ids (load_wish). O(n log n) time; memory for a copy of the rows. */
void cohort_digest(char digest[SHA256_HEX_SIZE], const struct cohort *cohort,
                   const struct binding *binding);

/* Only ids and labels: are these the same studies, whatever the model? Empty without --id. */
void studies_digest(char digest[SHA256_HEX_SIZE], const struct cohort *cohort,
                    const struct binding *binding);

#endif
