/**
 * Power spectra of grids, in the conventions of Pylians3: which modes count, bins of whole multiples of the fundamental
 * wavenumber, and the correction for the window of the mass assignment.
 *
 * <p>Grids come in as rows of mass per cell in any unit. Nothing here knows which field or run they are of, or where the
 * spectra go.
 */
@NullMarked
package org.hydroreplace.spectrum;

import org.jspecify.annotations.NullMarked;
