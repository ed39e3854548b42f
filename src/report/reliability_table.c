/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/reliability_table.h"

#include <inttypes.h>
#include <math.h>

#include "base/numfmt.h"
#include "report/escape.h"

struct line {
    const char *part;
    double from, to, n_pos, n, value, low, high;
};

static const struct line empty = {"", NAN, NAN, NAN, NAN, NAN, NAN, NAN};

static void add_line(struct strbuf *out, const struct subset_names *names,
                     const struct line *line)
{
    const char *const texts[] = {names->model, names->finding, names->group,
                                 names->level, line->part};
    const double numbers[] = {line->from,  line->to,  line->n_pos, line->n,
                              line->value, line->low, line->high};
    char number[NUMFMT_SIZE];

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (i)
            strbuf_addc(out, ',');
        escape_csv(out, texts[i]);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        strbuf_addf(out, ",%s",
                    i < 2 ? numfmt_shortest(number, numbers[i])
                          : numfmt_record(number, numbers[i]));
    strbuf_addc(out, '\n');
}

static void add_blocks(struct strbuf *out, const struct subset_names *names,
                       const struct isotonic *fit)
{
    for (size_t i = 0; i < fit->n_blocks; i++) {
        const struct isotonic_block *block = &fit->blocks[i];
        struct line line = empty;

        line.part = "block";
        line.from = block->low;
        line.to = block->high;
        line.n_pos = (double)block->pos;
        line.n = (double)block->n;
        line.value = line.n_pos / line.n;
        add_line(out, names, &line);
    }
}

static void add_band(struct strbuf *out, const struct subset_names *names,
                     const struct consistency *band)
{
    for (size_t i = 0; i < band->n; i++) {
        struct line line = empty;

        line.part = "band";
        line.from = line.to = band->score[i];
        line.low = band->low[i];
        line.high = band->high[i];
        add_line(out, names, &line);
    }
}

static void add_bins(struct strbuf *out, const struct subset_names *names,
                     const struct score_bins *bins)
{
    struct score_scale scale = reliability_scale();

    for (size_t i = 0; i < scale.n; i++) {
        struct line line = empty;

        line.part = "bin";
        line.from = score_scale_edge(&scale, i);
        line.to = score_scale_edge(&scale, i + 1);
        line.n_pos = (double)bins->pos[i];
        line.n = (double)(bins->pos[i] + bins->neg[i]);
        add_line(out, names, &line);
    }
}

static void add_measures(struct strbuf *out, const struct subset_names *names,
                         const struct reliability *reliability)
{
    const struct brier_parts *brier = &reliability->brier;
    const struct calibration *c = &reliability->calibration;
    const struct {
        const char *name;
        double value, low, high;
    } measures[] = {
        {"brier",                        brier->brier,               NAN,                      NAN                             },
        {"miscalibration",               brier->miscalibration,      NAN,                      NAN                             },
        {"discrimination",               brier->discrimination,      NAN,                      NAN                             },
        {"uncertainty",                  brier->uncertainty,         NAN,                      NAN                             },
        {"observed_expected",            c->observed_expected.value, c->observed_expected.low,
         c->observed_expected.high                                                                                             },
        {"in_the_large",                 c->in_the_large.value,      c->in_the_large.low,
         c->in_the_large.high                                                                                                  },
        {"slope",                        c->slope.value,             c->slope.low,             c->slope.high                   },
        {"miscalibration_if_calibrated", NAN,                        NAN,                      reliability->band.miscalibration},
    };

    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        struct line line = empty;

        line.part = measures[i].name;
        line.value = measures[i].value;
        line.low = measures[i].low;
        line.high = measures[i].high;
        add_line(out, names, &line);
    }
}

void reliability_write_csv(struct strbuf *out, const struct drawing *drawing)
{
    strbuf_adds(out, "model,finding,group,level,part,from,to,n_pos,n,value,low,high\n");
    for (size_t i = 0; i < drawing->curves.n; i++) {
        const struct subset_names *names = &drawing->curves.items[i].names;
        const struct drawing_part *part = &drawing->parts[i];

        if (part->is_cut)
            continue;
        add_blocks(out, names, &part->reliability.fit);
        add_band(out, names, &part->reliability.band);
        add_bins(out, names, &part->reliability.bins);
        add_measures(out, names, &part->reliability);
    }
}
