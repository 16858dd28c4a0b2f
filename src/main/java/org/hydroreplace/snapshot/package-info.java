/**
 * Snapshots: the files of a simulation output, their layouts, and particles read from them in bounded chunks.
 *
 * <p>A layout is one {@link org.hydroreplace.snapshot.SnapshotFormat}, listed in
 * {@link org.hydroreplace.snapshot.SnapshotFormats}. Whatever the layout, particles leave this package in comoving Mpc/h,
 * wrapped into the box, and Msun/h. Nothing here knows of halos or grids.
 */
@NullMarked
package org.hydroreplace.snapshot;

import org.jspecify.annotations.NullMarked;
