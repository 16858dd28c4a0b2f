/**
 * Halos: catalogues, the matching of two catalogues, and the index that finds the halos around a point.
 *
 * <p>Masses are M200c in Msun/h, radii R200c in comoving Mpc/h. Particles are met one position at a time; nothing here
 * holds them, and nothing here knows of fields or grids.
 */
@NullMarked
package org.hydroreplace.halo;

import org.jspecify.annotations.NullMarked;
