/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 128-bit integers: sums over pairs of studies stay exact to 1e11 rows and beyond. */
#ifndef PROCTOR_BASE_WIDE_H
#define PROCTOR_BASE_WIDE_H

__extension__ typedef unsigned __int128 uint128;
__extension__ typedef __int128 int128;

#endif
