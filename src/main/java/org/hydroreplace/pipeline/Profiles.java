package org.hydroreplace.pipeline;

import java.util.List;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.HaloSet;
import org.hydroreplace.halo.RadialBins;

/**
 * Radial profiles of the halos, and statistics within multiples of R200c.
 *
 * @param edges of the profile bins
 * @param radii of the spheres of the statistics, rising, in R200c
 * @param centre round which halo's centre, and in units of whose R200c
 * @param massBins rising edges of the bins of the stacks, M200c of the DMO halo, Msun/h; the last may be infinite
 * @param fields names of replace fields that are profiled beside all others
 */
public record Profiles(Edges edges, List<Double> radii, Centre centre, List<Double> massBins, List<String> fields) {

    /** Whose centre and R200c a field's profile takes. */
    public enum Centre {
        /** The hydro halo's for the hydro run, the DMO halo's for all other fields. */
        OWN,
        /** The DMO halo's for every field. */
        DMO
    }

    /** Edges of the bins in units of R200c, as they were asked for. */
    public sealed interface Edges {
        /** The edges, rising. */
        List<Double> values();
    }

    /** Bins of equal ratio. */
    public record LogarithmicEdges(double min, double max, int bins) implements Edges {
        @Override
        public List<Double> values() {
            Double[] values = new Double[bins + 1];
            for (int i = 0; i <= bins; i++) {
                values[i] = min * StrictMath.pow(max / min, i / (double) bins);
            }
            values[0] = min;
            values[bins] = max;
            return List.of(values);
        }
    }

    /** Any rising edges. */
    public record ListedEdges(List<Double> values) implements Edges {
        public ListedEdges {
            values = List.copyOf(values);
        }
    }

    public Profiles {
        radii = List.copyOf(radii);
        massBins = List.copyOf(massBins);
        fields = List.copyOf(fields);
    }

    /** The bins and the spheres. */
    RadialBins bins() {
        return new RadialBins(array(edges.values()), array(radii));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Whether a field is profiled: the two runs and the corrected ones always, others by name. */
    boolean covers(FieldSpec field) {
        return !(field instanceof FieldSpec.Replaced) || fields.contains(field.name());
    }

    /**
     * The halos that a field's profiles are centred on.
     *
     * @param matched whether halos were matched; otherwise all of the gravity-only run are measured
     */
    HaloSet halosOf(FieldSpec field, boolean matched) {
        if (!matched || field instanceof FieldSpec.Baryonified) {
            return HaloSet.SELECTED;
        }
        return centre == Centre.OWN && field instanceof FieldSpec.Hydro ? HaloSet.HYDRO_PARTNERS : HaloSet.DMO_PARTNERS;
    }
}
