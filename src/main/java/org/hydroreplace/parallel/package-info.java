/**
 * Ranks: several processes that share a job and add up what they found, through MPI, or one process that is alone.
 *
 * <p>The only place that knows of MPI. Nothing here knows what a particle, a halo or a grid is: blocks of numbers and of
 * bytes go in and out. It imports {@code io} alone.
 */
@NullMarked
package org.hydroreplace.parallel;

import org.jspecify.annotations.NullMarked;
