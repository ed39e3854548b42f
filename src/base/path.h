/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of files. */
#ifndef PROCTOR_BASE_PATH_H
#define PROCTOR_BASE_PATH_H

/* The last part of a path: where a file lies on somebody's disk is nobody's business, so notes and documents have the name only.
 * Points into `path`. */
const char *path_base(const char *path);

/* A copy of the path without ".csv" at its end, to be freed. */
char *path_stem(const char *path);

#endif
