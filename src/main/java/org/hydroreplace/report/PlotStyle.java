package org.hydroreplace.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The look of every {@link Plot}: 1200 pixels wide, letters of 8 to 9 points when that is printed at 12 cm. */
final class PlotStyle {
    static final Color REFERENCE = new Color(0x3c, 0x40, 0x46);

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 860;
    private static final int LEGEND_LINE = 46;
    private static final Color GRID = new Color(0xea, 0xec, 0xee);
    private static final List<Color> OKABE_ITO = List.of(
            new Color(0x00, 0x72, 0xb2),
            new Color(0xd5, 0x5e, 0x00),
            new Color(0x00, 0x9e, 0x73),
            new Color(0xcc, 0x79, 0xa7),
            new Color(0xe6, 0x9f, 0x00),
            new Color(0x56, 0xb4, 0xe9),
            new Color(0x00, 0x00, 0x00));
    private static final List<float[]> DASHES =
            List.of(new float[] {14, 7}, new float[] {4, 6}, new float[] {16, 6, 4, 6});

    private PlotStyle() {}

    static Color colour(int series) {
        return OKABE_ITO.get(series % OKABE_ITO.size());
    }

    static int cycle(int series) {
        return series / OKABE_ITO.size();
    }

    static BufferedImage draw(Plot plot) {
        List<Plot.Series> drawn = plot.drawn();
        long named = drawn.stream().filter(one -> !one.name().isEmpty()).count();
        int height = (int) Math.max(HEIGHT, 100 + LEGEND_LINE * named);
        XYChart chart = new XYChartBuilder().width(WIDTH).height(height).build();
        Font letters = Lettering.font(29);
        chart.setTitle(Lettering.drawable(letters, plot.title));
        chart.setXAxisTitle(Lettering.drawable(letters, plot.x.label()));
        chart.setYAxisTitle(Lettering.drawable(letters, plot.y.label()));
        XYStyler style = chart.getStyler();
        frame(style, letters);
        axes(style, plot, letters);
        for (int i = 0; i < drawn.size(); i++) {
            add(chart, drawn.get(i), i, letters);
        }
        if (drawn.stream().allMatch(one -> one.x().length == 0)) {
            chart.setTitle(chart.getTitle() + " (no data)");
        }
        style.setLegendVisible(named > 1);
        place(style, plot);
        BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = Pictures.graphics(image);
        chart.paint(graphics, WIDTH, height);
        graphics.dispose();
        return image;
    }

    private static void frame(XYStyler style, Font letters) {
        style.setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setChartFontColor(Lettering.INK)
                .setChartTitleFont(letters)
                .setChartTitlePadding(14)
                .setChartPadding(20)
                .setLegendFont(Lettering.font(27))
                .setLegendBorderColor(GRID)
                .setLegendBackgroundColor(new Color(255, 255, 255, 225))
                .setLegendPadding(12)
                .setLegendSeriesLineLength(44)
                .setPlotBorderVisible(true)
                .setPlotBorderColor(Lettering.INK)
                .setPlotContentSize(1);
        style.setAxisTitleFont(letters);
        style.setAxisTitlePadding(14);
        style.setAxisTickLabelsFont(Lettering.font(27));
        style.setAxisTickLabelsColor(Lettering.INK);
        style.setAxisTickMarksColor(Lettering.INK);
        style.setAxisTickMarkLength(9);
        style.setAxisTickPadding(6);
        style.setAxisTicksLineVisible(false);
        style.setPlotMargin(0);
        style.setPlotGridLinesColor(GRID);
        style.setPlotGridLinesStroke(new BasicStroke(1.5f));
    }

    private static void axes(XYStyler style, Plot plot, Font letters) {
        double[] x = plot.horizontalRange();
        double[] y = plot.verticalRange();
        style.setXAxisLogarithmic(plot.x.logarithmic());
        style.setYAxisLogarithmic(plot.y.logarithmic());
        style.setXAxisLogarithmicDecadeOnly(decades(x));
        style.setYAxisLogarithmicDecadeOnly(decades(y));
        style.setXAxisMin(x[0]);
        style.setXAxisMax(x[1]);
        style.setYAxisMin(y[0]);
        style.setYAxisMax(y[1]);
        style.setXAxisTickMarkSpacingHint(150);
        style.setYAxisTickMarkSpacingHint(100);
        style.setXAxisTickLabelsFormattingFunction(value -> Lettering.drawable(letters, Ticks.text(value)));
        style.setYAxisTickLabelsFormattingFunction(value -> Lettering.drawable(letters, Ticks.text(value)));
    }

    /** Whether at least two powers of ten lie inside, so that labelling those alone reads well. */
    private static boolean decades(double[] range) {
        return range[0] > 0 && Math.floor(Math.log10(range[1])) - Math.ceil(Math.log10(range[0])) >= 1;
    }

    private static void add(XYChart chart, Plot.Series one, int number, Font letters) {
        if (one.x().length == 0) {
            return;
        }
        XYSeries series = chart.addSeries("series " + number, one.x(), one.y());
        series.setLabel(Lettering.drawable(letters, one.name()));
        series.setShowInLegend(!one.name().isEmpty());
        series.setLineColor(one.colour());
        series.setMarkerColor(one.colour());
        series.setMarker(SeriesMarkers.NONE);
        series.setLineStyle(stroke(3.2f, one.cycle()));
        switch (one.kind()) {
            case LINE, STEPS -> series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
            case DASHED -> series.setLineStyle(stroke(2.2f, 1));
            case BARS -> {
                series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
                series.setFillColor(faint(one.colour(), 70));
            }
            case BAND -> {
                series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
                series.setFillColor(faint(one.colour(), 50));
                series.setLineColor(faint(one.colour(), 0));
            }
            case POINTS -> {
                series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
                series.setMarker(SeriesMarkers.CIRCLE);
                int points = one.x().length;
                chart.getStyler().setMarkerSize(points < 300 ? 10 : points < 5000 ? 7 : 4);
                series.setMarkerColor(faint(one.colour(), points < 300 ? 190 : points < 5000 ? 130 : 70));
            }
        }
    }

    private static BasicStroke stroke(float width, int cycle) {
        if (cycle == 0) {
            return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        }
        float[] dash = DASHES.get((cycle - 1) % DASHES.size());
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }

    private static Color faint(Color colour, int alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
    }

    /** Puts the legend into the corner that hides nothing, or else beside the plot. */
    private static void place(XYStyler style, Plot plot) {
        LegendPlace.find(plot)
                .ifPresentOrElse(
                        style::setLegendPosition, () -> style.setLegendPosition(Styler.LegendPosition.OutsideE));
    }
}
