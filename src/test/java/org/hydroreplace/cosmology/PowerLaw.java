package org.hydroreplace.cosmology;

/** P = k^n. */
record PowerLaw(double n) implements LinearPower {
    @Override
    public double at(double k) {
        return Math.pow(k, n);
    }

    @Override
    public double slope(double k) {
        return n;
    }

    @Override
    public String description() {
        return "k^" + n;
    }
}
