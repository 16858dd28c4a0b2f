package org.hydroreplace.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hydroreplace.io.Hdf5Dataset;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.report.MapPicture.Frame;
import org.hydroreplace.report.MapPicture.Panel;

/** The pictures of maps.h5: surface densities side by side, and their ratio to the gravity-only field. */
final class MapFigures {
    /** More panels than this are too small to be looked at; the first are shown. */
    private static final int MAX_PANELS = 6;

    /** Ratios are drawn on cells this coarse at the finest, so that structure is seen and not the noise of particles. */
    private static final int RATIO_CELLS = 128;

    private static final List<String> AXES = List.of("x", "y", "z");

    private MapFigures() {}

    /** Pictures by file name, of one map along each axis in memory at a time, coarsened to the size of a panel. */
    static Map<String, Figure> draw(Path maps) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        try (Hdf5File file = Hdf5File.open(maps)) {
            List<String> fields = file.children("/").stream()
                    .filter(name -> AXES.stream().anyMatch(axis -> file.has(name + "/" + axis)))
                    .toList();
            for (String axis : AXES) {
                List<String> there = order(fields.stream()
                        .filter(field -> file.has(field + "/" + axis))
                        .toList());
                if (!there.isEmpty()) {
                    figures(file, axis, there, figures);
                }
            }
        }
        return figures;
    }

    /** dmo and hydro first, the others as they come. */
    private static List<String> order(List<String> fields) {
        List<String> ordered = new ArrayList<>(List.of("dmo", "hydro"));
        ordered.retainAll(fields);
        fields.stream().filter(field -> !ordered.contains(field)).forEach(ordered::add);
        return ordered;
    }

    private static void figures(Hdf5File file, String axis, List<String> fields, Map<String, Figure> figures) {
        List<String> shown = fields.subList(0, Math.min(MAX_PANELS, fields.size()));
        List<Panel> panels = panels(file, shown, axis, MapPicture.PANEL);
        double boxSize = file.doubles(shown.getFirst() + "/" + axis, "box_size").orElseThrow()[0];
        List<String> plane = AXES.stream().filter(a -> !a.equals(axis)).toList();
        Frame frame = new Frame(boxSize, plane.get(0), plane.get(1));
        String some =
                shown.size() < fields.size() ? " The first " + shown.size() + " of " + fields.size() + " fields." : "";
        figures.put(
                "maps_" + axis + ".png",
                new Figure(
                        MapPicture.surfaceDensity(frame, panels),
                        "Surface density along " + axis + " of " + String.join(", ", shown),
                        "Surface density through the whole box along " + axis + ", one colour scale for all fields."
                                + some));
        if (shown.contains("dmo") && shown.size() > 1) {
            List<Panel> coarse = panels(file, shown, axis, RATIO_CELLS);
            Panel dmo = coarse.get(shown.indexOf("dmo"));
            List<Panel> others =
                    coarse.stream().filter(panel -> !panel.equals(dmo)).toList();
            figures.put(
                    "ratios_" + axis + ".png",
                    new Figure(
                            MapPicture.ratio(frame, others, dmo),
                            "Ratio to dmo along " + axis + " of "
                                    + String.join(
                                            ", ",
                                            others.stream().map(Panel::title).toList()),
                            String.format(
                                    Locale.ROOT,
                                    "The same maps divided by the gravity-only one, averaged over cells of %.2g Mpc/h. Grey: no matter there.",
                                    boxSize / dmo.surfaceDensity().length)));
        }
    }

    private static List<Panel> panels(Hdf5File file, List<String> fields, String axis, int cells) {
        return fields.stream().map(field -> panel(file, field, axis, cells)).toList();
    }

    private static Panel panel(Hdf5File file, String field, String axis, int most) {
        Hdf5Dataset map = file.dataset(field + "/" + axis);
        int cells = Math.toIntExact(map.rows());
        MapCoarsener coarsener = MapCoarsener.atMost(cells, Math.min(most, MapPicture.side(cells)));
        double[] row = new double[cells];
        for (int i = 0; i < cells; i++) {
            map.readFlat(i, 1, row);
            coarsener.add(row);
        }
        return new Panel(field, coarsener.result());
    }
}
