/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/kernel.h"

#include <string.h>

extern const struct kernel kernel_portable;

#ifdef __x86_64__
extern const struct kernel kernel_avx2, kernel_avx512;

static const struct kernel *const up_to_portable[] = {&kernel_portable, NULL};
static const struct kernel *const up_to_avx2[] = {&kernel_portable, &kernel_avx2, NULL};
static const struct kernel *const up_to_avx512[] = {&kernel_portable, &kernel_avx2,
                                                    &kernel_avx512, NULL};

const struct kernel *const *kernel_all(void)
{
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2"))
        return up_to_portable;
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("avx512dq")
               ? up_to_avx512
               : up_to_avx2;
}
#else
static const struct kernel *const only_portable[] = {&kernel_portable, NULL};

const struct kernel *const *kernel_all(void)
{
    return only_portable;
}
#endif

const struct kernel *kernel_best(void)
{
    const struct kernel *const *kernel = kernel_all();

    while (kernel[1])
        kernel++;
    return *kernel;
}

const struct kernel *kernel_find(const char *name)
{
    for (const struct kernel *const *kernel = kernel_all(); *kernel; kernel++)
        if (!strcmp((*kernel)->name, name))
            return *kernel;
    return NULL;
}
