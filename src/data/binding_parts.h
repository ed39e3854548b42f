/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How binding.c is divided: each part resolves one kind of option. Only the binding_*.c files include this. */
#ifndef PROCTOR_DATA_BINDING_PARTS_H
#define PROCTOR_DATA_BINDING_PARTS_H

#include "data/binding.h"

struct bind_context {
    struct binding *binding;
    const struct input_options *options;
    const struct header *header;
    const struct header *truth; /* NULL without --truth */
    const struct header *join;  /* NULL without --join */
    struct err *err;
};

/* Slot of a column of the predictions, of the truth file or of the joined file, a new one if it had none. */
size_t bind_slot(struct binding *binding, size_t column);
size_t bind_truth_slot(struct binding *binding, size_t column);
size_t bind_join_slot(struct binding *binding, size_t column);

/* True if exactly one column has this name. */
bool bind_is_column(const struct header *header, const char *name);

/* True if exactly one column of the predictions, or one of the joined file, has this name. */
bool bind_is_known(const struct bind_context *ctx, const char *name);

/* How the joined file is found: by the study id, `second_id` its name there, or by the patient. Both names NULL without --id. */
enum err_code bind_join(struct bind_context *ctx, const char *id,
                        const char *second_id);

/* A column that --by, --where or --patient names, in the predictions or in the joined file; in both it is an error, unless
 * it is the key. `*column_name` is borrowed from the header. */
enum err_code bind_column(struct bind_context *ctx, const char *option,
                          const char *name, size_t *slot, const char **column_name);

/* A column of the predictions whose option takes nothing but its name; nothing is done if that is NULL. */
enum err_code bind_plain_column(struct bind_context *ctx, const char *option,
                                const char *name, size_t *slot);

/* Keeps the pairs that --models and --findings name, and the scores and labels that they need. */
enum err_code bind_keep_named(struct binding *binding,
                              const struct input_options *options, struct err *err);

enum err_code bind_long(struct bind_context *ctx);
enum err_code bind_unit(struct bind_context *ctx);
enum err_code bind_scores_and_labels(struct bind_context *ctx);
enum err_code bind_groups(struct bind_context *ctx);
enum err_code bind_described(struct bind_context *ctx);
enum err_code bind_filters(struct bind_context *ctx);

/* Adds the label column of this name, found in the truth file, the predictions, or both. */
enum err_code bind_label(struct bind_context *ctx, const char *column,
                         const char *finding);

/* Pairs up score and label columns by a pattern with {model} and {finding} (binding_pattern.c). */
bool bind_has_pattern(const char *text);
enum err_code bind_pattern(struct bind_context *ctx, const char *score_pattern,
                           const char *label_pattern);

#endif
