package org.hydroreplace.baryons;

import java.util.Arrays;
import java.util.Optional;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.UsageException;

/**
 * How far each halo of a catalogue moves the matter round it, at one redshift. Immutable and safe for threads.
 *
 * <p>Displacements are interpolated in {@link DisplacementRows}: linearly in ln M and, where halos have concentrations of
 * their own, cubically in ln c. A look-up reads two rows (eight with concentrations).
 *
 * <p>Memory: 11 kB for each of the rows that halos need (64 a decade of mass; 32 a decade times some ten concentrations),
 * 24 to 88 bytes for each halo.
 */
public final class HaloDisplacements {
    private final double[] radius;
    private final double outer;
    private final Taper taper;
    private final RadialCells cells;
    private final float[][] rows;
    private final int perHalo;
    /** For each halo the rows that it reads, and their weights. */
    private final int[] index;

    private final double[] weight;

    /**
     * The halos of a catalogue.
     *
     * @param mass M200c, Msun/h
     * @param radius R200c, comoving Mpc/h: of the catalogue or of the cosmology, as wished
     * @param concentration c200c of each halo; empty: the mean of its mass
     */
    public record Halos(double[] mass, double[] radius, Optional<double[]> concentration) {
        public Halos {
            for (int i = 0; i < mass.length; i++) {
                double c = concentration.isPresent() ? concentration.get()[i] : 1;
                if (!(mass[i] > 0 && radius[i] > 0 && c > 0) || !Double.isFinite(mass[i] * radius[i] * c)) {
                    throw new InputException("halo " + i + " has M200c = " + mass[i] + " Msun/h, R200c = " + radius[i]
                            + " Mpc/h"
                            + (concentration.isPresent() ? " and concentration " + c : "")
                            + ", which no displacement can be made for; leave it out by a mass cut");
                }
            }
        }
    }

    private HaloDisplacements(DisplacementRows built, double[] radius, double outer, Taper taper) {
        this.radius = radius.clone();
        this.outer = outer;
        this.taper = taper;
        this.cells = built.cells();
        this.rows = built.rows();
        this.perHalo = built.perHalo();
        this.index = built.index();
        this.weight = built.weight();
    }

    /**
     * Tabulates a model for the halos of a catalogue. The result does not depend on the number of threads.
     *
     * @param outer radius beyond which nothing moves, in R200c; up to 1000
     * @throws UsageException for an outer radius that is not in (0, 1000]
     */
    public static HaloDisplacements of(
            BaryonModel model, HaloSource source, Halos halos, double outer, Taper taper, int threads) {
        if (!(outer > 0 && outer <= 1000)) {
            throw new UsageException(
                    "the outer radius of displacements must be in (0, 1000] R200c and is " + outer + "; change it");
        }
        DisplacementRows rows = DisplacementRows.build(model, source, halos, outer, threads);
        return new HaloDisplacements(rows, halos.radius(), outer, taper);
    }

    /** How many halos there are. */
    public int size() {
        return radius.length;
    }

    /** How far a halo reaches, comoving Mpc/h: beyond it nothing moves. */
    public double radius(int halo) {
        return outer * radius[halo];
    }

    /** How far matter at r from a halo's centre moves outward, comoving Mpc/h; more than -r, 0 at the centre. */
    public double displacement(int halo, double r) {
        double x = r / radius[halo];
        if (!(x < outer)) {
            return 0;
        }
        double place = cells.place(x);
        int cell = (int) place;
        double t = place - cell;
        double sum = 0;
        for (int i = halo * perHalo; i < (halo + 1) * perHalo; i++) {
            float[] row = rows[index[i]];
            sum += weight[i] * (row[2 * cell] + t * row[2 * cell + 1]);
        }
        return taper.factor(x, outer) * radius[halo] * sum;
    }

    /** Bytes of the tables. */
    public long bytes() {
        return Arrays.stream(rows).mapToLong(row -> 4L * row.length).sum()
                + 4L * index.length
                + 8L * weight.length
                + 8L * radius.length;
    }
}
