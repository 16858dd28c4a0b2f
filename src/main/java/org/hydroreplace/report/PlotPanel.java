package org.hydroreplace.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Draws one {@link Plot} into a rectangle, with given ends of its axes. Lengths are units of a {@link PlotSheet}. */
final class PlotPanel {
    static final Font NUMBERS = Lettering.font(25);
    static final float LINE = 3.2f;

    private static final Color GRID = new Color(0xe8, 0xea, 0xec);
    private static final double TICK = 9;
    private static final double MINOR_TICK = 5;

    private final Graphics2D graphics;
    private final Plot plot;
    private final PlotScale x;
    private final PlotScale y;
    private final Rectangle2D box;

    PlotPanel(Graphics2D graphics, Plot plot, PlotScale x, PlotScale y) {
        this.graphics = graphics;
        this.plot = plot;
        this.x = x;
        this.y = y;
        box = new Rectangle2D.Double(x.from(), y.to(), x.to() - x.from(), y.from() - y.to());
    }

    void draw() {
        graphics.setStroke(new BasicStroke(1.5f));
        graphics.setColor(GRID);
        for (double tick : x.labelled()) {
            line(x.at(tick), y.from(), x.at(tick), y.to());
        }
        for (double tick : y.labelled()) {
            line(x.from(), y.at(tick), x.to(), y.at(tick));
        }
        Shape before = graphics.getClip();
        graphics.clip(box);
        plot.series().forEach(this::series);
        plot.references().forEach(this::reference);
        graphics.setClip(before);
        if (!plot.hasData()) {
            graphics.setColor(Ink.REFERENCE.colour());
            Lettering.centred(graphics, NUMBERS, "no data", box.getCenterX(), box.getCenterY(), box.getWidth());
        }
        graphics.setColor(Lettering.INK);
        graphics.setStroke(new BasicStroke(1.5f));
        graphics.draw(box);
        ticks(x.labelled(), y.labelled(), TICK);
        ticks(x.unlabelled(), y.unlabelled(), MINOR_TICK);
    }

    /**
     * Numbers under the panel, as far as they do not touch those of the panel before.
     *
     * @param free where those of the panel before end
     * @return where these end
     */
    double numbersBelow(double free) {
        double end = free;
        graphics.setColor(Lettering.INK);
        graphics.setFont(NUMBERS);
        for (double tick : x.labelled()) {
            String text = Lettering.drawable(NUMBERS, Ticks.text(tick));
            double width = Lettering.width(graphics, NUMBERS, text);
            double left = Math.min(x.at(tick) - width / 2, PlotSheet.WIDTH - 8 - width);
            if (left > end + 14) {
                graphics.drawString(text, (float) left, (float) (y.from() + 34));
                end = left + width;
            }
        }
        return end;
    }

    void numbersLeft() {
        graphics.setColor(Lettering.INK);
        graphics.setFont(NUMBERS);
        for (double tick : y.labelled()) {
            String text = Lettering.drawable(NUMBERS, Ticks.text(tick));
            double width = Lettering.width(graphics, NUMBERS, text);
            graphics.drawString(text, (float) (x.from() - 10 - width), (float) (y.at(tick) + 9));
        }
    }

    private void ticks(List<Double> across, List<Double> up, double length) {
        for (double tick : across) {
            line(x.at(tick), y.from(), x.at(tick), y.from() - length);
            line(x.at(tick), y.to(), x.at(tick), y.to() + length);
        }
        for (double tick : up) {
            line(x.from(), y.at(tick), x.from() + length, y.at(tick));
            line(x.to(), y.at(tick), x.to() - length, y.at(tick));
        }
    }

