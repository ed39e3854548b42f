/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/count_table.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

void count_table_release(struct count_table *table)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        struct count_column *column = &table->columns[i];

        for (size_t j = 0; j < column->n_texts; j++)
            free(column->texts[j]);
        free(column->texts);
        free(column->number);
        free(column->code);
        free(column->unchanged);
        free(column->name);
    }
    free(table->columns);
    rounding_mark_release(&table->rounded);
    free(table->count_name);
    free(table->count);
    *table = (struct count_table){0};
}

/* qsort() hands over nothing but the items: each knows its table. */
struct cell_ref {
    const struct count_table *table;
    size_t cell;
};

static int compare_numbers(double a, double b)
{
    if (isnan(a) || isnan(b))
        return (isnan(a) != 0) - (isnan(b) != 0);
    return (a > b) - (a < b);
}

static int compare_cells(const void *left, const void *right)
{
    const struct cell_ref *a = left, *b = right;
    int order = 0;

    for (size_t i = 0; i < a->table->n_columns && !order; i++) {
        const struct count_column *column = &a->table->columns[i];

        if (column->number)
            order = compare_numbers(column->number[a->cell], column->number[b->cell]);
        else
            order = (column->code[a->cell] > column->code[b->cell]) -
                    (column->code[a->cell] < column->code[b->cell]);
    }
    return order;
}

static void reorder_column(struct count_column *column, const struct cell_ref *order,
                           size_t n)
{
    double *number = column->number ? xcalloc(n, sizeof *number) : NULL;
    uint32_t *code = column->code ? xcalloc(n, sizeof *code) : NULL;
    uint64_t *unchanged = column->unchanged ? xcalloc(n, sizeof *unchanged) : NULL;

    for (size_t i = 0; i < n && number; i++)
        number[i] = column->number[order[i].cell];
    for (size_t i = 0; i < n && code; i++)
        code[i] = column->code[order[i].cell];
    for (size_t i = 0; i < n && unchanged; i++)
        unchanged[i] = column->unchanged[order[i].cell];
    free(column->number);
    free(column->code);
    free(column->unchanged);
    column->number = number;
    column->code = code;
    column->unchanged = unchanged;
}

void count_table_sort(struct count_table *table)
{
    struct cell_ref *order = xcalloc(table->n, sizeof *order);
    uint64_t *count = xcalloc(table->n, sizeof *count);

    for (size_t i = 0; i < table->n; i++)
        order[i] = (struct cell_ref){table, i};
    qsort(order, table->n, sizeof *order, compare_cells);
    for (size_t i = 0; i < table->n; i++)
        count[i] = table->count[order[i].cell];
    free(table->count);
    table->count = count;
    for (size_t i = 0; i < table->n_columns; i++)
        reorder_column(&table->columns[i], order, table->n);
    free(order);
}
