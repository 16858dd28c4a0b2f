package org.hydroreplace.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/**
 * The colour and the dashes of a series: colours of Okabe and Ito, which colour-blind eyes tell apart, and dashes for
 * grey print, where some of these look alike.
 *
 * @param dash 0 for a solid line
 */
record Ink(Color colour, int dash) {
    static final Color BLACK = new Color(0x00, 0x00, 0x00);
    static final Color BLUE = new Color(0x00, 0x72, 0xb2);
    static final Color VERMILLION = new Color(0xd5, 0x5e, 0x00);
    static final Color GREEN = new Color(0x00, 0x9e, 0x73);
    static final Color PURPLE = new Color(0xcc, 0x79, 0xa7);
    static final Color ORANGE = new Color(0xe6, 0x9f, 0x00);
    static final Color SKY = new Color(0x56, 0xb4, 0xe9);

    /** Reference lines, such as a ratio of one. */
    static final Ink REFERENCE = new Ink(new Color(0x5a, 0x60, 0x68), 1);

    private static final List<Color> SERIES = List.of(BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, BLACK);
    private static final List<float[]> DASHES =
            List.of(new float[] {14, 7}, new float[] {3, 6}, new float[] {16, 6, 3, 6}, new float[] {26, 6});

    static Ink solid(Color colour) {
        return new Ink(colour, 0);
    }

    /** The ink of the nth series without one of its own; after seven the colours come again with other dashes. */
    static Ink number(int n) {
        return new Ink(SERIES.get(n % SERIES.size()), n / SERIES.size());
    }

    Color faint(int alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
    }

    BasicStroke stroke(float width) {
        if (dash == 0) {
            return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        }
        float[] dashes = DASHES.get((dash - 1) % DASHES.size());
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
    }
}
