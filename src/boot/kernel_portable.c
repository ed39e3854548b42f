/* SPDX-License-Identifier: GPL-3.0-or-later */
#define KERNEL_TARGET
#define KERNEL_BYTES 16
#include "boot/kernel_body.h"

extern const struct kernel kernel_portable;
const struct kernel kernel_portable = {"portable", draw, pairs, walk, turn, wins};
