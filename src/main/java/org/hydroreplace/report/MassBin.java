package org.hydroreplace.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.hydroreplace.io.Hdf5File;

/** A mass bin of the stacks: halos with M200c of the DMO halo in [low, high), in Msun/h; high may be infinite. */
record MassBin(String name, long halos, double low, double high) {

    /** The bins of a group that holds one group for each, lightest first. */
    static List<MassBin> of(Hdf5File file, String group) {
        List<MassBin> bins = new ArrayList<>();
        for (String name : file.children(group)) {
            String path = group + "/" + name;
            bins.add(new MassBin(
                    name,
                    Math.round(Datasets.attribute(file, path, "halos")),
                    Datasets.attribute(file, path, "min_mass"),
                    Datasets.attribute(file, path, "max_mass")));
        }
        bins.sort(Comparator.comparingDouble(MassBin::low));
        return bins;
    }

    static List<MassBin> filled(List<MassBin> bins) {
        return bins.stream().filter(bin -> bin.halos > 0).toList();
    }

    /** At most {@code most} bins, spread evenly over all, with both ends. */
    static List<MassBin> spread(List<MassBin> bins, int most) {
        if (bins.size() <= most) {
            return bins;
        }
        List<MassBin> some = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            some.add(bins.get((int) Math.round(i * (bins.size() - 1.0) / (most - 1))));
        }
        return some;
    }

    /** A sentence naming the bins without halos, empty where all have some. */
    static String empty(List<MassBin> bins) {
        List<String> empty =
                bins.stream().filter(bin -> bin.halos == 0).map(MassBin::range).toList();
        return empty.isEmpty() ? "" : " No halos with " + String.join(" nor ", empty) + ".";
    }

    /** Such as {@code log M200c 12.0–12.5}. */
    String range() {
        return "log M " + (Double.isInfinite(high) ? "≥ " + log(low) : log(low) + "–" + log(high));
    }

    String count() {
        return halos == 1 ? "1 halo" : halos + " halos";
    }

    private static String log(double mass) {
        double log = Math.log10(mass);
        boolean tenths = Math.abs(10 * log - Math.rint(10 * log)) < 1e-6;
        return String.format(Locale.ROOT, tenths ? "%.1f" : "%.2f", log);
    }
}
