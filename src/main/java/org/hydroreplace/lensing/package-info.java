/**
 * Lens planes: the random transforms of a light cone, which slice of a box a particle falls into and where on its plane, the
 * geometry of the planes, and the files that ray tracers read (raw planes, lux, LensTools).
 *
 * <p>Planes come in as rows of mass per cell. Nothing here knows which field or run they are of, reads particles, or decides
 * which planes are made.
 */
@NullMarked
package org.hydroreplace.lensing;

import org.jspecify.annotations.NullMarked;
