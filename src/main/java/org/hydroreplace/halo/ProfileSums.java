package org.hydroreplace.halo;

import java.util.List;
import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StateOutput;

/**
 * Mass and number of the particles in every segment of every halo, by component: the accumulators of profiles and
 * statistics. Masses are whole units ({@code grid.MassScale}, one for each component), so that sums depend on no order. Not
 * thread-safe; sums of several threads are added.
 *
 * <p>Memory: 64 bytes a halo and segment (4 components, mass and count): 53 MB for 24,000 halos and 36 segments.
 */
public final class ProfileSums {
    private static final int COMPONENTS = Component.OF_PARTICLES.size();

    /** Halos in an array: together with the segments it stays below 2^31 values. */
    private static final int HALOS_PER_PAGE = 1 << 12;

    private final int halos;
    private final int segments;
    private final long[][] pages;

    /** Empty sums. */
    public ProfileSums(int halos, RadialBins bins) {
        this.halos = halos;
        this.segments = bins.segments();
        this.pages = new long[(halos + HALOS_PER_PAGE - 1) / HALOS_PER_PAGE][];
        for (int p = 0; p < pages.length; p++) {
            int inPage = Math.min(HALOS_PER_PAGE, halos - p * HALOS_PER_PAGE);
            pages[p] = new long[Math.multiplyExact(inPage, valuesPerHalo())];
        }
    }

    private int valuesPerHalo() {
        return COMPONENTS * segments * 2;
    }

    /** Bytes that the sums take. */
    public static long bytes(int halos, RadialBins bins) {
        return halos * (long) COMPONENTS * bins.segments() * 2 * Long.BYTES;
    }

    /**
     * Counts one particle.
     *
     * @throws ArithmeticException if a segment then holds more than 2^63 units
     */
    public void add(int halo, Component component, int segment, long units) {
        long[] page = pages[halo / HALOS_PER_PAGE];
        int at = at(halo, component, segment);
        long sum = page[at] + units;
        if (sum < 0) {
            throw new ArithmeticException("mass in a segment of halo " + halo);
        }
        page[at] = sum;
        page[at + 1]++;
    }

    private int at(int halo, Component component, int segment) {
        int block = (halo % HALOS_PER_PAGE) * COMPONENTS + component.place();
        return (block * segments + segment) * 2;
    }

    /** Adds other sums of the same shape. */
    public void add(ProfileSums other) {
        if (other.halos != halos || other.segments != segments) {
            throw new IllegalArgumentException("sums over " + other.halos + " halos of " + other.segments
                    + " segments do not add to those over " + halos + " of " + segments);
        }
        for (int p = 0; p < pages.length; p++) {
            long[] ours = pages[p];
            long[] theirs = other.pages[p];
            for (int i = 0; i < ours.length; i++) {
                ours[i] = Math.addExact(ours[i], theirs[i]);
            }
        }
    }

    /** Writes the sum of sums of the same shape. */
    public static void saveSum(List<ProfileSums> parts, StateOutput out) {
        ProfileSums first = parts.getFirst();
        out.writeLong(first.halos);
        out.writeLong(first.segments);
        for (int p = 0; p < first.pages.length; p++) {
            int page = p;
            out.writeSum(parts.stream().map(part -> part.pages[page]).toList());
        }
    }

    /** Reads what {@link #saveSum} wrote for this shape and adds it. */
    public void load(StateInput in) {
        in.expect(halos, "halos");
        in.expect(segments, "segments of a halo");
        for (long[] page : pages) {
            in.addTo(List.of(page));
        }
    }

    /**
     * Sums from the centre outwards.
     *
     * @param component one of particles
     * @param units set to the mass in the first s segments at place s, in units; segments + 1 long
     * @param counts set to the number of particles likewise
     */
    public void cumulative(int halo, Component component, long[] units, long[] counts) {
        long[] page = pages[halo / HALOS_PER_PAGE];
        int from = at(halo, component, 0);
        for (int s = 0; s < segments; s++) {
            units[s + 1] = Math.addExact(units[s], page[from + 2 * s]);
            counts[s + 1] = counts[s] + page[from + 2 * s + 1];
        }
    }
}
