package org.hydroreplace.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.halo.MassBin;
import org.hydroreplace.pipeline.HaloTable.RowsAre;
import org.hydroreplace.pipeline.RunConfiguration.Maps;
import org.hydroreplace.pipeline.RunConfiguration.Power;
import org.hydroreplace.spectrum.PlaneSpectrum;

/**
 * Bytes of the values in each product: those of all datasets, exactly. Files hold some kilobytes more for each dataset:
 * names, attributes and what HDF5 keeps about them.
 */
final class ProductBytes {
    private static final long VALUE = 8;

    private final RunConfiguration configuration;
    private final Inputs inputs;

    private ProductBytes(RunConfiguration configuration, Inputs inputs) {
        this.configuration = configuration;
        this.inputs = inputs;
    }

    /** By name of the file, in the order in which they are made. */
    static Map<String, Long> of(RunConfiguration configuration, Set<Product> products, Inputs inputs) {
        ProductBytes bytes = new ProductBytes(configuration, inputs);
        Map<String, Long> files = new LinkedHashMap<>();
        HaloMatches matches = inputs.matches();
        if (products.contains(Product.MATCHED_HALOS) && matches != null) {
            files.put(MatchedHalosFile.NAME, MatchedHalosFile.valueBytes(matches));
        }
        configuration.maps().filter(m -> products.contains(Product.MAPS)).ifPresent(maps -> {
            files.put(MapsFile.NAME, bytes.maps(maps));
            configuration
                    .power()
                    .filter(p -> products.contains(Product.POWER))
                    .ifPresent(power -> files.put(PowerFile.NAME, bytes.power(maps, power)));
        });
        configuration
                .profiles()
                .filter(p -> products.contains(Product.PROFILES))
                .ifPresent(profiles -> {
                    files.put(ProfilesFile.NAME, bytes.profiles(profiles));
                    files.put(StatisticsFile.NAME, bytes.statistics(profiles));
                });
        return files;
    }

    private long maps(Maps maps) {
        return VALUE
                * maps.grid()
                * maps.grid()
                * maps.axes().size()
                * configuration.fields().size();
    }

    private long power(Maps maps, Power power) {
        long fields = configuration.fields().stream()
                .filter(f -> power.fields().isEmpty() || power.fields().contains(f.name()))
                .count();
        OptionalInt place = configuration.referenceField();
        boolean compared = place.isPresent()
                && (power.fields().isEmpty()
                        || power.fields()
                                .contains(configuration
                                        .fields()
                                        .get(place.getAsInt())
                                        .name()));
        long columns = 3 * fields + (compared ? fields - 1 : 0);
        return VALUE * columns * maps.axes().size() * PlaneSpectrum.bins(maps.grid());
    }

    private long profiles(Profiles profiles) {
        long bins = profiles.edges().values().size() - 1L;
        long components = Component.values().length;
        long stacks = MassBin.between(profiles.massBins()).size();
        long bytes = VALUE * (bins + 1);
        for (int f = 0; f < configuration.fields().size(); f++) {
            if (profiles.covers(configuration.fields().get(f))) {
                long columns = isCompared(f) ? 8 : 4;
                bytes += halos() + VALUE * components * bins * (3 * rows() + stacks * columns);
            }
        }
        return bytes;
    }

    private long statistics(Profiles profiles) {
        long radii = profiles.radii().size();
        long components = Component.values().length;
        long stacks = MassBin.between(profiles.massBins()).size();
        long bytes = VALUE * radii;
        for (int f = 0; f < configuration.fields().size(); f++) {
            if (profiles.covers(configuration.fields().get(f))) {
                long ratio = isCompared(f) ? 1 : 0;
                bytes += halos()
                        + VALUE
                                * radii
                                * (rows() * (components * (2 + ratio) + StatisticsFile.FRACTIONS.size())
                                        + stacks * (StatisticsFile.FRACTIONS.size() + ratio));
            }
        }
        return bytes;
    }

    /** The columns that say whose halos these are. */
    private long halos() {
        return VALUE * rows() * (inputs.rows() == RowsAre.LISTED ? 3 : 2);
    }

    private long rows() {
        return inputs.halos().values().iterator().next().size();
    }

    /** Whether a field is compared with the gravity-only one, which is profiled whenever there is one. */
    private boolean isCompared(int field) {
        OptionalInt place = configuration.referenceField();
        return place.isPresent() && place.getAsInt() != field;
    }
}
