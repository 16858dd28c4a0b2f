package org.hydroreplace.snapshot;

import java.util.ArrayList;
import java.util.List;

/** Particles read into lists, for tests to compare. */
public final class TestParticles {
    /** One particle. */
    public record Particle(ParticleType type, long id, double x, double y, double z, double mass) {}

    private final List<Particle> particles = new ArrayList<>();

    void add(ParticleChunk chunk, long[] ids) {
        for (int i = 0; i < chunk.size(); i++) {
            particles.add(
                    new Particle(chunk.type(), ids[i], chunk.x()[i], chunk.y()[i], chunk.z()[i], chunk.mass()[i]));
        }
    }

    /** All particles in the order in which they were read. */
    public List<Particle> list() {
        return particles;
    }

    public int size() {
        return particles.size();
    }

    /** Sum of the masses, Msun/h. */
    public double mass() {
        return particles.stream().mapToDouble(Particle::mass).sum();
    }

    /** Sum of the coordinates along x, Mpc/h. */
    public double sumX() {
        return particles.stream().mapToDouble(Particle::x).sum();
    }

    /** Sum of the coordinates along z, Mpc/h. */
    public double sumZ() {
        return particles.stream().mapToDouble(Particle::z).sum();
    }
}
