package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.hydroreplace.halo.HaloCatalogue;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.halo.HaloMatches.Unmatched;
import org.hydroreplace.io.Hdf5Output;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.Hdf5Writer;

/** Writes matched_halos.h5: one row a pair, heaviest DMO halo first, and the unmatched halos with the reason. */
final class MatchedHalosFile {
    static final String NAME = "matched_halos.h5";

    static final List<String> SECTIONS = List.of("simulation", "cosmology", "matching");

    private final Hdf5Writer file;

    private MatchedHalosFile(Hdf5Writer file) {
        this.file = file;
    }

    static void write(Path folder, RunConfiguration configuration, HaloMatches matches) {
        try (Hdf5Writer writer = ProductFile.create(
                folder.resolve(NAME), configuration, matches.dmo().header(), SECTIONS)) {
            MatchedHalosFile file = new MatchedHalosFile(writer);
            file.pairs(matches);
            file.unmatched("dmo", matches.dmo(), matches.unmatchedDmo());
            file.unmatched("hydro", matches.hydro(), matches.unmatchedHydro());
            writer.commit();
        }
    }

    /** Bytes of the values of all datasets. */
    static long valueBytes(HaloMatches matches) {
        return 13L * 8 * matches.pairs().size()
                + unmatchedBytes(matches.unmatchedDmo())
                + unmatchedBytes(matches.unmatchedHydro());
    }

    private static long unmatchedBytes(List<Unmatched> halos) {
        int longest = halos.stream()
                .mapToInt(halo -> halo.reason().label().length())
                .max()
                .orElse(1);
        return (6L * 8 + longest) * halos.size();
    }

    private void pairs(HaloMatches matches) {
        List<HaloMatches.Pair> pairs = matches.pairs();
        int n = pairs.size();
        whole("dmo_index", n, i -> pairs.get(i).dmo(), "position of the DMO halo in its catalogue");
        whole("hydro_index", n, i -> pairs.get(i).hydro(), "position of the hydro halo in its catalogue");
        halos("dmo", n, matches.dmo(), i -> pairs.get(i).dmo(), "DMO halo");
        halos("hydro", n, matches.hydro(), i -> pairs.get(i).hydro(), "hydro halo");
        column(
                "separation",
                n,
                i -> pairs.get(i).separation(),
                "Mpc/h",
                "distance of the two centres by the nearest image, comoving");
    }

    private void halos(String prefix, int n, HaloCatalogue catalogue, IntUnaryOperator halo, String what) {
        column(prefix + "_mass", n, i -> catalogue.mass(halo.applyAsInt(i)), "Msun/h", "M200c of the " + what);
        column(
                prefix + "_radius",
                n,
                i -> catalogue.radius(halo.applyAsInt(i)),
                "Mpc/h",
                "R200c of the " + what + ", comoving");
        positions(prefix + "_position", n, catalogue, halo, "centre of the " + what + ", comoving");
    }

    private void unmatched(String run, HaloCatalogue catalogue, List<Unmatched> halos) {
        String group = "unmatched/" + run + "/";
        int n = halos.size();
        IntUnaryOperator halo = i -> halos.get(i).halo();
        whole(group + "index", n, i -> halos.get(i).halo(), "position of the halo in the " + run + " catalogue");
        column(group + "mass", n, i -> catalogue.mass(halo.applyAsInt(i)), "Msun/h", "M200c");
        column(group + "radius", n, i -> catalogue.radius(halo.applyAsInt(i)), "Mpc/h", "R200c, comoving");
        positions(group + "position", n, catalogue, halo, "centre, comoving");
        file.strings(
                group + "reason", halos.stream().map(u -> u.reason().label()).toList());
        ProductFile.describe(
                file,
                group + "reason",
                "",
                "why the halo has no partner: no_halo_in_reach (none of the other run within the maximum separation), "
                        + "mass_ratio (some, but none within the mass-ratio window), partner_taken (all that fit belong to other pairs), "
                        + "partner_below_min_mass (the only DMO halos that fit are lighter than the minimum mass)");
    }

    private void whole(String name, int n, IntToLongFunction value, String description) {
        try (Hdf5Output output = file.dataset(name, Hdf5Type.INT64, n)) {
            output.write(0, n, IntStream.range(0, n).mapToLong(value).toArray(), 0);
        }
        ProductFile.describe(file, name, "", description);
    }

    private void column(String name, int n, IntToDoubleFunction value, String units, String description) {
        try (Hdf5Output output = file.dataset(name, Hdf5Type.FLOAT64, n)) {
            output.write(0, n, IntStream.range(0, n).mapToDouble(value).toArray(), 0);
        }
        ProductFile.describe(file, name, units, description);
    }

    private void positions(String name, int n, HaloCatalogue catalogue, IntUnaryOperator halo, String description) {
        double[] rows = new double[3 * n];
        for (int i = 0; i < n; i++) {
            int h = halo.applyAsInt(i);
            rows[3 * i] = catalogue.x(h);
            rows[3 * i + 1] = catalogue.y(h);
            rows[3 * i + 2] = catalogue.z(h);
        }
        try (Hdf5Output output = file.dataset(name, Hdf5Type.FLOAT64, n, 3)) {
            output.write(0, n, rows, 0);
        }
        ProductFile.describe(file, name, "Mpc/h", description);
    }
}
