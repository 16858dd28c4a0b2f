/**
 * A made-up pair of simulations in the IllustrisTNG layout, with its truth beside it: what the command {@code mock}, the
 * demo, tests and benchmarks use.
 *
 * <p>Every particle is a function of (settings, its index) alone, so nothing is stored but the halos, and any stretch of
 * a file can be made again by itself. Random numbers come from {@link org.hydroreplace.mock.RandomStream}; anything
 * that reaches a file is computed with {@code + - * / sqrt} or {@link java.lang.StrictMath}, so the bytes are the same
 * on every machine.
 *
 * <p>Lengths are ckpc/h and masses 1e10 Msun/h (those of the files) unless a name or comment says otherwise.
 *
 * <p>No reader and no analysis lives here, and nothing here is imported by the science packages: a test of the program
 * against the mock compares two independent pieces of code. It imports {@code io} alone.
 */
@NullMarked
package org.hydroreplace.mock;

import org.jspecify.annotations.NullMarked;
