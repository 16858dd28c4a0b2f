package org.hydroreplace.halo;

import java.util.ArrayList;
import java.util.List;
import org.hydroreplace.io.StateInput;
import org.hydroreplace.io.StateOutput;
import org.jspecify.annotations.Nullable;

/**
 * Mass and number of the particles in every segment of every halo, by component: the accumulators of profiles and
 * statistics. Masses are whole units ({@code grid.MassScale}, one for each component), so that sums depend on no order. Not
 * thread-safe; sums of several threads are added.
 *
 * <p>Memory: 16 bytes a halo and segment (mass and count) for each component that has a particle: 14 MB for 24,000 halos and
 * 36 segments.
 */
public final class ProfileSums {
    private static final int COMPONENTS = Component.OF_PARTICLES.size();

    /** Halos in an array: together with the segments it stays below 2^31 values. */
    private static final int HALOS_PER_PAGE = 1 << 12;

    private final int halos;
    private final int segments;
    /** By {@link Component#place}; null until the first particle comes. */
    private final @Nullable Part[] parts = new @Nullable Part[COMPONENTS];

    /** Empty sums. */
    public ProfileSums(int halos, RadialBins bins) {
        this.halos = halos;
        this.segments = bins.segments();
    }

    /** The sums of one component. */
    public static final class Part {
        /** Mass and count in turn, segment by segment, halo by halo. */
        private final long[][] pages;

        private final int segments;

        private Part(int halos, int segments) {
            this.segments = segments;
            this.pages = new long[(halos + HALOS_PER_PAGE - 1) / HALOS_PER_PAGE][];
            for (int p = 0; p < pages.length; p++) {
                int inPage = Math.min(HALOS_PER_PAGE, halos - p * HALOS_PER_PAGE);
                pages[p] = new long[Math.multiplyExact(inPage, 2 * segments)];
            }
        }

        /**
         * Counts one particle.
         *
         * @throws ArithmeticException if a segment then holds more than 2^63 units
         */
        public void add(int halo, int segment, long units) {
            long[] page = of(halo);
            int at = at(halo, segment);
            long sum = page[at] + units;
            if (sum < 0) {
                throw new ArithmeticException("mass in a segment of halo " + halo);
            }
            page[at] = sum;
            page[at + 1]++;
        }

        private long[] of(int halo) {
            return pages[halo / HALOS_PER_PAGE];
        }

        private int at(int halo, int segment) {
            return ((halo % HALOS_PER_PAGE) * segments + segment) * 2;
        }
    }

    /** Bytes that the sums of so many components take. */
    public static long bytes(int halos, RadialBins bins, int components) {
        return halos * (long) components * bins.segments() * 2 * Long.BYTES;
    }

    /** The sums of a component of particles, to add to; made where there are none. */
    public Part part(Component component) {
        Part part = parts[component.place()];
        if (part == null) {
            part = new Part(halos, segments);
            parts[component.place()] = part;
        }
        return part;
    }

    /** Adds other sums of the same shape. */
    public void add(ProfileSums other) {
        if (other.halos != halos || other.segments != segments) {
            throw new IllegalArgumentException("sums over " + other.halos + " halos of " + other.segments
                    + " segments do not add to those over " + halos + " of " + segments);
        }
        for (Component component : Component.OF_PARTICLES) {
            Part theirs = other.parts[component.place()];
            for (int p = 0; theirs != null && p < theirs.pages.length; p++) {
                long[] into = part(component).pages[p];
                long[] from = theirs.pages[p];
                for (int i = 0; i < into.length; i++) {
                    into[i] = Math.addExact(into[i], from[i]);
                }
            }
        }
    }

    /** Writes the sum of sums of the same shape. */
    public static void saveSum(List<ProfileSums> sums, StateOutput out) {
        ProfileSums first = sums.getFirst();
        out.writeLong(first.halos);
        out.writeLong(first.segments);
        for (int c = 0; c < COMPONENTS; c++) {
            List<Part> present = new ArrayList<>();
            for (ProfileSums one : sums) {
                Part part = one.parts[c];
                if (part != null) {
                    present.add(part);
                }
            }
            out.writeLong(present.isEmpty() ? 0 : 1);
            for (int p = 0; !present.isEmpty() && p < present.getFirst().pages.length; p++) {
                int page = p;
                out.writeSum(present.stream().map(part -> part.pages[page]).toList());
            }
        }
    }

    /** Reads what {@link #saveSum} wrote for this shape and adds it. */
    public void load(StateInput in) {
        in.expect(halos, "halos");
        in.expect(segments, "segments of a halo");
        for (Component component : Component.OF_PARTICLES) {
            if (in.readLong() != 0) {
                for (long[] page : part(component).pages) {
                    in.addTo(List.of(page));
                }
            }
        }
    }

    /** All sums of a component in rows, mass and count in turn; not a copy. Made where there are none. */
    public long[][] rows(Component component) {
        return part(component).pages;
    }

    /** Largest mass or count of a component in a segment. */
    public long largest(Component component) {
        Part part = parts[component.place()];
        long largest = 0;
        for (long[] page : part == null ? new long[0][] : part.pages) {
            for (long value : page) {
                largest = Math.max(largest, value);
            }
        }
        return largest;
    }

    /** Whether no particle of a component was counted. */
    public boolean isEmpty(Component component) {
        return parts[component.place()] == null;
    }

    /**
     * Sums from the centre outwards.
     *
     * @param component one of particles
     * @param units set to the mass in the first s segments at place s, in units; segments + 1 long
     * @param counts set to the number of particles likewise
     */
    public void cumulative(int halo, Component component, long[] units, long[] counts) {
        Part part = parts[component.place()];
        long[] page = part == null ? null : part.of(halo);
        int from = part == null ? 0 : part.at(halo, 0);
        for (int s = 0; s < segments; s++) {
            units[s + 1] = page == null ? 0 : Math.addExact(units[s], page[from + 2 * s]);
            counts[s + 1] = page == null ? 0 : counts[s] + page[from + 2 * s + 1];
        }
    }
}
