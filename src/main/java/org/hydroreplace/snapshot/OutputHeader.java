package org.hydroreplace.snapshot;

import org.hydroreplace.cosmology.Cosmology;

/**
 * What every output of a simulation, snapshot or group catalogue, says of the simulation and the moment.
 *
 * @param box the periodic box, comoving Mpc/h
 * @param scaleFactor a, 1 today
 * @param redshift as the file states it
 * @param units units of the files
 */
public record OutputHeader(
        PeriodicBox box, double scaleFactor, double redshift, Cosmology cosmology, FileUnits units) {}
