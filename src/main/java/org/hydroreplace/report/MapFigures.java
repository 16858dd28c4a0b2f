package org.hydroreplace.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hydroreplace.io.Hdf5Dataset;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.report.MapPicture.Frame;
import org.hydroreplace.report.MapPicture.Panel;

/** maps.h5: surface densities side by side, and their ratio to the gravity-only field. */
final class MapFigures implements Chapter {
    /** More panels than this are too small to be looked at; the first of Palette's order are shown. */
    private static final int MAX_PANELS = 6;

    /** Ratios are drawn on cells this coarse at the finest, so that structure is seen and not the noise of particles. */
    private static final int RATIO_CELLS = 128;

    private static final List<String> AXES = List.of("x", "y", "z");

    private final Hdf5File file;
    private final List<String> fields;

    MapFigures(Hdf5File file) {
        this.file = file;
        fields = Palette.fieldsOf(file).stream()
                .filter(name -> AXES.stream().anyMatch(axis -> file.has(name + "/" + axis)))
                .toList();
    }

    @Override
    public String sentence() {
        return fields.isEmpty()
                ? "No field has a map."
                : (fields.size() == 1 ? "One field" : fields.size() + " fields") + " on a grid of "
                        + file.dataset(first()).rows() + " by "
                        + file.dataset(first()).rows() + " points.";
    }

    private String first() {
        String field = fields.getFirst();
        return AXES.stream()
                .map(axis -> field + "/" + axis)
                .filter(file::has)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Table table() {
        return new Table("", List.of(), List.of());
    }

    /** One map along each axis in memory at a time, coarsened to the size of a panel. */
    @Override
    public Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (String axis : AXES) {
            List<String> there = fields.stream()
                    .filter(field -> file.has(field + "/" + axis))
                    .toList();
            if (!there.isEmpty()) {
                figures(axis, there, figures);
            }
        }
        return figures;
    }

    private void figures(String axis, List<String> fields, Map<String, Figure> figures) {
        List<String> shown = fields.subList(0, Math.min(MAX_PANELS, fields.size()));
        List<Panel> panels = panels(shown, axis, MapPicture.PANEL);
        double boxSize = file.doubles(shown.getFirst() + "/" + axis, "box_size").orElseThrow()[0];
        List<String> plane = AXES.stream().filter(a -> !a.equals(axis)).toList();
        Frame frame = new Frame(boxSize, plane.get(0), plane.get(1));
        String some =
                shown.size() < fields.size() ? " Shown are " + shown.size() + " of " + fields.size() + " fields." : "";
        figures.put(
                "maps_" + axis + ".png",
                new Figure(
                        MapPicture.surfaceDensity(frame, panels),
                        "Surface density along " + axis + " of " + String.join(", ", shown),
                        "Surface density through the whole box along " + axis + ", one colour scale for all fields."
                                + some,
                        Figure.Room.WHOLE));
        if (shown.contains("dmo") && shown.size() > 1) {
            List<Panel> coarse = panels(shown, axis, RATIO_CELLS);
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
                                    boxSize / dmo.surfaceDensity().length),
                            Figure.Room.WHOLE));
        }
    }

    private List<Panel> panels(List<String> fields, String axis, int cells) {
        return fields.stream().map(field -> panel(field, axis, cells)).toList();
    }

    private Panel panel(String field, String axis, int most) {
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
