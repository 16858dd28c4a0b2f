package org.hydroreplace.report;

/** An axis of a {@link Plot}: its label with the unit, such as {@code M₂₀₀ DMO [M☉/h]}, and whether it is logarithmic. */
public record PlotAxis(String label, boolean logarithmic) {

    public static PlotAxis linear(String label) {
        return new PlotAxis(label, false);
    }

    public static PlotAxis log(String label) {
        return new PlotAxis(label, true);
    }

    boolean holds(double value) {
        return Double.isFinite(value) && (!logarithmic || value > 0);
    }

    double toScale(double value) {
        return logarithmic ? Math.log10(value) : value;
    }

    double fromScale(double value) {
        return logarithmic ? Math.pow(10, value) : value;
    }
}
