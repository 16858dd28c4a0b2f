package org.hydroreplace.snapshot;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the headers of a snapshot say.
 *
 * @param output box, time, cosmology and units
 * @param counts particles of every type over all files, tracers included; types without particles are absent
 * @param tableMasses mass of one particle, Msun/h, of the types whose particles all weigh the same and carry no masses
 */
public record SnapshotHeader(
        OutputHeader output, Map<ParticleType, Long> counts, Map<ParticleType, Double> tableMasses) {

    public SnapshotHeader {
        counts = ordered(counts);
        tableMasses = ordered(tableMasses);
    }

    private static <V> Map<ParticleType, V> ordered(Map<ParticleType, V> map) {
        EnumMap<ParticleType, V> copy = new EnumMap<>(ParticleType.class);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }

    public PeriodicBox box() {
        return output.box();
    }

    /** Particles of a type over all files. */
    public long count(ParticleType type) {
        return counts.getOrDefault(type, 0L);
    }

    /** Particles of all types that are matter. */
    public long matterParticles() {
        long sum = 0;
        for (ParticleType type : ParticleType.all()) {
            sum += type.isMatter() ? count(type) : 0;
        }
        return sum;
    }

    /** Mass that the box should hold, Msun/h: mean matter density times volume. */
    public double expectedMass() {
        double side = box().size();
        return output.cosmology().meanMatterDensity() * side * side * side;
    }
}
