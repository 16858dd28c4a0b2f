package org.hydroreplace.mock;

/**
 * The matter outside halos as one kind of matter: one particle at random in each cell of a lattice (a few cells of which
 * stay empty to make the number right), moved by the displacement field. Its gas is a normal deviate of 60 ckpc/h a
 * coordinate away.
 */
final class LatticeParticles implements ParticleSource {
    private static final double GAS_OFFSET = 60;

    private final PairModel model;
    private final Matter matter;
    private final long first;
    private final long count;
    private final long side;

    LatticeParticles(PairModel model, Matter matter) {
        this.model = model;
        this.matter = matter;
        first = model.halos().particles();
        count = model.universe().particles() - first;
        long cells = 1;
        while (cells * cells * cells < count) {
            cells++;
        }
        side = cells;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public void append(long start, int number, ParticleBuffer buffer) {
        boolean isGas = matter == Matter.GAS;
        double mass =
                switch (matter) {
                    case ALL -> model.universe().particleMass();
                    case DARK -> model.universe().darkMass();
                    case GAS -> model.universe().baryonMass();
                    case STARS, BLACK_HOLES -> throw new IllegalStateException("No " + matter + " outside halos");
                };
        double cell = model.universe().box() / side;
        long sites = side * side * side;
        var scatter = new MassScatter(model.latticeGasMassKey(), count);
        var random = new RandomStream(0, 0);
        double[] place = new double[3];
        for (long particle = start; particle < start + number; particle++) {
            long site = siteOf(particle, sites);
            long x = site / (side * side);
            long y = site / side % side;
            long z = site % side;
            random.start(model.latticeKey(), particle);
            place[0] = (x + random.next()) * cell;
            place[1] = (y + random.next()) * cell;
            place[2] = (z + random.next()) * cell;
            model.field().displace(place);
            double factor = 1;
            long identifier = model.identifiers().dark(first + particle);
            if (isGas) {
                random.start(model.latticeGasKey(), particle);
                for (int d = 0; d < 3; d++) {
                    place[d] += GAS_OFFSET * Normal.draw(random);
                }
                factor = scatter.factor(particle);
                identifier = model.identifiers().baryon(first + particle);
            }
            buffer.add(place[0], place[1], place[2], mass * factor, identifier);
        }
    }

    private long siteOf(long particle, long sites) {
        // The product fits: both factors are below 2^31.3.
        return particle * sites / count;
    }
}
