package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.lensing.ChunkPlanes;
import org.hydroreplace.lensing.PlaneContent;
import org.hydroreplace.lensing.TransformConvention;

/** Reads the section {@code lens_planes} of a configuration. */
final class LensPlanesReader {
    /** Drawn by the program itself: what {@code lens_planes.transforms} may be but a file. */
    private static final String DRAWN = "numpy";

    private static final int MAX_REALIZATIONS = 10_000;

    private LensPlanesReader() {}

    static LensPlanes read(ConfigNode node) {
        String transforms = node.text("transforms").orElse(DRAWN);
        boolean lux = transforms.equals(TransformConvention.LUX.label());
        if (!lux && !transforms.equals(DRAWN) && !transforms.endsWith(".h5") && !transforms.endsWith(".hdf5")) {
            throw node.wrong("transforms", "numpy, lux or the path of a transforms.h5");
        }
        LensPlanes planes = new LensPlanes(
                node.whole("grid", MassGrid.MIN_SIDE, MassGrid.MAX_SIDE).orElse(4096),
                node.choice("assignment", MassAssignment.class).orElse(MassAssignment.TSC),
                node.whole("realizations", 1, MAX_REALIZATIONS).orElse(10),
                node.whole("planes_per_snapshot", 1, ChunkPlanes.MAX_SLICES).orElse(2),
                seed(node),
                node.choice("content", PlaneContent.class).orElse(PlaneContent.MASS),
                node.choices("formats", LensPlanes.Format.class).orElse(List.of(LensPlanes.Format.RAW)),
                lux ? TransformConvention.LUX : TransformConvention.BOX,
                lux || transforms.equals(DRAWN) ? Optional.empty() : Optional.of(Path.of(transforms)));
        node.rejectUnknown();
        return planes;
    }

    /** Seeds of numpy's generator have 32 bits. */
    private static long seed(ConfigNode node) {
        Object value = node.raw("seed");
        if (value == null) {
            return 2020;
        }
        long highest = (1L << 32) - 1;
        if ((value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= 0
                && ((Number) value).longValue() <= highest) {
            return ((Number) value).longValue();
        }
        throw node.wrong("seed", "a whole number from 0 to " + highest);
    }

    /** The section as it is written to run.yaml. */
    static Map<String, Object> effective(LensPlanes planes) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("grid", planes.grid());
        map.put("assignment", planes.assignment().label());
        map.put("realizations", planes.realizations());
        map.put("planes_per_snapshot", planes.planesPerSnapshot());
        if (planes.transforms().isEmpty()) {
            map.put("seed", planes.seed());
        }
        map.put("content", planes.content().label());
        map.put("formats", planes.formats().stream().map(Labels::of).toList());
        map.put(
                "transforms",
                planes.transforms()
                        .map(path -> path.toAbsolutePath().normalize().toString())
                        .orElse(
                                planes.convention() == TransformConvention.LUX
                                        ? planes.convention().label()
                                        : DRAWN));
        return map;
    }
}
