/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/starter_policy.h"

#include <string.h>

#include "base/path.h"
#include "report/escape.h"

/* The best column of a role, NULL if there is none. */
static const char *column_of(const struct profile *profile, enum profile_role role)
{
    return profile->roles[role].n
               ? profile->columns[profile->roles[role].columns[0]].name
               : NULL;
}

/* Options take lists at commas and names at '=': such a column is quoted as on the command line. A JSON text is a YAML text. */
static void add_name(struct strbuf *out, const char *name)
{
    struct strbuf quoted = STRBUF_INIT;

    if (strpbrk(name, ",=\"")) {
        strbuf_addc(&quoted, '"');
        for (; *name; name++)
            strbuf_addf(&quoted, "%s%c", *name == '"' ? "\"" : "", *name);
        strbuf_addc(&quoted, '"');
    } else {
        strbuf_adds(&quoted, name);
    }
    escape_json(out, quoted.text);
    strbuf_release(&quoted);
}

static void add_column(struct strbuf *out, const char *key, const char *name,
                       const char *comment)
{
    strbuf_addf(out, "  %s%s: ", name ? "" : "# ", key);
    if (name)
        add_name(out, name);
    else
        strbuf_adds(out, "COLUMN");
    strbuf_addf(out, "  # %s\n", comment);
}

static void add_data(struct strbuf *out, const struct profile *profile)
{
    strbuf_adds(out, "data:  # guessed from names and values: are these the columns "
                     "you mean?\n");
    add_column(out, "id", column_of(profile, ROLE_ID), "study id: must be unique");
    add_column(out, "patient", column_of(profile, ROLE_PATIENT),
               "studies of one patient are not independent");
    add_column(out, "score", column_of(profile, ROLE_SCORE), "the model's output");
    add_column(out, "label", column_of(profile, ROLE_LABEL), "the truth");
    strbuf_adds(out,
                "  # truth: truth.csv  # if the truth is in a second file, joined on "
                "id\n"
                "  # missing: negative  # what the product does with a study it "
                "refuses\n\n");
}

static void add_rules(struct strbuf *out, const struct profile *profile)
{
    const char *group = column_of(profile, ROLE_GROUP);

    strbuf_adds(out, "rules:  # the numbers are examples: write what was agreed\n"
                     "  - auc >= 0.85  # passes if the whole interval is above\n"
                     "  - sensitivity@release >= 0.90\n"
                     "  - name: enough studies\n"
                     "    claim: positives >= 100\n");
    if (!group)
        return;
    strbuf_adds(out, "  - name: every level works\n"
                     "    claim: sensitivity@release >= 0.80\n"
                     "    each: ");
    add_name(out, group);
    strbuf_adds(out, "\n    min_positives: 30  # levels with fewer are untested\n"
                     "    severity: warn  # error (the default), warn or off\n");
}

void starter_policy_write(struct strbuf *out, const struct inspected *file)
{
    const struct profile *profile = &file->profile;
    struct strbuf name = STRBUF_INIT;

    escape_terminal(&name, path_base(file->path));
    strbuf_addf(out,
                "# proctor gate %s --policy THIS-FILE; proctor-policy(5) describes "
                "it.\nversion: 1\n\n",
                name.text);
    add_data(out, profile);
    strbuf_adds(out, "statistics: {confidence: 0.95}\n\n"
                     "points:  # positive means score >= threshold; fix it before you "
                     "look\n"
                     "  release: 0.5  # or {file: points.csv}, of --save-points\n\n");
    add_rules(out, profile);
    strbuf_release(&name);
}
