/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gate/yaml_tree.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/intern.h"
#include "base/mem.h"

struct builder {
    yaml_parser_t yaml;
    const char *file, *bytes;
    size_t length, depth;
    struct err *err;
};

static struct place place_of(const struct builder *builder, yaml_mark_t mark)
{
    return (struct place){builder->file, mark.line + 1, mark.column + 1, false};
}

static enum err_code refuse(const struct builder *builder, yaml_mark_t mark,
                            const char *what, const char *hint)
{
    struct place place = place_of(builder, mark);

    place_err(&place, "", 0, builder->err, "%s", what);
    return hint ? err_hint(builder->err, "%s", hint) : builder->err->code;
}

/* ---- Events ----------------------------------------------------------------- */

/* The character a mark stands at. */
static char byte_at(const struct builder *builder, yaml_mark_t mark)
{
    const char *p = builder->bytes, *end = p + builder->length;

    for (size_t line = 0; p < end && line < mark.line; p++)
        line += *p == '\n' || (*p == '\r' && (p + 1 == end || p[1] != '\n'));
    for (size_t column = 0; p < end && column < mark.column; column++)
        for (p++; p < end && ((unsigned char)*p & 0xc0) == 0x80;)
            p++;
    return p < end ? *p : '\0';
}

static enum err_code refuse_syntax(struct builder *builder)
{
    yaml_parser_t *yaml = &builder->yaml;

    if (yaml->error == YAML_READER_ERROR) {
        err_set(builder->err, ERR_INPUT, "%s: byte %zu: %s", builder->file,
                yaml->problem_offset + 1, yaml->problem);
        return err_hint(builder->err, "a policy is UTF-8 text");
    }
    if (byte_at(builder, yaml->problem_mark) == '\t')
        return refuse(builder, yaml->problem_mark, "a tab where YAML wants spaces",
                      "indent with spaces");
    return refuse(builder, yaml->problem_mark,
                  yaml->problem ? yaml->problem : "this is no YAML",
                  "a text with ':' or '#', or with a quote or bracket in front, is "
                  "written in quotes");
}

static enum err_code refuse_event(struct builder *builder, const yaml_event_t *event)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;

    if (event->type == YAML_ALIAS_EVENT)
        anchor = event->data.alias.anchor;
    if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    }
    if (anchor)
        return refuse(builder, event->start_mark,
                      "anchors and aliases (& and *) are not allowed",
                      "write the value out where it is needed; a text that starts with "
                      "& or * is written in quotes");
    if (tag)
        return refuse(builder, event->start_mark, "tags (!) are not allowed",
                      "a text that starts with ! is written in quotes");
    return ERR_OK;
}

static enum err_code next_event(struct builder *builder, yaml_event_t *event)
{
    if (!yaml_parser_parse(&builder->yaml, event)) {
        event->type = YAML_NO_EVENT;
        return refuse_syntax(builder);
    }
    if (refuse_event(builder, event))
        yaml_event_delete(event);
    return builder->err->code;
}

/* ---- Nodes ------------------------------------------------------------------ */

static enum err_code read_node(struct builder *builder, struct yaml_node *node,
                               const yaml_event_t *event);

static bool is_null_word(const char *text)
{
    return !*text || !strcmp(text, "~") || !strcmp(text, "null");
}

static enum err_code read_text(struct builder *builder, struct yaml_node *node,
                               const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    bool is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    size_t width = event->end_mark.index - event->start_mark.index;
    size_t n = 0;

    if (memchr(text, '\0', length))
        return refuse(builder, event->start_mark, "a NUL character in a text", NULL);
    node->text = xstrndup(text, length);
    node->is_null = is_plain && is_null_word(node->text);
    for (size_t i = 0; i < length; i++)
        n += ((unsigned char)text[i] & 0xc0) != 0x80;
    node->place.is_verbatim = event->start_mark.line == event->end_mark.line &&
                              width == n + (is_plain ? 0 : 2);
    if (node->place.is_verbatim && !is_plain)
        node->place.column++;
    return ERR_OK;
}

static struct yaml_node *add_item(struct yaml_node *node)
{
    size_t capacity = node->capacity;

    node->items = xgrow(node->items, &capacity, node->n + 1, sizeof *node->items);
    if (node->kind == YAML_MAP)
        node->keys = xrealloc(node->keys, capacity, sizeof *node->keys);
    node->capacity = capacity;
    node->items[node->n] = (struct yaml_node){0};
    if (node->kind == YAML_MAP)
        node->keys[node->n] = (struct yaml_node){0};
    return &node->items[node->n++];
}

static enum err_code read_items(struct builder *builder, struct yaml_node *list)
{
    yaml_event_t event;

    while (!next_event(builder, &event)) {
        bool is_end = event.type == YAML_SEQUENCE_END_EVENT;

        if (!is_end)
            read_node(builder, add_item(list), &event);
        yaml_event_delete(&event);
        if (is_end || builder->err->code)
            break;
    }
    return builder->err->code;
}

