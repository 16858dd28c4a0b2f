package org.hydroreplace.mock;

/**
 * A range of a halo's particles as one kind of matter.
 *
 * <p>Radii follow the profile within each shell of the {@link MockHalo}, so that exactly the numbers it states are
 * inside R200c. Dark matter has one radius (in R200c) and direction in both runs; the gas or star of a particle has its
 * radius, stretched or shrunk, and a direction of its own.
 */
final class HaloParticles implements ParticleSource {
    /** Keeps a particle off the border of its shell, whatever the rounding of its coordinates. */
    private static final double MARGIN = 1e-6;

    private static final double STAR_SHRINKAGE = 0.08;

    private final PairModel model;
    private final MockHalo halo;
    private final Matter matter;
    private final int from;
    private final int to;

    HaloParticles(PairModel model, MockHalo halo, Matter matter, int from, int to) {
        this.model = model;
        this.halo = halo;
        this.matter = matter;
        this.from = from;
        this.to = to;
    }

    @Override
    public long count() {
        return (long) to - from;
    }

    @Override
    public void append(long first, int number, ParticleBuffer buffer) {
        int start = from + (int) first;
        int end = start + number;
        double border = 1 / halo.stretch();
        shell(start, Math.min(end, halo.core()), 0, border, buffer);
        shell(Math.max(start, halo.core()), Math.min(end, halo.inside()), border, 1, buffer);
        shell(Math.max(start, halo.inside()), end, 1, NfwProfile.EXTENT, buffer);
    }

    /** Particles [start, end), if any, with radii between two in units of R200c. */
    private void shell(int start, int end, double low, double high, ParticleBuffer buffer) {
        if (start >= end) {
            return;
        }
        double c = halo.concentration();
        double muLow = NfwProfile.mu(c * low);
        double muRange = NfwProfile.mu(c * high) - muLow;
        double lowest = low * (1 + MARGIN);
        double highest = high * (1 - MARGIN);
        boolean inDmo = matter == Matter.ALL;
        boolean isDark = inDmo || matter == Matter.DARK;
        Point centre = inDmo ? halo.centre() : halo.hydroCentre();
        double unit = (inDmo ? halo.radius() : halo.hydroRadius())
                * switch (matter) {
                    case GAS -> halo.stretch();
                    case STARS -> STAR_SHRINKAGE;
                    case ALL, DARK, BLACK_HOLES -> 1;
                };
        var scatter = new MassScatter(RandomStream.key(model.gasMassKey(), halo.first() + from), to - from);
        var random = new RandomStream(0, 0);
        var direction = new Direction();
        for (int particle = start; particle < end; particle++) {
            long number = halo.first() + particle;
            random.start(model.darkMatterKey(), number);
            double x = NfwProfile.radius(muLow + muRange * random.next()) / c;
            double radius = unit * Math.clamp(x, lowest, highest);
            if (!isDark) {
                random.start(model.baryonKey(), number);
            }
            direction.draw(random);
            double mass =
                    switch (matter) {
                        case ALL -> model.universe().particleMass();
                        case DARK -> model.universe().darkMass();
                        case GAS -> model.universe().baryonMass() * scatter.factor(particle - from);
                        case STARS -> model.universe().baryonMass() - (particle == 0 ? halo.blackHole() : 0);
                        case BLACK_HOLES -> throw new IllegalStateException("Black holes are one to a halo");
                    };
            buffer.add(
                    centre.x() + radius * direction.x(),
                    centre.y() + radius * direction.y(),
                    centre.z() + radius * direction.z(),
                    mass,
                    isDark
                            ? model.identifiers().dark(number)
                            : model.identifiers().baryon(number));
        }
    }
}
