/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifdef __x86_64__
#    include <immintrin.h>

#    define KERNEL_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq")))
#    define KERNEL_BYTES 64
#    define KERNEL_MAJORITY(a, b, c)                                                   \
        (words)                                                                        \
            _mm512_ternarylogic_epi64((__m512i)(a), (__m512i)(b), (__m512i)(c), 0xe8)
#    define KERNEL_MASK(bits) (octets) _mm512_movm_epi8(bits)
#    include "boot/kernel_body.h"

extern const struct kernel kernel_avx512;
const struct kernel kernel_avx512 = {"avx512", draw, pairs, walk, turn, wins};
#else
typedef int kernel_avx512_is_empty; /* ISO C wants a declaration */
#endif
