package org.hydroreplace.baryons;

import org.hydroreplace.io.UsageException;

/**
 * How far each halo of a catalogue moves the matter round it, at one redshift. Immutable and safe for threads.
 *
 * <p>Rows of a fixed lattice in mass (and concentration, where halos have their own) are interpolated: cubically in ln M and
 * ln c. A look-up reads four rows (sixteen with concentrations).
 *
 * <p>Memory: 14 kB for each row that a halo needs (64 a decade of mass; 16 a decade times some twenty concentrations), 72 bytes
 * for each halo (216 with concentrations).
 */
public final class HaloDisplacements {
    private final CatalogueHalos halos;
    private final DisplacementRows table;
    private final double outer;
    private final Taper taper;

    private HaloDisplacements(CatalogueHalos halos, DisplacementRows table, double outer, Taper taper) {
        this.halos = halos;
        this.table = table;
        this.outer = outer;
        this.taper = taper;
    }

    /**
     * Tabulates a model for the halos of a catalogue. The result does not depend on the number of threads.
     *
     * @param outer radius beyond which nothing moves, in R200c; up to 1000
     * @throws UsageException for an outer radius that is not in (0, 1000]
     */
    public static HaloDisplacements of(
            BaryonModel model, HaloSource source, CatalogueHalos halos, double outer, Taper taper, int threads) {
        if (!(outer > 0 && outer <= 1000)) {
            throw new UsageException(
                    "the outer radius of displacements must be in (0, 1000] R200c and is " + outer + "; change it");
        }
        return new HaloDisplacements(halos, DisplacementRows.build(model, source, halos, outer, threads), outer, taper);
    }

    /** How many halos there are. */
    public int size() {
        return halos.size();
    }

    /** How far a halo reaches, comoving Mpc/h: beyond it nothing moves. */
    public double radius(int halo) {
        return outer * halos.radius(halo);
    }

    /** How far matter at r from a halo's centre moves outward, comoving Mpc/h; at least -r, 0 at the centre. */
    public double displacement(int halo, double r) {
        double radius = halos.radius(halo);
        double x = r / radius;
        // not through the centre, by the rounding of the table
        return x < outer ? Math.max(taper.factor(x, outer) * radius * table.at(halo, x), -r) : 0;
    }

    /** Bytes of the tables. */
    public long bytes() {
        return table.bytes() + 16L * halos.size();
    }
}
