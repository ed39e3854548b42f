/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/band.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

#include "base/mem.h"

/* ---- Two replicates at a time -------------------------------------------------- */

typedef double two __attribute__((vector_size(16)));
typedef int64_t mask __attribute__((vector_size(16)));

static inline two load(const double *values)
{
    two x;

    memcpy(&x, values, sizeof x);
    return x;
}

/* x where the mask is set, else y. */
static inline two choose(mask where, two x, two y)
{
    return (two)((where & (mask)x) | (~where & (mask)y));
}

/* Sums over the replicates that are defined, of their distances to a centre near them. */
struct moments {
    two n, sum, squares;
};

static inline void add_moments(struct moments *moments, two values, double centre)
{
    mask defined = values == values;
    two zero = {0}, one = {1, 1};
    two distance = choose(defined, values - centre, zero);

    moments->n += choose(defined, one, zero);
    moments->sum += distance;
    moments->squares += distance * distance;
}

static struct moments moments_of(const double *values, size_t n, double centre)
{
    struct moments moments = {0};

    for (size_t r = 0; r + 1 < n; r += 2)
        add_moments(&moments, load(values + r), centre);
    if (n % 2)
        add_moments(&moments, (two){values[n - 1], NAN}, centre);
    return moments;
}

/* NaN where fewer than two are defined. */
static double deviation(const struct moments *moments)
{
    double n = moments->n[0] + moments->n[1], sum = moments->sum[0] + moments->sum[1];
    double squares = moments->squares[0] + moments->squares[1];

    return n > 1 ? sqrt(fmax(0, squares - sum * sum / n) / (n - 1)) : NAN;
}

static bool has_place(const struct moments *moments, size_t replicates, double estimate)
{
    size_t defined = (size_t)(moments->n[0] + moments->n[1]);

    return !isnan(estimate) && replicates > 1 &&
           replicates - defined <= replicates / 20;
}

/* Undefined distances are not larger. */
static void raise_largest(double *largest, const double *values, size_t n,
                          double estimate, double sd)
{
    for (size_t r = 0; r + 1 < n; r += 2) {
        two distance = (load(values + r) - estimate) / sd, old = load(largest + r);

        distance = choose(distance < 0, -distance, distance);
        distance = choose(distance > old, distance, old);
        memcpy(largest + r, &distance, sizeof distance);
    }
    if (n % 2) {
        double distance = fabs(values[n - 1] - estimate) / sd;

        if (distance > largest[n - 1])
            largest[n - 1] = distance;
    }
}

/* ---- Place by place ------------------------------------------------------------ */

void band_sup_init(struct band_sup *sup, size_t replicates)
{
    *sup = (struct band_sup){replicates, xcalloc(replicates, sizeof *sup->largest)};
}

void band_sup_release(struct band_sup *sup)
{
    free(sup->largest);
    *sup = (struct band_sup){0};
}

bool band_sup_add(struct band_sup *sup, const double *values, double estimate,
                  double floor)
{
    struct moments moments = moments_of(values, sup->replicates, estimate);

    if (!has_place(&moments, sup->replicates, estimate))
        return false;
    raise_largest(sup->largest, values, sup->replicates, estimate,
                  fmax(deviation(&moments), floor));
    return true;
}

double band_sup_multiplier(struct band_sup *sup, double confidence)
{
    size_t n = sup->replicates;

    gsl_sort(sup->largest, 1, n);
    return n ? gsl_stats_quantile_from_sorted_data(sup->largest, 1, n, confidence) : 0;
}

/* ---- All at once --------------------------------------------------------------- */

static const double *values_at(const struct band_input *input, size_t place)
{
    return &input->values[place * input->replicates];
}

bool band_has_place(const struct band_input *input, size_t place)
{
    struct moments moments = moments_of(values_at(input, place), input->replicates, 0);

    return has_place(&moments, input->replicates, input->estimate[place]);
}

double band_multiplier(const struct band_input *input)
{
    struct band_sup sup;
    double q;

    band_sup_init(&sup, input->replicates);
    for (size_t i = 0; i < input->n_places; i++)
        band_sup_add(&sup, values_at(input, i), input->estimate[i], input->floor[i]);
    q = band_sup_multiplier(&sup, input->confidence);
    band_sup_release(&sup);
    return q;
}
