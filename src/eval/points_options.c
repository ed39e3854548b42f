/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operating points as options. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/name.h"
#include "base/numfmt.h"
#include "eval/points_parts.h"

static enum err_code bad_threshold(const char *text, struct err *err)
{
    err_set(err, ERR_USAGE, "--threshold: '%s' is not a number", text);
    if (strchr(text, ','))
        return err_hint(err, "write a decimal point; for several operating points "
                             "repeat the option: -t 0.3 -t 0.5");
    return err_hint(err, "for example --threshold 0.5 or --threshold release=0.37");
}

/* "NAME@MODEL=T": cut in place. A name has no '@' and a threshold no '='; a model may have both. */
static const char *split(char *text, char **name, char **model)
{
    char *equals = strchr(text, '='), *at = strchr(text, '@');

    *name = *model = NULL;
    if (!equals)
        return text;
    if (at && at < equals) {
        equals = strrchr(text, '=');
        *at = '\0';
        *model = at + 1;
    }
    *equals = '\0';
    *name = text;
    return equals + 1;
}

enum err_code points_add_threshold(struct asked_points *asked, const char *text,
                                   struct err *err)
{
    struct asked_point point = {.source = POINT_GIVEN, .rule = (char *)"given"};
    char number[NUMFMT_SIZE], *copy = xstrdup(text);
    const char *value = split(copy, &point.name, &point.model);
    enum err_code code;

    if (!numfmt_parse(value, strlen(value), '.', &point.threshold) ||
        !isfinite(point.threshold)) {
        code = bad_threshold(value, err);
    } else if (point.name && !name_is_valid(point.name)) {
        code = err_set(err, ERR_USAGE, "--threshold: '%s' is not a name: " NAME_RULE,
                       point.name);
    } else {
        if (!point.name)
            point.name = (char *)numfmt_shortest(number, point.threshold);
        code = points_add(asked, &point, "--threshold", err);
    }
    free(copy);
    return code;
}
