package org.hydroreplace.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables side by side whose cells have a colour, from 0 to 1, and their number in them; NaN is grey and empty. */
final class HeatMap {
    private static final double RESOLUTION = 1.5;
    private static final Font LETTERS = Lettering.font(25);
    private static final int CELL_HEIGHT = 52;
    private static final int LINE = 38;
    private static final int PADDING = 16;
    private static final int GAP = 30;
    private static final Color EMPTY = new Color(0xe4e6e8);

    private final List<String> rows;
    private final List<String> columns;
    private final String below;
    private final List<String> titles = new ArrayList<>();
    private final List<double[][]> tables = new ArrayList<>();

    /**
     * Empty.
     *
     * @param rows names of the rows, from the top
     * @param columns names of the columns
     * @param below what the columns are
     */
    HeatMap(List<String> rows, List<String> columns, String below) {
        this.rows = List.copyOf(rows);
        this.columns = List.copyOf(columns);
        this.below = below;
    }

    HeatMap add(String title, double[][] table) {
        titles.add(title);
        tables.add(table);
        return this;
    }

    byte[] png() {
        Graphics2D measure = Pictures.graphics(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));
        double left = PADDING
                + rows.stream()
                        .mapToDouble(row -> Lettering.width(measure, LETTERS, row))
                        .max()
                        .orElse(0)
                + 14;
        double width = (PlotSheet.WIDTH - left - PADDING - GAP * (tables.size() - 1)) / tables.size();
        double cell = Math.min(150, width / columns.size());
        double top = PADDING + LINE;
        double height = top + rows.size() * CELL_HEIGHT + 2 * LINE + PADDING;
        BufferedImage image = new BufferedImage(
                (int) Math.round(RESOLUTION * PlotSheet.WIDTH),
                (int) Math.round(RESOLUTION * height),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = Pictures.graphics(image);
        graphics.scale(RESOLUTION, RESOLUTION);
        for (int m = 0; m < rows.size(); m++) {
            graphics.setFont(LETTERS);
            graphics.drawString(
                    Lettering.drawable(LETTERS, rows.get(m)), PADDING, (float) (top + m * CELL_HEIGHT + 35));
        }
        for (int t = 0; t < tables.size(); t++) {
            double at = left + t * (width + GAP);
            double middle = at + columns.size() * cell / 2;
            graphics.setColor(Lettering.INK);
            Lettering.centred(graphics, LETTERS, titles.get(t), middle, top - 14, width);
            for (int r = 0; r < columns.size(); r++) {
                graphics.setColor(Lettering.INK);
                double base = top + rows.size() * CELL_HEIGHT + 30;
                Lettering.centred(graphics, LETTERS, columns.get(r), at + (r + 0.5) * cell, base, cell);
                for (int m = 0; m < rows.size(); m++) {
                    cell(graphics, tables.get(t)[m][r], at + r * cell, top + m * CELL_HEIGHT, cell);
                }
            }
            Lettering.centred(
                    graphics, LETTERS, below, middle, top + rows.size() * CELL_HEIGHT + 30 + LINE, width + GAP);
        }
        graphics.dispose();
        return Pictures.png(image);
    }

    private static void cell(Graphics2D graphics, double value, double x, double y, double width) {
        Color colour = Double.isNaN(value) ? EMPTY : new Color(ColourMap.DENSITY.rgb(value));
        graphics.setColor(colour);
        graphics.fillRect(
                (int) Math.round(x) + 1, (int) Math.round(y) + 1, (int) Math.round(width) - 2, CELL_HEIGHT - 2);
        if (!Double.isNaN(value)) {
            graphics.setColor(value > 0.55 ? Lettering.INK : Color.WHITE);
            String text = String.format(Locale.ROOT, "%.2f", value);
            Lettering.centred(graphics, LETTERS, text, x + width / 2, y + 35, width);
            graphics.setColor(Lettering.INK);
        }
    }
}
