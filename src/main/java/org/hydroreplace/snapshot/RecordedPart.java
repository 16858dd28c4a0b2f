package org.hydroreplace.snapshot;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.InputException;

/**
 * What the files of a snapshot that was put together from several runs say of the particles of one run: in the rows of
 * each type those of the first part come first. Every file has a group for every part, with the numbers of the
 * run's own header and {@link #ROWS}.
 *
 * @param origin the header of the run
 * @param rows of each type, file by file
 */
record RecordedPart(SnapshotHeader origin, List<Map<ParticleType, Long>> rows) {
    /** Attribute: rows of each type in this file. */
    static final String ROWS = "Rows";

    /** Where a part is recorded in a file. */
    record Group(int part) {
        String path() {
            return "HydroReplace/Part" + part;
        }
    }

    /** Particles of every type over all files. */
    Map<ParticleType, Long> counts() {
        Map<ParticleType, Long> sum = new EnumMap<>(ParticleType.class);
        rows.forEach(file -> file.forEach((type, some) -> sum.merge(type, some, Long::sum)));
        return sum;
    }

    /** The parts that the files of a snapshot record, one file after the other. */
    static final class Reader {
        private final SnapshotHeader header;
        private final List<RecordedPart> parts = new ArrayList<>();
        private int files;

        Reader(SnapshotHeader header) {
            this.header = header;
        }

        /**
         * Reads what the next file says.
         *
         * @param held particles of every type in the file
         * @throws InputException if its parts are not what it holds
         */
        void next(Hdf5File file, Map<ParticleType, Long> held) {
            Map<ParticleType, Long> sum = new EnumMap<>(ParticleType.class);
            int part = 0;
            for (Optional<long[]> rows = rows(file, part); rows.isPresent(); rows = rows(file, ++part)) {
                GadgetHeader raw = new GadgetHeader(file, new Group(part));
                if (files == 0) {
                    parts.add(new RecordedPart(origin(file, raw), new ArrayList<>()));
                }
                if (part < parts.size()) {
                    Map<ParticleType, Long> counts = raw.counts(rows.get());
                    parts.get(part).rows.add(counts);
                    // Saturating: numbers of a damaged file must not wrap into right ones.
                    counts.forEach((type, some) ->
                            sum.merge(type, some, (x, y) -> x > Long.MAX_VALUE - y ? Long.MAX_VALUE : x + y));
                }
            }
            if (part != parts.size()) {
                throw damaged(file, part + " parts and that of the first file " + parts.size());
            }
            for (ParticleType type : part == 0 ? List.<ParticleType>of() : ParticleType.all()) {
                long rows = sum.getOrDefault(type, 0L);
                if (rows != held.getOrDefault(type, 0L)) {
                    throw damaged(
                            file,
                            rows + " rows of " + type.group() + " and the header counts "
                                    + held.getOrDefault(type, 0L));
                }
            }
            files++;
        }

        private static Optional<long[]> rows(Hdf5File file, int part) {
            return file.longs(new Group(part).path(), ROWS);
        }

        private SnapshotHeader origin(Hdf5File file, GadgetHeader raw) {
            OutputHeader output = raw.output();
            if (!output.units().equals(header.output().units())) {
                throw damaged(file, "a run in other units than the header");
            }
            return new SnapshotHeader(
                    output,
                    raw.countsTotal().orElseThrow(() -> damaged(file, "a run without NumPart_Total")),
                    GadgetSnapshot.tableMasses(raw, output.units()));
        }

        private static InputException damaged(Hdf5File file, String what) {
            return new InputException(file.path() + ": the group HydroReplace records " + what
                    + "; write the snapshot again, or delete the group from all files");
        }

        /** What all files say. */
        List<RecordedPart> parts() {
            return parts;
        }
    }
}
