package org.hydroreplace.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Plots in rows and columns with one legend. Panels of a column share their horizontal axis, those of a row the
 * vertical one.
 *
 * <p>Every sheet is {@value #WIDTH} units wide, so that letters have the same size in all figures: 7 to 8 points where
 * one is printed at 12 cm. A unit is 1.5 pixels.
 */
final class PlotSheet {
    static final int WIDTH = 1200;

    private static final double RESOLUTION = 1.5;
    private static final double GAP = 28;
    private static final double PADDING = 16;
    private static final double TITLE_LINE = 34;
    private static final Font LETTERS = Lettering.font(27);

    private final double[] widths;
    private final double[] heights;
    private final List<Plot> plots = new ArrayList<>();
    private final Graphics2D measure = Pictures.graphics(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));

    /** Columns by their shares of the width, rows by the heights of their panels in units. */
    PlotSheet(double[] widths, double... heights) {
        this.widths = widths.clone();
        this.heights = heights.clone();
    }

    /** The next plot, row by row. */
    PlotSheet add(Plot plot) {
        plots.add(plot);
        return this;
    }

    byte[] png() {
        return Pictures.png(draw());
    }

    BufferedImage draw() {
        int columns = widths.length;
        if (plots.size() != columns * heights.length) {
            throw new IllegalArgumentException(
                    plots.size() + " plots on a sheet of " + columns + " x " + heights.length);
        }
        List<PlotScale> upright = IntStream.range(0, heights.length)
                .mapToObj(row -> upright(plots.subList(row * columns, (row + 1) * columns), heights[row]))
                .toList();
        double numbers = upright.stream()
                .flatMap(scale -> scale.labelled().stream())
                .mapToDouble(this::width)
                .max()
                .orElse(0);
        double left = PADDING + 44 + numbers + 10;
        double share = (WIDTH - left - PADDING - 16 - GAP * (columns - 1))
                / Arrays.stream(widths).sum();
        List<PlotScale> level = new ArrayList<>();
        double at = left;
        for (int column = 0; column < columns; column++) {
            level.add(level(column, share * widths[column]).placed(at, at + share * widths[column]));
            at += share * widths[column] + GAP;
        }
        PlotLegend legend = new PlotLegend(plots, WIDTH - left - PADDING);
        double height = PADDING + legend.height();
        for (int row = 0; row < heights.length; row++) {
            height += titleLines(row) * TITLE_LINE + (row > 0 ? GAP + 4 : 10) + heights[row];
        }
        height += 44 + 40 + PADDING;
        BufferedImage image = new BufferedImage(
                (int) Math.round(RESOLUTION * WIDTH),
                (int) Math.round(RESOLUTION * height),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = Pictures.graphics(image);
        graphics.scale(RESOLUTION, RESOLUTION);
        legend.draw(graphics, left, PADDING);
        double top = PADDING + legend.height();
        for (int row = 0; row < heights.length; row++) {
            int lines = titleLines(row);
            double panelTop = top + lines * TITLE_LINE + (row > 0 ? GAP + 4 : 10);
            PlotScale y = upright.get(row).placed(panelTop + heights[row], panelTop);
            double free = 0;
            for (int column = 0; column < columns; column++) {
                PlotPanel panel = panel(graphics, row, column, level.get(column), y, lines);
                free = row == heights.length - 1 ? panel.numbersBelow(free) : free;
            }
            String label = plots.get(row * columns).y.label();
            graphics.setColor(Lettering.INK);
            Lettering.upwards(graphics, LETTERS, label, PADDING + 16, panelTop + heights[row] / 2, heights[row] + 40);
            top = panelTop + heights[row];
        }
        graphics.dispose();
        return image;
    }

    private PlotPanel panel(Graphics2D graphics, int row, int column, PlotScale x, PlotScale y, int lines) {
        Plot plot = plots.get(row * widths.length + column);
        PlotPanel panel = new PlotPanel(graphics, plot, x, y);
        panel.draw();
        double middle = (x.from() + x.to()) / 2;
        double room = x.to() - x.from() + GAP;
        if (column == 0) {
            panel.numbersLeft();
        }
        String[] title = plot.title.split("\n", -1);
        for (int i = 0; i < title.length; i++) {
            double base = y.to() - 14 - (title.length - 1 - i) * TITLE_LINE;
            if (lines > 0) {
                Lettering.centred(graphics, LETTERS, title[i], middle, base, room);
            }
        }
        if (row == heights.length - 1) {
            Lettering.centred(graphics, LETTERS, plot.x.label(), middle, y.from() + 78, room);
        }
        return panel;
    }

    private int titleLines(int row) {
        return plots.subList(row * widths.length, (row + 1) * widths.length).stream()
                .mapToInt(plot -> plot.title.isEmpty() ? 0 : plot.title.split("\n", -1).length)
                .max()
                .orElse(0);
    }

    private PlotScale upright(List<Plot> row, double height) {
        PlotAxis axis = row.getFirst().y;
        return PlotScale.of(
                axis, union(axis, filled(row).stream().map(Plot::verticalRange)), ticks -> ticks.size() * 46 < height);
    }

    private PlotScale level(int column, double width) {
        List<Plot> stacked = IntStream.range(0, heights.length)
                .mapToObj(row -> plots.get(row * widths.length + column))
                .toList();
        PlotAxis axis = stacked.getFirst().x;
        return PlotScale.of(
                axis,
                union(axis, filled(stacked).stream().map(Plot::horizontalRange)),
                ticks -> ticks.stream().mapToDouble(tick -> width(tick) + 26).sum() < width);
    }

    /** Plots without data do not stretch the axis that they share. */
    private static List<Plot> filled(List<Plot> plots) {
        List<Plot> filled = plots.stream().filter(Plot::hasData).toList();
        return filled.isEmpty() ? plots : filled;
    }

    private static double[] union(PlotAxis axis, Stream<double[]> ranges) {
        double[] both = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        ranges.forEach(range -> {
            both[0] = Math.min(both[0], range[0]);
            both[1] = Math.max(both[1], range[1]);
        });
        return axis.holds(both[0]) && both[1] > both[0] ? both : new double[] {1, 10};
    }

    private double width(double tick) {
        return Lettering.width(measure, PlotPanel.NUMBERS, Lettering.drawable(PlotPanel.NUMBERS, Ticks.text(tick)));
    }
}
