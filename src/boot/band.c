/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/band.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

#include "base/mem.h"

static const double *values_at(const struct band_input *input, size_t place)
{
    return &input->values[place * input->replicates];
}

bool band_has_place(const struct band_input *input, size_t place)
{
    const double *values = values_at(input, place);
    size_t n_undefined = 0;

    for (size_t r = 0; r < input->replicates; r++)
        n_undefined += isnan(values[r]) != 0;
    return !isnan(input->estimate[place]) && input->replicates > 1 &&
           n_undefined <= input->replicates / 20;
}

/* Standard deviation of those that are defined; `centre` is near them. */
static double deviation(const double *values, size_t n, double centre)
{
    double sum = 0, squares = 0, k = 0;

    for (size_t r = 0; r < n; r++)
        if (!isnan(values[r])) {
            double distance = values[r] - centre;

            sum += distance;
            squares += distance * distance;
            k++;
        }
    return k > 1 ? sqrt(fmax(0, squares - sum * sum / k) / (k - 1)) : NAN;
}

double band_multiplier(const struct band_input *input)
{
    size_t n = input->replicates;
    double *largest = xcalloc(n, sizeof *largest), q;

    for (size_t i = 0; i < input->n_places; i++) {
        const double *values = values_at(input, i);
        double sd;

        if (!band_has_place(input, i))
            continue;
        sd = fmax(deviation(values, n, input->estimate[i]), input->floor[i]);
        for (size_t r = 0; r < n; r++) {
            double distance = fabs(values[r] - input->estimate[i]) / sd;

            if (distance > largest[r]) /* not if undefined */
                largest[r] = distance;
        }
    }
    gsl_sort(largest, 1, n);
    q = n ? gsl_stats_quantile_from_sorted_data(largest, 1, n, input->confidence) : 0;
    free(largest);
    return q;
}
