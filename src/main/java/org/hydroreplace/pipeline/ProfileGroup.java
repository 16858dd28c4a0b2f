package org.hydroreplace.pipeline;

import org.hydroreplace.field.HaloSet;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.halo.RadialBins;

/**
 * Fields whose profiles are taken round the same halos. Immutable, and safe for any number of threads.
 */
final class ProfileGroup {
    private final HaloSet set;
    private final HaloSpheres spheres;
    private final RadialBins bins;
    private final long fields;
    private final int first;
    private final double[] radiusSquared;

    /**
     * A group.
     *
     * @param set which halos these are
     * @param fields the fields, as bits
     * @param first the place of the first halo in the index that all halos are found in
     */
    ProfileGroup(HaloSet set, HaloSpheres spheres, RadialBins bins, long fields, int first) {
        this.set = set;
        this.spheres = spheres;
        this.bins = bins;
        this.fields = fields;
        this.first = first;
        this.radiusSquared = spheres.radius().clone();
        for (int i = 0; i < radiusSquared.length; i++) {
            radiusSquared[i] *= radiusSquared[i];
        }
    }

    private ProfileGroup(ProfileGroup all, long fields) {
        this.set = all.set;
        this.spheres = all.spheres;
        this.bins = all.bins;
        this.fields = fields;
        this.first = all.first;
        this.radiusSquared = all.radiusSquared;
    }

    /** Some of the fields (bits) round the same halos. */
    ProfileGroup only(long some) {
        return new ProfileGroup(this, fields & some);
    }

    /** Which halos these are. */
    HaloSet set() {
        return set;
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

    /** The row of a halo by its place in the index; negative or beyond the last if it is not one of these. */
    int row(int sphere) {
        return sphere - first;
    }

    /** The segment of the bins in which a particle is, -1 if it is outside of all or the halo is not one of these. */
    int segment(int row, double distanceSquared) {
        return row >= 0 && row < radiusSquared.length ? bins.segment(distanceSquared / radiusSquared[row]) : -1;
    }
}
