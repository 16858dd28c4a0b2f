package org.hydroreplace.snapshot;

import java.util.EnumMap;
import java.util.Map;
import org.hydroreplace.cosmology.Cosmology;

/**
 * What the headers of a snapshot say.
 *
 * @param box the periodic box, comoving Mpc/h
 * @param scaleFactor a, 1 today
 * @param redshift as the file states it
 * @param counts particles of every type over all files, tracers included; types without particles are absent
 * @param tableMasses mass of one particle, Msun/h, of the types whose particles all weigh the same and carry no masses
 * @param units units of the files
 */
public record SnapshotHeader(
        PeriodicBox box,
        double scaleFactor,
        double redshift,
        Cosmology cosmology,
        Map<ParticleType, Long> counts,
        Map<ParticleType, Double> tableMasses,
        FileUnits units) {

    public SnapshotHeader {
        counts = ordered(counts);
        tableMasses = ordered(tableMasses);
    }

    private static <V> Map<ParticleType, V> ordered(Map<ParticleType, V> map) {
        EnumMap<ParticleType, V> copy = new EnumMap<>(ParticleType.class);
        copy.putAll(map);
        return java.util.Collections.unmodifiableMap(copy);
    }

    /** Particles of a type over all files. */
    public long count(ParticleType type) {
        return counts.getOrDefault(type, 0L);
    }

    /** Particles of all types that are matter. */
    public long matterParticles() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().isMatter())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Mass that the box should hold, Msun/h: mean matter density times volume. */
    public double expectedMass() {
        return cosmology.meanMatterDensity() * box.size() * box.size() * box.size();
    }
}
