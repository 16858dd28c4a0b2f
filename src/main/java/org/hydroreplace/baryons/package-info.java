/**
 * Baryonic correction models: what a gravity-only halo would look like had it baryons, and how far its matter moves.
 *
 * <p>A model ({@link org.hydroreplace.baryons.BaryonModel}) turns a halo ({@link
 * org.hydroreplace.baryons.HaloContext}) into components ({@link org.hydroreplace.baryons.Profile}: density and enclosed
 * mass) whose sums before and after give the displacement ({@link org.hydroreplace.baryons.BaryonicHalo}). {@link
 * org.hydroreplace.baryons.HaloDisplacements} tabulates it for the halos of a catalogue. Radii are comoving Mpc/h,
 * masses Msun/h, densities comoving (Msun/h)/(Mpc/h)^3. Equations: docs/models.md.
 *
 * <p>Nothing here reads files, holds particles or knows of periodic boxes.
 */
@NullMarked
package org.hydroreplace.baryons;

import org.jspecify.annotations.NullMarked;
