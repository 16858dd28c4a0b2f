package org.hydroreplace.pipeline;

import org.hydroreplace.field.Source;
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
     * @param index finds the halos, at least as far as the bins reach
     */
    ProfileGroup(Source centre, HaloSpheres spheres, RadialBins bins, long fields, HaloIndex index) {
        this.centre = centre;
        this.spheres = spheres;
        this.bins = bins;
        this.fields = fields;
        this.index = index;
        this.radiusSquared = spheres.radius().clone();
        for (int i = 0; i < radiusSquared.length; i++) {
            radiusSquared[i] *= radiusSquared[i];
        }
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

    /** Finds the halos. */
    HaloIndex index() {
        return index;
    }

    /** The segment of the bins in which a particle is, -1 if it is outside of all. */
    int segment(int halo, double distanceSquared) {
        return bins.segment(distanceSquared / radiusSquared[halo]);
    }
}
