/**
 * Files: HDF5 reading (jHDF) and writing (libhdf5 through foreign functions), atomic replacement, checksums, the files
 * of checkpoints, and the exceptions that carry a message to the user.
 *
 * <p>Nothing here knows what a particle, a halo or a grid is. This is the bottom of the import order: it imports no
 * other package of the project.
 */
@NullMarked
package org.hydroreplace.io;

import org.jspecify.annotations.NullMarked;
