package org.hydroreplace.pipeline;

import org.hydroreplace.field.Source;
import org.hydroreplace.grid.MassScale;
import org.hydroreplace.halo.HaloIndex;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.halo.RadialBins;

/**
 * Fields whose profiles are taken round the same halos. Immutable, and safe for any number of threads.
 */
final class ProfileGroup {
    private final Source centre;
    private final HaloSpheres spheres;
    private final RadialBins bins;
    private final long fields;
    private final HaloIndex index;
    private final double[] radiusSquared;

    /**
     * A group.
     *
     * @param centre the run whose halos these are
     * @param fields the fields, as bits
     */
    ProfileGroup(Source centre, HaloSpheres spheres, RadialBins bins, long fields) {
        this.centre = centre;
        this.spheres = spheres;
        this.bins = bins;
        this.fields = fields;
        double[] reach = spheres.radius().clone();
        this.radiusSquared = spheres.radius().clone();
        for (int i = 0; i < reach.length; i++) {
            reach[i] *= bins.reach();
            radiusSquared[i] *= radiusSquared[i];
        }
        this.index = new HaloIndex(spheres.box(), spheres.x(), spheres.y(), spheres.z(), reach);
    }

    private ProfileGroup(ProfileGroup all, long fields) {
        this.centre = all.centre;
        this.spheres = all.spheres;
        this.bins = all.bins;
        this.fields = fields;
        this.index = all.index;
        this.radiusSquared = all.radiusSquared;
    }

    /** Some of the fields (bits) round the same halos; the index is shared. */
    ProfileGroup only(long some) {
        return new ProfileGroup(this, fields & some);
    }

    /** The run whose halos these are. */
    Source centre() {
        return centre;
    }

    HaloSpheres spheres() {
        return spheres;
    }

    RadialBins bins() {
        return bins;
    }

    /** The fields, as bits. */
    long fields() {
        return fields;
    }

    long indexBytes() {
        return index.bytes() + 8L * radiusSquared.length;
    }

    /** Finds for one thread the segments that particles lie in. */
    Finder finder(HitList hits) {
        return new Finder(hits);
    }

    /** Adds to a list where each particle lies; for one thread. */
    final class Finder implements HaloIndex.Visitor {
        private final HitList hits;
        private int particle;
        private MassScale scale = new MassScale(1);
        private double mass = Double.NaN;
        private long units;

        private Finder(HitList hits) {
            this.hits = hits;
        }

        /** The unit of the masses of the particles to come. */
        void countIn(MassScale unit) {
            scale = unit;
            mass = Double.NaN;
        }

        void find(int ofParticle, double x, double y, double z, double ofMass) {
            particle = ofParticle;
            if (ofMass != mass) {
                mass = ofMass;
                units = scale.toUnits(ofMass);
            }
            index.visit(x, y, z, this);
        }

        @Override
        public void visit(int sphere, double distanceSquared) {
            int segment = bins.segment(distanceSquared / radiusSquared[sphere]);
            if (segment >= 0) {
                hits.add(sphere, segment, particle, units);
            }
        }
    }
}
