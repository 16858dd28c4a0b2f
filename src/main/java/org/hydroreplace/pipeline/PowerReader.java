package org.hydroreplace.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.pipeline.RunConfiguration.Power;
import org.hydroreplace.spectrum.Window;

/** Reads the section {@code power} of a configuration. */
final class PowerReader {
    private PowerReader() {}

    /**
     * Reads the section. Its keys for spectra in three dimensions are checked, and a notice says that they have no effect.
     *
     * @param hasMaps whether maps are made, whose spectra these are
     */
    static Power read(String file, ConfigNode node, List<FieldSpec> fields, boolean hasMaps, List<String> notices) {
        List<Optional<?>> volume = List.of(
                node.whole("grid", MassGrid.MIN_SIDE, MassGrid.MAX_SIDE),
                node.choice("assignment", MassAssignment.class),
                node.flag("interlaced"));
        Power power = new Power(
                node.choice("window", Window.class).orElse(Window.COMPENSATED),
                ProfilesReader.fieldNames(file, node, fields));
        if (!node.flag("planes").orElse(true)) {
            throw new UsageException(
                    file
                            + ": power.planes is false, and this version computes no other spectra; set it to true or remove the section power");
        }
        node.rejectUnknown();
        if (!hasMaps) {
            throw new UsageException(
                    file + ": power needs the maps whose spectra it holds; add a section such as maps: {grid: 1024}");
        }
        if (volume.stream().anyMatch(Optional::isPresent)) {
            notices.add(
                    "power.grid, power.assignment and power.interlaced have no effect: this version computes the spectra of the maps and none in three dimensions");
        }
        return power;
    }

    /** The section as it is written to run.yaml. */
    static Map<String, Object> effective(Power power) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("planes", true);
        map.put("window", Labels.of(power.window()));
        if (!power.fields().isEmpty()) {
            map.put("fields", power.fields());
        }
        return map;
    }
}
