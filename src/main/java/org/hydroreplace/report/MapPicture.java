package org.hydroreplace.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Maps side by side on one colour scale, as PNG.
 *
 * <p>A map is {@code [i][j]} with i along the horizontal axis and j along the vertical one, which points up. A panel
 * is at most {@value #PANEL} pixels a side, up to three in a row; maps of any size are brought to it by area means.
 */
public final class MapPicture {
    /** Pixels a side of the largest panel. */
    public static final int PANEL = 560;

    private static final int GREY = 0x9a9da1;
    private static final double[] CLIPS = {1.1, 1.25, 1.5, 2, 4, 8};

    private MapPicture() {}

    /** One field's map: surface density in (Msun/h)/(Mpc/h)². */
    @SuppressWarnings("ArrayRecordComponent")
    public record Panel(String title, double[][] surfaceDensity) {
        public Panel {
            if (surfaceDensity.length == 0) {
                throw new IllegalArgumentException("the map " + title + " has no cells");
            }
            for (double[] row : surfaceDensity) {
                if (row.length != surfaceDensity.length) {
                    throw new IllegalArgumentException("the map " + title + " is not square");
                }
            }
        }
    }

    /** Side of the box in Mpc/h and the names of the axes, such as x and y. */
    public record Frame(double boxSize, String horizontal, String vertical) {
        public Frame {
            if (!(boxSize > 0) || Double.isInfinite(boxSize)) {
                throw new IllegalArgumentException("box size " + boxSize + " Mpc/h");
            }
        }
    }

    /** Surface densities at the dark and the bright end of the scale, in (Msun/h)/(Mpc/h)². */
    public record Limits(double low, double high) {
        public Limits {
            if (!(low > 0) || !(high > low)) {
                throw new IllegalArgumentException("colour limits " + low + " to " + high);
            }
        }
    }

    /** Fields on the scale that {@link #limits} chooses. */
    public static byte[] surfaceDensity(Frame frame, List<Panel> panels) {
        return surfaceDensity(frame, panels, limits(panels));
    }

    /** Fields on a given scale; cells without mass have the darkest colour. */
    public static byte[] surfaceDensity(Frame frame, List<Panel> panels, Limits limits) {
        double low = Math.log10(limits.low());
        double high = Math.log10(limits.high());
        int side = side(panels);
        MapSheet sheet = new MapSheet(frame, panels.size(), side);
        for (Panel panel : panels) {
            double[][] map = MapCoarsener.resampled(panel.surfaceDensity(), side);
            sheet.panel(
                    panel.title(),
                    (i, j) -> ColourMap.DENSITY.rgb(map[i][j] > 0 ? (Math.log10(map[i][j]) - low) / (high - low) : 0));
        }
        // (Msun/h) / (Mpc/h)² = h Msun / Mpc²
        sheet.bar(ColourMap.DENSITY, low, high, "log₁₀ Σ  [h M☉ Mpc⁻²]", Ticks.linear(low, high, 7), Ticks::text);
        return sheet.png();
    }

    /**
     * The scale of {@link #surfaceDensity}: from the 2nd to the 99.8th percentile of the drawn pixels that hold mass,
     * rounded outwards to 0.1 dex.
     *
     * <p>The lower end is never under 3 per cent of the mean, since the faint wings of single particles in a coarse
     * simulation would take the scale, and the ends are 0.5 to 4 dex apart.
     */
    public static Limits limits(List<Panel> panels) {
        int side = side(panels);
        double[] all = panels.stream()
                .flatMap(panel -> Arrays.stream(MapCoarsener.resampled(panel.surfaceDensity(), side)))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        double[] filled = Arrays.stream(all)
                .filter(value -> value > 0 && value < Double.POSITIVE_INFINITY)
                .sorted()
                .toArray();
        if (filled.length == 0) {
            return new Limits(1, 10);
        }
        double mean = Arrays.stream(filled).sum() / all.length;
        double high = Math.ceil(10 * Math.log10(percentile(filled, 0.998)) - 1e-9) / 10;
        double faintest = Math.max(percentile(filled, 0.02), 0.03 * mean);
        double low = Math.floor(10 * Math.log10(faintest) + 1e-9) / 10;
        low = Math.clamp(low, high - 4, high - 0.5);
        return new Limits(Math.pow(10, low), Math.pow(10, high));
    }

    /** Fields over a reference, the range chosen from 1.1, 1.25, 1.5, 2, 4, 8 to hold 98 per cent of the pixels. */
    public static byte[] ratio(Frame frame, List<Panel> panels, Panel reference) {
        int side = side(panels);
        double[][] below = MapCoarsener.resampled(reference.surfaceDensity(), side);
        double[] departures = panels.stream()
                .flatMapToDouble(panel -> Arrays.stream(logRatio(panel, below)).flatMapToDouble(Arrays::stream))
                .filter(value -> !Double.isNaN(value))
                .map(Math::abs)
                .sorted()
                .toArray();
        double needed = departures.length == 0 ? 0 : Math.pow(2, percentile(departures, 0.98));
        double clip = Arrays.stream(CLIPS)
                .filter(value -> value >= needed)
                .findFirst()
                .orElse(CLIPS[CLIPS.length - 1]);
        return ratio(frame, panels, reference, clip);
    }

    /**
     * Fields over a reference on a logarithmic scale from 1/clip to clip, lightest at 1; what is outside has the colour
     * of the end, and where the reference has no mass the pixel is grey.
     */
    public static byte[] ratio(Frame frame, List<Panel> panels, Panel reference, double clip) {
        if (!(clip > 1)) {
            throw new IllegalArgumentException("a ratio is shown from 1/clip to clip, clip above 1, not " + clip);
        }
        double end = Math.log(clip) / Math.log(2);
        int side = side(panels);
        double[][] below = MapCoarsener.resampled(reference.surfaceDensity(), side);
        MapSheet sheet = new MapSheet(frame, panels.size(), side);
        for (Panel panel : panels) {
            double[][] map = logRatio(panel, below);
            sheet.panel(
                    panel.title() + " / " + reference.title(),
                    (i, j) -> Double.isNaN(map[i][j]) ? GREY : ColourMap.RATIO.rgb(0.5 + 0.5 * map[i][j] / end));
        }
        DoubleUnaryOperator log2 = value -> Math.log(value) / Math.log(2);
        List<Double> ticks = Arrays.stream(ratioTicks(clip)).map(log2).boxed().toList();
        sheet.bar(ColourMap.RATIO, -end, end, "surface density ratio", ticks, at -> Ticks.text(round(Math.pow(2, at))));
        return sheet.png();
    }

    private static double[] ratioTicks(double clip) {
        if (clip <= 1.12) {
            return new double[] {0.92, 0.96, 1, 1.04, 1.08};
        }
        if (clip <= 1.6) {
            return new double[] {0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.4};
        }
        return clip <= 2.5
                ? new double[] {0.5, 0.6, 0.8, 1, 1.2, 1.6, 2}
                : new double[] {0.0625, 0.125, 0.25, 0.5, 1, 2, 4, 8, 16};
    }

    private static double round(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }

    /** log2 of the ratio; minus infinity where only the field is empty, NaN where the reference is. */
    private static double[][] logRatio(Panel panel, double[][] reference) {
        int side = reference.length;
        double[][] map = MapCoarsener.resampled(panel.surfaceDensity(), side);
        double[][] ratio = new double[side][side];
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                ratio[i][j] = reference[i][j] > 0
                        ? Math.log(Math.max(0, map[i][j]) / reference[i][j]) / Math.log(2)
                        : Double.NaN;
            }
        }
        return ratio;
    }

    /**
     * Pixels a side of a panel: a multiple or a divisor of the cells where one lies near {@link #PANEL}, so that all
     * cells look equal. A huge map can be streamed to it: {@code MapCoarsener.atMost(cells, side(cells))}.
     */
    public static int side(int cells) {
        if (2 * cells <= PANEL) {
            return cells * (PANEL / cells);
        }
        int block = Math.ceilDiv(cells, PANEL);
        boolean whole = cells % block == 0 && 4 * (cells / block) > 3 * PANEL;
        return whole ? cells / block : PANEL;
    }

    private static int side(List<Panel> panels) {
        return side(panels.stream()
                .mapToInt(panel -> panel.surfaceDensity().length)
                .max()
                .orElseThrow(() -> new IllegalArgumentException("a picture needs at least one map")));
    }

    private static double percentile(double[] sorted, double fraction) {
        return sorted[(int) Math.round(fraction * (sorted.length - 1))];
    }
}
