package org.hydroreplace.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.hydroreplace.field.HaloSet;
import org.hydroreplace.halo.Component;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.halo.MassBin;
import org.hydroreplace.pipeline.RunConfiguration.Maps;

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
        Wanted wanted = Wanted.of(configuration, products);
        wanted.maps().ifPresent(maps -> files.put(MapsFile.NAME, bytes.maps(maps)));
        wanted.power().ifPresent(power -> files.put(PowerFile.NAME, VALUE * PowerFile.values(configuration, wanted)));
        configuration
                .profiles()
                .filter(p -> products.contains(Product.PROFILES))
                .ifPresent(profiles -> {
                    files.put(ProfilesFile.NAME, bytes.profiles(profiles));
                    files.put(StatisticsFile.NAME, bytes.statistics(profiles));
                });
        wanted.lensPlanes()
                .ifPresent(planes -> files.put(
                        LensPlanesFiles.FOLDER,
                        LensPlanesFiles.fileBytes(planes, configuration.fields().size())));
        return files;
    }

    private long maps(Maps maps) {
        return VALUE
                * maps.grid()
                * maps.grid()
                * maps.axes().size()
                * configuration.fields().size();
    }

    private long profiles(Profiles profiles) {
        long bins = profiles.edges().values().size() - 1L;
        long components = Component.values().length;
        long stacks = MassBin.between(profiles.massBins()).size();
        long bytes = VALUE * (bins + 1);
        for (int f = 0; f < configuration.fields().size(); f++) {
            if (profiles.covers(configuration.fields().get(f))) {
                long columns = isCompared(f) ? 8 : 4;
                bytes += halos(f) + VALUE * components * bins * (3 * rows(f) + stacks * columns);
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
                bytes += halos(f)
                        + VALUE
                                * radii
                                * (rows(f) * (components * (2 + ratio) + StatisticsFile.FRACTIONS.size())
                                        + stacks * (StatisticsFile.FRACTIONS.size() + ratio));
            }
        }
        return bytes;
    }

    /** The columns that say whose halos these are. */
    private long halos(int field) {
        return VALUE * rows(field) * (setOf(field) == HaloSet.SELECTED ? 3 : 2);
    }

    private long rows(int field) {
        return inputs.halos(setOf(field)).size();
    }

    private HaloSet setOf(int field) {
        return configuration
                .profiles()
                .orElseThrow()
                .halosOf(configuration.fields().get(field), inputs.matches() != null);
    }

    /** Whether a field is compared with the gravity-only one, which is profiled whenever there is one. */
    private boolean isCompared(int field) {
        OptionalInt place = configuration.referenceField();
        return place.isPresent() && place.getAsInt() != field;
    }
}
