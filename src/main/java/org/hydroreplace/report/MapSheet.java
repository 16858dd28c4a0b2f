package org.hydroreplace.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.DoubleFunction;

/** The sheet of a {@link MapPicture}: square panels in rows, their axes, one colour bar. Lengths are pixels. */
final class MapSheet {
    private static final int MOST_COLUMNS = 3;
    private static final int TICK = 7;

    /** The colour of a pixel; j counts upwards. */
    interface Pixels {
        int rgb(int i, int j);
    }

    private final MapPicture.Frame frame;
    private final int panels;
    private final int side;
    private final int columns;
    private final int rows;
    private final double scale;
    private final int left;
    private final int top;
    private final int stepX;
    private final int stepY;
    private final Font label;
    private final BufferedImage image;
    private final Graphics2D graphics;
    private int drawn;

    MapSheet(MapPicture.Frame frame, int panels, int side) {
        this.frame = frame;
        this.panels = panels;
        this.side = side;
        columns = panels == 4 ? 2 : Math.min(panels, MOST_COLUMNS);
        rows = Math.ceilDiv(panels, columns);
        // A wider sheet is shown smaller, so its letters are made larger.
        scale = 1 + 0.22 * (columns - 1);
        label = Lettering.font(20 * scale);
        left = px(92);
        top = px(40);
        stepX = side + px(34);
        stepY = side + px(52);
        image = new BufferedImage(
                barX() + px(132), top + (rows - 1) * stepY + side + px(72), BufferedImage.TYPE_INT_RGB);
        graphics = Pictures.graphics(image);
        graphics.setStroke(new BasicStroke((float) (1.4 * scale)));
    }

    void panel(String title, Pixels pixels) {
        int x = panelX(drawn);
        int y = panelY(drawn);
        border(x, y, side, side);
        Lettering.centred(graphics, Lettering.font(21 * scale), title, x + side / 2.0, y - px(11), side + px(10));
        axes(x, y, drawn % columns == 0, drawn + columns >= panels);
        // Last, so that no tick or border covers a cell.
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                image.setRGB(x + i, y + side - 1 - j, pixels.rgb(i, j));
            }
        }
        drawn++;
    }

    void bar(
            ColourMap colours, double low, double high, String title, List<Double> ticks, DoubleFunction<String> text) {
        int height = (rows - 1) * stepY + side;
        int x = barX();
        int width = px(24);
        for (int j = 0; j < height; j++) {
            graphics.setColor(new Color(colours.rgb(j / (height - 1.0))));
            graphics.fillRect(x, top + height - 1 - j, width, 1);
        }
        graphics.setColor(Lettering.INK);
        border(x, top, width, height);
        for (double tick : ticks) {
            double at = (tick - low) / (high - low);
            if (at < -1e-9 || at > 1 + 1e-9) {
                continue;
            }
            int y = (int) Math.round(top + (1 - at) * (height - 1));
            graphics.drawLine(x + width, y, x + width + px(TICK), y);
            String shown = Lettering.drawable(label, text.apply(tick));
            graphics.setFont(label);
            graphics.drawString(shown, x + width + px(TICK + 5), y + middle());
        }
        Lettering.upwards(graphics, label, title, x + px(116), top + height / 2.0, height);
    }

    byte[] png() {
        graphics.dispose();
        return Pictures.png(image);
    }

    /** Left edge of a panel's pixels, for tests. */
    int panelX(int panel) {
        return left + panel % columns * stepX;
    }

    /** Upper edge of a panel's pixels, for tests. */
    int panelY(int panel) {
        return top + panel / columns * stepY;
    }

    private void axes(int x, int y, boolean withVertical, boolean withHorizontal) {
        for (double tick : Ticks.linear(0, frame.boxSize(), 6)) {
            int at = (int) Math.round(tick / frame.boxSize() * (side - 1));
            String text = Lettering.drawable(label, Ticks.text(tick));
            double width = Lettering.width(graphics, label, text);
            graphics.drawLine(x + at, y + side, x + at, y + side + px(TICK));
            graphics.drawLine(x - px(TICK), y + side - 1 - at, x, y + side - 1 - at);
            graphics.setFont(label);
            if (withHorizontal) {
                graphics.drawString(text, (float) (x + at - width / 2), y + side + px(TICK + 21));
            }
            if (withVertical) {
                graphics.drawString(text, (float) (x - px(TICK + 5) - width), y + side - 1 - at + middle());
            }
        }
        if (withHorizontal) {
            String title = frame.horizontal() + "  [Mpc/h]";
            Lettering.centred(graphics, label, title, x + side / 2.0, y + side + px(57), side);
        }
        if (withVertical) {
            Lettering.upwards(graphics, label, frame.vertical() + "  [Mpc/h]", px(22), y + side / 2.0, side);
        }
    }

    private void border(int x, int y, int width, int height) {
        graphics.drawRect(x - 1, y - 1, width + 1, height + 1);
    }

    /** From a text's vertical middle down to its baseline. */
    private int middle() {
        return px(7);
    }

    private int barX() {
        return left + (columns - 1) * stepX + side + px(24);
    }

    private int px(double length) {
        return (int) Math.round(scale * length);
    }
}
