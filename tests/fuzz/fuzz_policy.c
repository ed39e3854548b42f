/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads arbitrary bytes as a policy, and as a claim: nothing may go wrong, every error has a text and a place within the bytes, and what was
 * understood reads the same when it is written out and read again.
 *
 *     CC=clang make tests/fuzz/fuzz_policy
 *     tests/fuzz/fuzz_policy -max_len=4096 corpus tests/fuzz/corpus_policy */
#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "gate/policy.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check_claim(const struct claim *claim)
{
    static const struct place place = {"again", 1, 1, true};
    struct strbuf once = STRBUF_INIT, twice = STRBUF_INIT, sentence = STRBUF_INIT;
    struct claim again;
    struct err err = {0};

    claim_add_text(&once, claim);
    claim_add_sentence(&sentence, claim);
    require(!claim_parse(&again, once.text, &place, &err));
    claim_add_text(&twice, &again);
    require(!strcmp(once.text, twice.text) && again.limit == claim->limit &&
            again.part == claim->part && again.metric == claim->metric);
    claim_release(&again);
    strbuf_release(&once);
    strbuf_release(&twice);
    strbuf_release(&sentence);
}

/* "p:LINE:COLUMN: ..." with a line that is there; a reader's error names the byte. */
static void check_error(const struct err *err, const uint8_t *bytes, size_t length)
{
    size_t lines = 1, line = 0, column = 0;

    for (size_t i = 0; i < length; i++)
        lines += bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] >= 0x80;
    require(err->text[0] != '\0');
    if (sscanf(err->text, "p:%zu:%zu:", &line, &column) == 2)
        require(line >= 1 && line <= lines + 1 && column >= 1 && column <= length + 1);
    else
        require(!strncmp(err->text, "p: byte ", 8));
}

static void read_claim(const uint8_t *bytes, size_t length)
{
    static const struct place place = {"p", 1, 1, true};
    char *text = xstrndup((const char *)bytes, length);
    struct claim claim;
    struct err err = {0};

    if (claim_parse(&claim, text, &place, &err))
        require(err.text[0] != '\0');
    else
        check_claim(&claim);
    claim_release(&claim);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct policy policy;
    struct err err = {0};

    policy_parse(&policy, "p", (const char *)bytes, length, &err);
    if (err.code)
        check_error(&err, bytes, length);
    for (size_t i = 0; i < policy.n_rules && !err.code; i++) {
        require(policy.rules[i].name && policy.rules[i].claim_text.text);
        check_claim(&policy.rules[i].claim);
    }
    policy_release(&policy);
    read_claim(bytes, length);
    return 0;
}