static enum err_code check_key(struct builder *builder, const struct yaml_node *map,
                               struct intern *known, yaml_mark_t mark)
{
    const struct yaml_node *key = &map->keys[map->n - 1];
    uint32_t n = known->n, code;

    if (key->kind != YAML_TEXT)
        return refuse(builder, mark, "a key must be a text",
                      "a text that starts with [ or { is written in quotes");
    code = intern_add(known, key->text, strlen(key->text));
    if (known->n == n)
        return place_err(&key->place, "", 0, builder->err,
                         "key '%s' stands here for the second time; first in line %zu",
                         key->text, map->keys[code].place.line);
    return ERR_OK;
}

static enum err_code read_entry(struct builder *builder, struct yaml_node *map,
                                struct intern *known, const yaml_event_t *key)
{
    struct yaml_node *item = add_item(map);
    yaml_event_t event;

    if (read_node(builder, &map->keys[map->n - 1], key) ||
        check_key(builder, map, known, key->start_mark) || next_event(builder, &event))
        return builder->err->code;
    read_node(builder, item, &event);
    yaml_event_delete(&event);
    return builder->err->code;
}

static enum err_code read_entries(struct builder *builder, struct yaml_node *map)
{
    struct intern known;
    yaml_event_t event;

    intern_init(&known);
    while (!next_event(builder, &event)) {
        bool is_end = event.type == YAML_MAPPING_END_EVENT;

        if (!is_end)
            read_entry(builder, map, &known, &event);
        yaml_event_delete(&event);
        if (is_end || builder->err->code)
            break;
    }
    intern_release(&known);
    return builder->err->code;
}

/* `event` is the first of the node. */
static enum err_code read_node(struct builder *builder, struct yaml_node *node,
                               const yaml_event_t *event)
{
    node->place = place_of(builder, event->start_mark);
    if (event->type == YAML_SCALAR_EVENT)
        return read_text(builder, node, event);
    node->kind = event->type == YAML_MAPPING_START_EVENT ? YAML_MAP : YAML_LIST;
    if (builder->depth == YAML_MAX_DEPTH)
        return refuse(builder, event->start_mark, "nested too deeply", NULL);
    builder->depth++;
    if (node->kind == YAML_MAP)
        read_entries(builder, node);
    else
        read_items(builder, node);
    builder->depth--;
    return builder->err->code;
}

/* ---- Document --------------------------------------------------------------- */

static enum err_code read_document(struct builder *builder, struct yaml_node *root)
{
    yaml_event_t event;
    bool has_root = false, is_end = false;

    while (!is_end && !next_event(builder, &event)) {
        if (event.type == YAML_STREAM_END_EVENT)
            is_end = true;
        else if (event.type == YAML_DOCUMENT_START_EVENT && has_root)
            refuse(builder, event.start_mark, "a second document",
                   "a policy is one document");
        else if (event.type == YAML_SCALAR_EVENT ||
                 event.type == YAML_SEQUENCE_START_EVENT ||
                 event.type == YAML_MAPPING_START_EVENT) {
            has_root = true;
            read_node(builder, root, &event);
        }
        yaml_event_delete(&event);
        if (builder->err->code)
            break;
    }
    if (!builder->err->code && !has_root)
        return err_set(builder->err, ERR_INPUT, "%s:1:1: the file is empty",
                       builder->file);
    return builder->err->code;
}

enum err_code yaml_tree_parse(struct yaml_node *root, const char *file,
                              const char *bytes, size_t length, struct err *err)
{
    struct builder builder = {
        .file = file, .bytes = bytes, .length = length, .err = err};

    *root = (struct yaml_node){0};
    if (length > YAML_MAX_BYTES) {
        err_set(err, ERR_INPUT, "%s: larger than 1 MiB", file);
        return err_hint(err, "is this a policy?");
    }
    if (!yaml_parser_initialize(&builder.yaml))
        return err_set(err, ERR_IO, "%s: out of memory", file);
    yaml_parser_set_input_string(&builder.yaml, (const unsigned char *)bytes, length);
    read_document(&builder, root);
    yaml_parser_delete(&builder.yaml);
    if (err->code)
        yaml_tree_release(root);
    return err->code;
}

void yaml_tree_release(struct yaml_node *root)
{
    for (size_t i = 0; i < root->n; i++) {
        if (root->kind == YAML_MAP)
            yaml_tree_release(&root->keys[i]);
        yaml_tree_release(&root->items[i]);
    }
    free(root->keys);
    free(root->items);
    free(root->text);
    *root = (struct yaml_node){0};
}

const struct yaml_node *yaml_tree_find(const struct yaml_node *map, const char *key)
{
    for (size_t i = 0; i < map->n; i++)
        if (!strcmp(map->keys[i].text, key))
            return &map->items[i];
    return NULL;
}

const char *yaml_tree_describe(const struct yaml_node *node)
{
    if (node->is_null)
        return "nothing";
    switch (node->kind) {
    case YAML_TEXT:
        return "a text";
    case YAML_LIST:
        return "a list";
    case YAML_MAP:
        break;
    }
    return "a mapping";
}