    private void series(Plot.Series one) {
        graphics.setColor(one.ink().colour());
        graphics.setStroke(one.ink().stroke(LINE));
        switch (one.kind()) {
            case LINE, STEPS -> graphics.draw(path(one));
            case BARS -> {
                Path2D outline = path(one);
                graphics.draw(outline);
                graphics.setColor(one.ink().faint(70));
                graphics.fill(outline);
            }
            case BAND -> {
                graphics.setColor(one.ink().faint(48));
                graphics.fill(bands(one));
            }
            case POINTS -> {
                int points = one.x().length;
                graphics.setColor(one.ink().faint(points < 300 ? 190 : points < 5000 ? 110 : 80));
                double size = points < 300 ? 10 : points < 5000 ? 6.5 : 4;
                dots(one, size);
            }
            case ERRORS -> {
                dots(one, 13);
                graphics.setStroke(new BasicStroke(2.4f));
                for (int i = 0; i < one.x().length; i++) {
                    if (held(one, i)) {
                        double at = x.at(one.x()[i]);
                        line(at, y.at(one.low()[i]), at, y.at(one.high()[i]));
                        line(at - 7, y.at(one.low()[i]), at + 7, y.at(one.low()[i]));
                        line(at - 7, y.at(one.high()[i]), at + 7, y.at(one.high()[i]));
                    }
                }
            }
        }
    }

    private void reference(Plot.Reference reference) {
        graphics.setColor(Ink.REFERENCE.colour());
        graphics.setStroke(Ink.REFERENCE.stroke(2.2f));
        if (plot.y.holds(reference.y())) {
            line(x.from(), y.at(reference.y()), x.to(), y.at(reference.y()));
        } else if (plot.x.holds(reference.x())) {
            line(x.at(reference.x()), y.from(), x.at(reference.x()), y.to());
        } else if (Double.isNaN(reference.x()) && Double.isNaN(reference.y())) {
            double low = Math.max(x.low(), y.low());
            double high = Math.min(x.high(), y.high());
            if (low < high) {
                line(x.at(low), y.at(low), x.at(high), y.at(high));
            }
        }
    }

    private void dots(Plot.Series one, double size) {
        for (int i = 0; i < one.x().length; i++) {
            if (held(one, i)) {
                graphics.fill(
                        new Ellipse2D.Double(x.at(one.x()[i]) - size / 2, y.at(one.y()[i]) - size / 2, size, size));
            }
        }
    }

    /** Broken where an axis cannot hold a value; one that stands alone becomes a dot. */
    private Path2D path(Plot.Series one) {
        Path2D path = new Path2D.Double();
        boolean open = false;
        for (int i = 0; i < one.x().length; i++) {
            if (!held(one, i)) {
                open = false;
                continue;
            }
            double atX = x.at(one.x()[i]);
            double atY = y.at(one.y()[i]);
            if (open) {
                path.lineTo(atX, atY);
            } else {
                path.moveTo(atX, atY);
                path.lineTo(atX, atY);
            }
            open = true;
        }
        return path;
    }

    private Path2D bands(Plot.Series one) {
        Path2D path = new Path2D.Double();
        int n = one.x().length;
        for (int first = 0; first < n; first++) {
            int end = first;
            while (end < n && held(one, end)) {
                end++;
            }
            for (int i = first; i < end; i++) {
                append(path, i == first, one.x()[i], one.high()[i]);
            }
            for (int i = end - 1; i >= first; i--) {
                append(path, false, one.x()[i], one.low()[i]);
            }
            if (end > first) {
                path.closePath();
                first = end;
            }
        }
        return path;
    }

    private void append(Path2D path, boolean move, double atX, double atY) {
        if (move) {
            path.moveTo(x.at(atX), y.at(atY));
        } else {
            path.lineTo(x.at(atX), y.at(atY));
        }
    }

    private boolean held(Plot.Series one, int i) {
        return plot.x.holds(one.x()[i]) && plot.y.holds(one.y()[i]) && plot.y.holds(one.high()[i]);
    }

    private void line(double fromX, double fromY, double toX, double toY) {
        graphics.draw(new Line2D.Double(fromX, fromY, toX, toY));
    }
}
