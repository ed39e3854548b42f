/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A YAML document as a tree whose every value knows its place. Only what a policy needs: mappings, lists, and scalars that stay text as they
 * were written (no is not false, 012 is not 10). JSON is YAML and works as well.
 *
 * Refused: aliases, anchors and tags (a value stands where it is read), duplicate keys, more than one document, tabs that indent, NUL, more than
 * YAML_MAX_BYTES or YAML_MAX_DEPTH. */
#ifndef PROCTOR_GATE_YAML_TREE_H
#define PROCTOR_GATE_YAML_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "gate/place.h"

enum { YAML_MAX_BYTES = 1 << 20, YAML_MAX_DEPTH = 16 };

enum yaml_kind { YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml_node {
    enum yaml_kind kind;
    struct place place;      /* its file is borrowed */
    char *text;              /* YAML_TEXT */
    bool is_null;            /* nothing was written, or null or ~ */
    struct yaml_node *keys;  /* [n] YAML_MAP: texts */
    struct yaml_node *items; /* [n] YAML_LIST, YAML_MAP */
    size_t n, capacity;
};

/* Reads one document. `file` names it in messages and must outlive the tree; every error is "FILE:LINE:COLUMN: what". */
enum err_code yaml_tree_parse(struct yaml_node *root, const char *file,
                              const char *bytes, size_t length, struct err *err);
void yaml_tree_release(struct yaml_node *root);

/* Value of the key in a mapping, NULL if it is not there. */
const struct yaml_node *yaml_tree_find(const struct yaml_node *map, const char *key);

/* "a text", "a list", "a mapping", "nothing": what was found, for messages. */
const char *yaml_tree_describe(const struct yaml_node *node);

#endif
