package org.hydroreplace.mock;

/** The black hole of a halo, at its centre in the hydro run. */
record BlackHole(PairModel model, MockHalo halo) implements ParticleSource {
    @Override
    public long count() {
        return halo.blackHole() > 0 ? 1 : 0;
    }

    @Override
    public void append(long first, int number, ParticleBuffer buffer) {
        Point at = halo.hydroCentre();
        buffer.add(at.x(), at.y(), at.z(), halo.blackHole(), model.identifiers().blackHole(halo.first()));
    }
}
