/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/present_parts.h"

void present_about(struct report *report, const struct run *run)
{
    struct table *table;

    if (!run->meta->n && !*run->date)
        return;
    report_heading(report, "About this result");
    table = report_table(report, "ll", NULL);
    if (*run->date)
        table_add_row(table, (const char *[]){"date", run->date});
    for (size_t i = 0; i < run->meta->n; i++)
        table_add_row(table, (const char *[]){run->meta->entries[i].key,
                                              run->meta->entries[i].value});
}
