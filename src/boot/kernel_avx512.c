/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifdef __x86_64__
#    define KERNEL_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq")))
#    define KERNEL_BYTES 64
#    include "boot/kernel_body.h"

extern const struct kernel kernel_avx512;
const struct kernel kernel_avx512 = {"avx512", draw, pairs};
#else
typedef int kernel_avx512_is_empty; /* ISO C wants a declaration */
#endif
