package org.hydroreplace.mock;

/** All particles of a small mock in memory, and what is counted around points. */
record DrawnParticles(PairModel model) {
    ParticleBuffer all(Run run, Matter matter) {
        return all(model.particles(run, matter));
    }

    ParticleBuffer all(ParticleSource source) {
        ParticleBuffer buffer = buffer(source.count());
        source.append(0, (int) source.count(), buffer);
        return buffer;
    }

    ParticleBuffer buffer(long count) {
        return new ParticleBuffer((int) count, model.universe().box());
    }

    double distance(ParticleBuffer particles, int particle, Point centre) {
        double[] x = particles.coordinates();
        var place = new Point(x[3 * particle], x[3 * particle + 1], x[3 * particle + 2]);
        return Math.sqrt(place.distanceSquared(centre, model.universe().box()));
    }

    int countInside(ParticleBuffer particles, Point centre, double radius) {
        int count = 0;
        for (int i = 0; i < particles.size(); i++) {
            if (distance(particles, i, centre) <= radius) {
                count++;
            }
        }
        return count;
    }
}
