package graft.bench;

import org.jspecify.annotations.Nullable;

/**
 * What was measured of one kernel, on one thread.
 *
 * @param kernel name of the kernel
 * @param size of a linear map: inputs and outputs; else empty
 * @param gflops billions of operations per second; null if it is no product
 * @param shareOfPeak their share of the multiply-adds that the thread managed in the same run
 * @param nsPerVector nanoseconds per feature in sixteen lanes; null if it is a product
 */
record KernelRow(
    String kernel,
    String size,
    @Nullable Double gflops,
    @Nullable Double shareOfPeak,
    @Nullable Double nsPerVector) {}
