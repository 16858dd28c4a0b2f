/**
 * Grids of mass: assignment schemes, accumulators whose sums do not depend on the order of the particles, and Fourier
 * transforms of grids.
 *
 * <p>Mass is counted in whole units ({@link org.hydroreplace.grid.MassScale}), so that adding is exact and associative:
 * the same particles give the same grid on any number of threads, and the cells add up to the mass of the particles to
 * the last unit. Nothing here knows where particles come from or what the mass is used for.
 */
@NullMarked
package org.hydroreplace.grid;

import org.jspecify.annotations.NullMarked;
