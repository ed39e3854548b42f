/* Predictions of one or two imagined models, as many studies as wanted.
 *
 *   generate STUDIES SEED MODELS >predictions.csv
 *
 * The score is logistic(1.6 z - 3.2) with z from N(0, 1) without the finding and from
 * N(1.987, 1) with it: binormal, AUC = Phi(1.987 / sqrt(2)) = 0.920. The second model's z is
 * correlated with the first (0.7) and has AUC 0.902. One study in ten has the finding. */
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const scanners[] = {"GE_Optima", "GE_Revo",   "Siemens_A",
                                       "Siemens_B", "Philips_X", "Canon_1"};

/* splitmix64 (Steele, Lea and Flood 2014). */
static uint64_t random_word(uint64_t *state)
{
    uint64_t word = *state += 0x9e3779b97f4a7c15U;

    word = (word ^ word >> 30) * 0xbf58476d1ce4e5b9U;
    word = (word ^ word >> 27) * 0x94d049bb133111ebU;
    return word ^ word >> 31;
}

static double uniform(uint64_t *state)
{
    return ((double)(random_word(state) >> 11) + 0.5) * 0x1p-53;
}

/* Two independent normal deviates (Box and Muller 1958). */
static void normal_pair(uint64_t *state, double pair[2])
{
    double radius = sqrt(-2 * log(uniform(state)));
    double angle = 6.283185307179586 * uniform(state);

    pair[0] = radius * cos(angle);
    pair[1] = radius * sin(angle);
}

static double score_of(double z)
{
    return 1 / (1 + exp(3.2 - 1.6 * z));
}

static void write_study(uint64_t number, uint64_t *state, int n_models)
{
    double z[2];
    int has_finding = uniform(state) < 0.1;
    uint64_t word = random_word(state);

    normal_pair(state, z);
    printf("S%08" PRIu64 ",%.6f", number, score_of(1.987 * has_finding + z[0]));
    if (n_models > 1)
        printf(",%.6f", score_of(1.85 * has_finding + 0.7 * z[0] + 0.714 * z[1]));
    printf(",%d,%s,%u,site_%u\n", has_finding, scanners[word % 6],
           (unsigned)(word / 6 % 96), (unsigned)(word / 576 % 8 + 1));
}

int main(int argc, char **argv)
{
    uint64_t n, state;
    int n_models;

    if (argc != 4) {
        fputs("usage: generate STUDIES SEED MODELS >FILE\n", stderr);
        return 2;
    }
    n = (uint64_t)strtod(argv[1], NULL);
    state = strtoull(argv[2], NULL, 10);
    n_models = argv[3][0] == '2' ? 2 : 1;
    puts(n_models > 1 ? "study_id,probability,probability2,label,scanner,age,site"
                      : "study_id,probability,label,scanner,age,site");
    for (uint64_t i = 0; i < n; i++)
        write_study(i, &state, n_models);
    return fflush(stdout) || ferror(stdout) ? 2 : 0;
}
