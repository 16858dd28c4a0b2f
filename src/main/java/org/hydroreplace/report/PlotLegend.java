package org.hydroreplace.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The legend above a {@link PlotSheet}: every name of its plots once, in lines that fit; none for a single name. */
final class PlotLegend {
    private static final double LINE = 40;
    private static final double SAMPLE = 54;

    /** A name and how it is drawn, with its width. */
    private record Entry(String text, Plot.Kind kind, Ink ink, double width) {}

    private final double room;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<List<Entry>> lines = new ArrayList<>();
    private final Graphics2D measure = Pictures.graphics(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));

    PlotLegend(List<Plot> plots, double room) {
        this.room = room;
        plots.forEach(plot -> plot.series().forEach(one -> enter(one.name(), one.kind(), one.ink())));
        plots.forEach(plot -> plot.references().forEach(one -> enter(one.name(), Plot.Kind.LINE, Ink.REFERENCE)));
        double used = room;
        for (Entry entry : entries.size() > 1 ? entries.values() : List.<Entry>of()) {
            if (used + entry.width() > room) {
                lines.add(new ArrayList<>());
                used = 0;
            }
            lines.getLast().add(entry);
            used += entry.width();
        }
    }

    double height() {
        return lines.size() * LINE;
    }

    void draw(Graphics2D graphics, double left, double top) {
        double middle = top + LINE / 2;
        for (List<Entry> line : lines) {
            double x = left;
            for (Entry entry : line) {
                sample(graphics, entry, x, middle);
                graphics.setColor(Lettering.INK);
                graphics.setFont(PlotPanel.NUMBERS);
                graphics.drawString(entry.text(), (float) (x + SAMPLE + 10), (float) (middle + 9));
                x += entry.width();
            }
            middle += LINE;
        }
    }

    private void enter(String name, Plot.Kind kind, Ink ink) {
        if (!name.isEmpty()) {
            String text = Lettering.cut(
                    measure, PlotPanel.NUMBERS, Lettering.drawable(PlotPanel.NUMBERS, name), room - SAMPLE - 10);
            double width = SAMPLE + 10 + Lettering.width(measure, PlotPanel.NUMBERS, text) + 30;
            entries.putIfAbsent(name, new Entry(text, kind, ink, width));
        }
    }

    private static void sample(Graphics2D graphics, Entry entry, double x, double y) {
        graphics.setColor(entry.ink().colour());
        graphics.setStroke(entry.ink().stroke(PlotPanel.LINE));
        switch (entry.kind()) {
            case LINE, STEPS -> graphics.draw(new Line2D.Double(x, y, x + SAMPLE, y));
            case BARS, BAND -> {
                graphics.setColor(entry.ink().faint(70));
                graphics.fill(new Rectangle2D.Double(x, y - 12, SAMPLE, 24));
            }
            case POINTS -> graphics.fill(new Ellipse2D.Double(x + SAMPLE / 2 - 5, y - 5, 10, 10));
            case ERRORS -> {
                graphics.fill(new Ellipse2D.Double(x + SAMPLE / 2 - 6.5, y - 6.5, 13, 13));
                graphics.setStroke(new BasicStroke(2.4f));
                graphics.draw(new Line2D.Double(x + SAMPLE / 2, y - 15, x + SAMPLE / 2, y + 15));
            }
        }
    }
}
