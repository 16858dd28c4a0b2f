package org.hydroreplace.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;

/** Text in pictures: one family, and replacements where the installed font lacks a sign. */
final class Lettering {
    static final Color INK = new Color(0x22, 0x26, 0x2b);
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

    private Lettering() {}

    static Font font(double size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, (int) Math.round(size));
    }

    static Font bold(double size) {
        return font(size).deriveFont(Font.BOLD);
    }

    static String superscript(int number) {
        StringBuilder text = new StringBuilder();
        String digits = Integer.toString(number);
        for (int i = 0; i < digits.length(); i++) {
            char sign = digits.charAt(i);
            text.append(sign == '-' ? '⁻' : SUPERSCRIPTS.charAt(sign - '0'));
        }
        return text.toString();
    }

    /** The text with signs that the font cannot draw written in letters: M☉ becomes Msun, Mpc⁻² becomes Mpc^-2. */
    static String drawable(Font font, String text) {
        if (font.canDisplayUpTo(text) < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        boolean raised = false;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            int power = SUPERSCRIPTS.indexOf(sign);
            boolean up = sign == '⁻' || power >= 0;
            if (font.canDisplay(sign) || Character.isSurrogate(sign)) {
                out.append(sign);
            } else {
                out.append(up && !raised ? "^" : "").append(inLetters(sign, power));
            }
            raised = up;
        }
        return out.toString();
    }

    private static String inLetters(char sign, int power) {
        int index = SUBSCRIPTS.indexOf(sign);
        if (power >= 0 || index >= 0) {
            return Integer.toString(Math.max(power, index));
        }
        return switch (sign) {
            case '☉', '⊙' -> "sun";
            case '⁻', '−', '–' -> "-";
            case '×' -> "x";
            case 'Σ' -> "Sigma";
            default -> "?";
        };
    }

    /** Draws the text centred on x with its baseline at y; text wider than {@code room} is made smaller, then cut. */
    static void centred(Graphics2D graphics, Font font, String text, double x, double y, double room) {
        String shown = drawable(font, text);
        Font fitting = font;
        while (width(graphics, fitting, shown) > room && fitting.getSize() > 0.6 * font.getSize()) {
            fitting = fitting.deriveFont((float) fitting.getSize() - 1);
        }
        shown = cut(graphics, fitting, shown, room);
        graphics.setFont(fitting);
        graphics.drawString(shown, (float) (x - width(graphics, fitting, shown) / 2), (float) y);
    }

    /** The text without its middle where it is wider than {@code room}. */
    static String cut(Graphics2D graphics, Font font, String text, double room) {
        String shown = text;
        while (width(graphics, font, shown) > room && shown.length() > 8) {
            int middle = shown.length() / 2;
            shown = shown.substring(0, middle - 1) + "…" + shown.substring(middle + 2);
        }
        return shown;
    }

    /** Draws the text centred at (x, y), reading upwards. */
    static void upwards(Graphics2D graphics, Font font, String text, double x, double y, double room) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(-Math.PI / 2, x, y);
        FontMetrics metrics = graphics.getFontMetrics(font);
        centred(graphics, font, text, x, y + (metrics.getAscent() - metrics.getDescent()) / 2.0, room);
        graphics.setTransform(before);
    }

    static double width(Graphics2D graphics, Font font, String text) {
        return graphics.getFontMetrics(font).getStringBounds(text, graphics).getWidth();
    }
}
