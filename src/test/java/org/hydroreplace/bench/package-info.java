/**
 * Benchmarks: JMH classes ({@code *Benchmark}), and programs that {@code bench/run} starts beside C and system tools
 * ({@code *Rates}). {@code BenchmarksTest} runs each benchmark method once and compares its result with a direct
 * evaluation; times are asserted nowhere. Nothing here is used by the program or by other tests.
 */
@NullMarked
package org.hydroreplace.bench;

import org.jspecify.annotations.NullMarked;
