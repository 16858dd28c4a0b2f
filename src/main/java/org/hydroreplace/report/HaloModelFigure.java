package org.hydroreplace.report;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.hydroreplace.baryons.BaryonicHalo;
import org.hydroreplace.baryons.Component;
import org.hydroreplace.io.AtomicFile;

/** The picture of one halo of a baryonic correction model: densities of the components, enclosed mass, displacement. */
public final class HaloModelFigure {
    private static final int POINTS = 400;
    private static final double INNERMOST = 1e-3;
    private static final double OUTERMOST = 20;

    /** Components that hold less of the density than this at their best are left out. */
    private static final double FAINT = 1e-6;

    private HaloModelFigure() {}

    /**
     * Draws a halo.
     *
     * @throws org.hydroreplace.io.UsageException if the file cannot be written
     */
    public static void write(String model, BaryonicHalo halo, Path file) {
        double radius = halo.halo().radius();
        double[] x = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = INNERMOST * Math.pow(OUTERMOST / INNERMOST, i / (POINTS - 1.0));
        }
        PlotAxis distance = PlotAxis.log("r / R₂₀₀c");
        String title = String.format(
                Locale.ROOT,
                "%s, M₂₀₀c = %.3g M☉/h, z = %.3g",
                model,
                halo.halo().mass(),
                halo.halo().matter().redshift());
        Plot density = new Plot(title, distance, PlotAxis.log("r² ρ(r)  [M☉/Mpc]"));
        double[] before =
                of(x, at -> squared(at, radius) * halo.darkMatterOnly().density(at * radius));
        density.line("gravity only", Ink.solid(Ink.BLACK), x, before);
        density.line(
                "with baryons",
                new Ink(Ink.BLACK, 1),
                x,
                of(x, at -> squared(at, radius) * halo.darkMatterBaryon().density(at * radius)));
        double highest = greatest(before);
        for (Component component : halo.components()) {
            double[] values =
                    of(x, at -> squared(at, radius) * component.profile().density(at * radius));
            if (greatest(values) > FAINT * highest) {
                density.line(component.name(), x, values);
            }
        }
        density.rangeY(1e-4 * highest, 3 * highest);
        Plot mass = new Plot("", distance, PlotAxis.log("M(< r)  [M☉/h]"));
        mass.line(
                "gravity only",
                Ink.solid(Ink.BLACK),
                x,
                of(x, at -> halo.darkMatterOnly().enclosedMass(at * radius)));
        mass.line(
                "with baryons",
                new Ink(Ink.BLACK, 1),
                x,
                of(x, at -> halo.darkMatterBaryon().enclosedMass(at * radius)));
        Plot displacement = new Plot("", distance, PlotAxis.linear("Δr  [kpc/h]"));
        displacement.line("", Ink.solid(Ink.BLUE), x, of(x, at -> 1e3 * halo.displacement(at * radius)));
        displacement.level("", 0);
        byte[] png = new PlotSheet(new double[] {1}, 460, 260, 260)
                .add(density)
                .add(mass)
                .add(displacement)
                .png();
        AtomicFile.write(file, png);
    }

    private static double squared(double x, double radius) {
        return x * radius * x * radius;
    }

    private static double[] of(double[] x, DoubleUnaryOperator function) {
        double[] values = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            values[i] = function.applyAsDouble(x[i]);
        }
        return values;
    }

    private static double greatest(double[] values) {
        double greatest = 0;
        for (double value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }
}
