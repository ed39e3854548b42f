/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifdef __x86_64__
#    define KERNEL_TARGET __attribute__((target("avx2")))
#    define KERNEL_BYTES 32
#    include "boot/kernel_body.h"

extern const struct kernel kernel_avx2;
const struct kernel kernel_avx2 = {"avx2", draw, pairs, walk, turn, wins};
#else
typedef int kernel_avx2_is_empty; /* ISO C wants a declaration */
#endif
