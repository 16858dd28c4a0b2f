/**
 * The background cosmology of a simulation: parameters, critical density, mean matter density.
 *
 * <p>Nothing here reads files or knows of halos.
 */
@NullMarked
package org.hydroreplace.cosmology;

import org.jspecify.annotations.NullMarked;
