package org.hydroreplace.halo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.snapshot.ParticleBlock;
import org.hydroreplace.snapshot.ParticleReader;
import org.hydroreplace.snapshot.ParticleType;
import org.hydroreplace.snapshot.Snapshot;
import org.hydroreplace.snapshot.SnapshotFormats;

/**
 * Ids of the dark matter of FoF groups: a snapshot holds the particles of each type group after group, so that a group
 * starts where the lengths of those before it, over all catalogue files, end.
 */
public final class FofMembers {
    private FofMembers() {}

    /** Ids by group, in the order of the catalogue. */
    public static List<Set<Long>> darkMatter(Path output, int number, List<Path> catalogue) {
        long[] ids = ids(SnapshotFormats.open(output, number));
        List<Set<Long>> groups = new ArrayList<>();
        int at = 0;
        for (Path path : catalogue) {
            for (long length : lengths(path)) {
                Set<Long> members = new HashSet<>();
                for (long end = at + length; at < end; at++) {
                    members.add(ids[at]);
                }
                groups.add(members);
            }
        }
        return groups;
    }

    private static long[] lengths(Path path) {
        try (Hdf5File file = Hdf5File.open(path)) {
            if (!file.has("Group/GroupLenType")) {
                return new long[0];
            }
            var dataset = file.dataset("Group/GroupLenType");
            int rows = Math.toIntExact(dataset.rows());
            double[] flat = new double[rows * dataset.columns()];
            dataset.readFlat(0, rows, flat);
            long[] lengths = new long[rows];
            for (int i = 0; i < rows; i++) {
                lengths[i] = (long) flat[i * dataset.columns() + ParticleType.DARK_MATTER.number()];
            }
            return lengths;
        }
    }

    private static long[] ids(Snapshot snapshot) {
        long[] all = new long[Math.toIntExact(snapshot.header().count(ParticleType.DARK_MATTER))];
        int at = 0;
        // One block a file: files in order, so that the ids are in the order of the snapshot.
        try (ParticleReader reader = snapshot.reader()) {
            for (ParticleBlock block : snapshot.blocks(Integer.MAX_VALUE / 8)) {
                if (block.type() == ParticleType.DARK_MATTER) {
                    long[] part = new long[block.rows()];
                    reader.readIds(block, part);
                    System.arraycopy(part, 0, all, at, part.length);
                    at += part.length;
                }
            }
        }
        return all;
    }
}
