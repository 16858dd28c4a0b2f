package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.grid.Precision;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.spectrum.Window;

/** Reads the section {@code power} of a configuration. */
final class PowerReader {
    /** Largest side in three dimensions: 8 bytes a cell make 4 TiB. */
    private static final int MAX_SIDE = 1 << 13;

    private static final List<String> OF_VOLUMES =
            List.of("assignment", "interlaced", "precision", "folds", "jackknife", "multipoles", "cross");

    private PowerReader() {}

    /** Sub-boxes along a side, unless the grid has no such factor. */
    private static final int SUB_BOXES = 4;

    /** Every volume is a grid of its own for every class of particles: more foldings would not fit. */
    private static final int MOST_FOLDED = 64;

    /**
     * Reads the section.
     *
     * @param hasMaps whether maps are made, whose spectra are made too
     */
    static Power read(String file, ConfigNode node, List<FieldSpec> fields, boolean hasMaps) {
        List<String> chosen = ProfilesReader.fieldNames(file, node, fields);
        Optional<Integer> grid = node.whole("grid", MassGrid.MIN_SIDE, MAX_SIDE);
        Power power = new Power(
                node.choice("window", Window.class).orElse(Window.COMPENSATED),
                chosen,
                node.flag("planes").orElse(hasMaps),
                grid.map(side -> volume(file, node, side, fields, chosen)));
        if (grid.isEmpty()) {
            for (String key : OF_VOLUMES) {
                if (node.has(key)) {
                    throw new UsageException(file + ": " + node.name(key) + " is of spectra in three dimensions, and "
                            + node.name("grid") + " is missing; add the cells along a side, such as grid: 512");
                }
            }
        }
        node.rejectUnknown();
        if (power.planes() && !hasMaps) {
            throw new UsageException(file
                    + ": power.planes needs the maps whose spectra it holds; add a section such as maps: {grid: 1024}");
        }
        if (!power.planes() && grid.isEmpty()) {
            throw new UsageException(
                    file
                            + ": power asks for no spectra; add power.grid for those in three dimensions, such as grid: 512, or maps for theirs");
        }
        return power;
    }

    private static Power.Volume volume(
            String file, ConfigNode node, int grid, List<FieldSpec> fields, List<String> chosen) {
        List<String> known = fields.stream()
                .map(FieldSpec::name)
                .filter(name -> chosen.isEmpty() || chosen.contains(name))
                .toList();
        int jackknife = node.whole("jackknife", 0, 16).orElseGet(() -> defaultSubBoxes(grid));
        boolean cuts = jackknife > 1 && grid % jackknife == 0 && grid / jackknife >= 4;
        if (jackknife != 0 && !cuts) {
            throw new UsageException(file + ": " + node.name("jackknife") + " is " + jackknife
                    + " sub-boxes along a side, and " + node.name("grid") + " of " + grid
                    + " cells cannot be cut into them; give a factor of the grid from 2 to " + Math.max(2, grid / 4)
                    + ", or 0 for no errors");
        }
        return new Power.Volume(
                grid,
                node.choice("assignment", MassAssignment.class).orElse(MassAssignment.TSC),
                node.flag("interlaced").orElse(true),
                node.choice("precision", Precision.class).orElse(Precision.DOUBLE),
                folds(node),
                jackknife,
                node.raw("multipoles") instanceof List<?> none && none.isEmpty()
                        ? List.of()
                        : node.choices("multipoles", Axis.class).orElse(List.of()),
                cross(file, node, fields, known));
    }

    private static int defaultSubBoxes(int grid) {
        for (int parts = SUB_BOXES; parts > 1; parts--) {
            if (grid % parts == 0 && grid / parts >= 4) {
                return parts;
            }
        }
        return 0;
    }

    private static List<Integer> folds(ConfigNode node) {
        Object value = node.raw("folds");
        if (value == null) {
            return List.of();
        }
        List<Integer> folds = new ArrayList<>();
        for (Object item : value instanceof List<?> list ? list : List.of(value)) {
            if (!(item instanceof Integer fold) || fold < 2 || fold > MOST_FOLDED || folds.contains(fold)) {
                throw node.wrong(
                        "folds", "a list of different whole numbers from 2 to " + MOST_FOLDED + ", such as [4, 16]");
            }
            folds.add(fold);
        }
        return folds;
    }

    /** The gravity-only field, unless others are named. */
    private static List<String> cross(String file, ConfigNode node, List<FieldSpec> fields, List<String> known) {
        Object value = node.raw("cross");
        if (value == null) {
            if (known.size() < 2) {
                return List.of();
            }
            return fields.stream()
                    .filter(FieldSpec.Dmo.class::isInstance)
                    .map(FieldSpec::name)
                    .limit(1)
                    .filter(known::contains)
                    .toList();
        }
        if (!(value instanceof List<?> list)) {
            throw node.wrong("cross", "a list of names of fields, such as [dmo]");
        }
        List<String> names = list.stream().map(String::valueOf).distinct().toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new UsageException(file + ": " + node.name("cross") + " names " + name
                        + ", which is not among the fields with spectra; they are " + String.join(", ", known));
            }
        }
        return names;
    }

    /** The section as it is written to run.yaml. */
    static Map<String, Object> effective(Power power) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("planes", power.planes());
        map.put("window", Labels.of(power.window()));
        if (!power.fields().isEmpty()) {
            map.put("fields", power.fields());
        }
        power.volume().ifPresent(volume -> {
            map.put("grid", volume.grid());
            map.put("assignment", volume.assignment().label());
            map.put("interlaced", volume.interlaced());
            map.put("precision", volume.precision().label());
            map.put("folds", volume.folds());
            map.put("jackknife", volume.jackknife());
            map.put("multipoles", volume.multipoles().stream().map(Labels::of).toList());
            map.put("cross", volume.cross());
        });
        return map;
    }
}
