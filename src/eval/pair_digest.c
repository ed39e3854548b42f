/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/pair_digest.h"

#include <math.h>

#include "base/canonical.h"
#include "stats/ranked.h"

/* Infinite scores stand for missing ones. */
static void hash_blocks(struct sha256_ctx *context, const struct ranked *ranked,
                        enum score_direction direction)
{
    struct strbuf bytes = STRBUF_INIT;

    canonical_text(&bytes, "proctor/pair/1");
    canonical_hash(context, &bytes);
    for (size_t i = 0; i < ranked->n_blocks; i++) {
        size_t b = direction == SCORE_LOW ? ranked->n_blocks - 1 - i : i;
        double score = ranked->score[b];

        if (isinf(score))
            continue;
        canonical_double(&bytes, direction == SCORE_LOW ? -score : score);
        canonical_uint(&bytes, ranked->neg[b], 8);
        canonical_uint(&bytes, ranked->pos[b], 8);
        canonical_hash(context, &bytes);
    }
    strbuf_release(&bytes);
}

void pair_digest(char digest[SHA256_HEX_SIZE], const struct cohort *cohort,
                 struct pair pair)
{
    struct cohort_choice choice = {.pair = pair, .part = PART_ALL};
    struct cohort_rows rows;
    struct ranked ranked;
    struct sha256_ctx context;

    cohort_select(&rows, cohort, &choice);
    ranked_init(&ranked, &(struct sample){.n = rows.n,
                                          .score = rows.score,
                                          .is_pos = rows.is_pos,
                                          .count = rows.count});
    sha256_init(&context);
    hash_blocks(&context, &ranked, cohort->direction);
    sha256_hex(&context, digest);
    ranked_release(&ranked);
    cohort_rows_release(&rows);
}
