package org.hydroreplace.report;

import java.util.List;

/**
 * A map from 0..1 to colours, along a path in OKLab with equal perceived steps.
 *
 * <p>Both maps differ in lightness as well as hue, so they survive grey print and colour-blind eyes.
 */
@SuppressWarnings("ImmutableEnumChecker") // the table is filled once, by the constructor
public enum ColourMap {
    /** Dark indigo over rose and orange to pale yellow: lightness grows all the way. For log surface density. */
    DENSITY(
            List.of(
                    OkLab.ofHue(0.13, 0.045, 282),
                    OkLab.ofHue(0.27, 0.115, 288),
                    OkLab.ofHue(0.40, 0.145, 312),
                    OkLab.ofHue(0.53, 0.165, 350),
                    OkLab.ofHue(0.66, 0.160, 28),
                    OkLab.ofHue(0.78, 0.135, 62),
                    OkLab.ofHue(0.89, 0.110, 92),
                    OkLab.ofHue(0.98, 0.045, 103)),
            1),

    /** Blue below, nearly white in the middle, vermillion above, ends of the same lightness. For ratios. */
    RATIO(
            List.of(
                    OkLab.ofHue(0.36, 0.115, 256),
                    OkLab.ofHue(0.55, 0.120, 250),
                    OkLab.ofHue(0.78, 0.075, 240),
                    OkLab.ofHue(0.97, 0.000, 0),
                    OkLab.ofHue(0.78, 0.095, 60),
                    OkLab.ofHue(0.55, 0.135, 43),
                    OkLab.ofHue(0.36, 0.105, 36)),
            2);

    /** Odd, so that the middle has an entry of its own. */
    private static final int COLOURS = 1025;

    private static final int STEPS_PER_LEG = 200;

    private final int[] table = new int[COLOURS];
    private final List<OkLab> anchors;

    ColourMap(List<OkLab> anchors, int pieces) {
        this.anchors = anchors;
        int legs = (anchors.size() - 1) / pieces;
        int entries = (COLOURS - 1) / pieces;
        for (int piece = 0; piece < pieces; piece++) {
            fill(piece * entries, entries, anchors.subList(piece * legs, (piece + 1) * legs + 1));
        }
    }

    /** The colour as 0xRRGGBB; below 0 and NaN give the first colour, above 1 the last. */
    public int rgb(double position) {
        double inside = position > 0 ? Math.min(position, 1) : 0;
        return table[(int) Math.round(inside * (COLOURS - 1))];
    }

    List<OkLab> anchors() {
        return anchors;
    }

    /** Equal steps along the path through the anchors, from its first to its last one. */
    private void fill(int first, int entries, List<OkLab> path) {
        double[] travelled = travelled(path);
        double length = travelled[travelled.length - 1];
        int step = 0;
        for (int i = 0; i <= entries; i++) {
            double target = length * i / entries;
            while (step < travelled.length - 2 && travelled[step + 1] < target) {
                step++;
            }
            double inStep = (target - travelled[step]) / (travelled[step + 1] - travelled[step]);
            table[first + i] = at(path, (step + Math.clamp(inStep, 0.0, 1.0)) / STEPS_PER_LEG)
                    .rgb();
        }
    }

    private static double[] travelled(List<OkLab> path) {
        double[] travelled = new double[(path.size() - 1) * STEPS_PER_LEG + 1];
        for (int i = 1; i < travelled.length; i++) {
            OkLab before = at(path, (i - 1.0) / STEPS_PER_LEG);
            travelled[i] = travelled[i - 1] + before.distance(at(path, (double) i / STEPS_PER_LEG));
        }
        return travelled;
    }

    private static OkLab at(List<OkLab> path, double leg) {
        int from = Math.min((int) leg, path.size() - 2);
        return path.get(from).towards(path.get(from + 1), leg - from);
    }
}
