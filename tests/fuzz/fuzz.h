/* What libFuzzer calls, and replay.c.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_TESTS_FUZZ_H
#define ZC_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Takes one input of any bytes; aborts when it finds a fault. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#endif
