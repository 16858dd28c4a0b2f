/**
 * The cosmology of a simulation: parameters, expansion and growth, and what linear theory says of halos of a mass (linear power,
 * sigma, concentration, bias, correlation function). Begin at {@link org.hydroreplace.cosmology.StructureFormation}.
 *
 * <p>Functions of mass, radius, wavenumber and redshift only: nothing here reads snapshots or catalogues, or knows density
 * profiles. The one file read is a table of P(k).
 */
@NullMarked
package org.hydroreplace.cosmology;

import org.jspecify.annotations.NullMarked;
