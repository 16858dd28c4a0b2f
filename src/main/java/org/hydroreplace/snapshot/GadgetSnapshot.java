package org.hydroreplace.snapshot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hydroreplace.io.Hdf5Dataset;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.InputException;

/** A snapshot of the GADGET family: headers of all files read and checked, particles still on disk. */
final class GadgetSnapshot implements Snapshot {
    private final SnapshotFormat format;
    private final SnapshotHeader header;
    private final List<Path> files;
    private final List<Segment> segments;
    private final int part;
    private final SnapshotHeader origin;
    private final List<Snapshot> parts = new ArrayList<>();

    private GadgetSnapshot(
            SnapshotFormat format,
            SnapshotHeader header,
            List<Path> files,
            List<Segment> segments,
            int part,
            SnapshotHeader origin) {
        this.format = format;
        this.header = header;
        this.files = files;
        this.segments = segments;
        this.part = part;
        this.origin = origin;
    }

    /** Particles of one type in one file: all of them, or those of a part. */
    private record Segment(
            int file,
            ParticleType type,
            long firstRow,
            long rows,
            int rowsPerChunk,
            long storedBytes,
            long bufferBytes) {
        Segment rows(long from, long some) {
            long share = Math.round((double) storedBytes * some / rows);
            return new Segment(file, type, firstRow + from, some, rowsPerChunk, share, bufferBytes);
        }
    }

    static GadgetSnapshot open(FileSet set, SnapshotFormat format) {
        SnapshotHeader header;
        List<Path> paths;
        try (Hdf5File first = Hdf5File.open(set.first())) {
            GadgetHeader raw = new GadgetHeader(first);
            paths = set.complete(raw.files("NumFilesPerSnapshot"));
            if (raw.countsTotal().isEmpty() && paths.size() > 1) {
                throw new InputException(first.path() + " has no NumPart_Total though the snapshot has " + paths.size()
                        + " files; their headers are damaged");
            }
            header = header(raw, raw.countsTotal().orElseGet(raw::countsHere));
        }
        List<Segment> segments = new ArrayList<>();
        Map<ParticleType, Long> found = new EnumMap<>(ParticleType.class);
        RecordedPart.Reader parts = new RecordedPart.Reader(header);
        for (int i = 0; i < paths.size(); i++) {
            try (Hdf5File file = Hdf5File.open(paths.get(i))) {
                GadgetHeader raw = new GadgetHeader(file);
                checkSame(header, raw, file, paths.getFirst());
                Map<ParticleType, Double> masses =
                        tableMasses(raw, header.output().units());
                for (Map.Entry<ParticleType, Long> entry : raw.countsHere().entrySet()) {
                    checkMass(header, masses, entry.getKey(), file, paths.getFirst());
                    found.merge(entry.getKey(), entry.getValue(), Long::sum);
                    if (entry.getKey().isMatter()) {
                        segments.add(segment(file, i, entry.getKey(), entry.getValue(), header));
                    }
                }
                parts.next(file, raw.countsHere());
            }
        }
        checkTotals(header, found, set, paths.size());
        GadgetSnapshot whole = new GadgetSnapshot(format, header, paths, List.copyOf(segments), 0, header);
        whole.divide(parts.parts());
        return whole;
    }

    private void divide(List<RecordedPart> recorded) {
        long[] before = new long[segments.size()];
        for (RecordedPart one : recorded) {
            List<Segment> some = new ArrayList<>();
            for (int s = 0; s < before.length; s++) {
                Segment segment = segments.get(s);
                long rows = one.rows().get(segment.file).getOrDefault(segment.type, 0L);
                if (rows > 0) {
                    some.add(segment.rows(before[s], rows));
                }
                before[s] += rows;
            }
            SnapshotHeader of = new SnapshotHeader(one.origin().output(), one.counts(), header.tableMasses());
            parts.add(new GadgetSnapshot(format, of, files, List.copyOf(some), parts.size(), one.origin()));
        }
    }

    private static SnapshotHeader header(GadgetHeader raw, Map<ParticleType, Long> counts) {
        OutputHeader output = raw.output();
        return new SnapshotHeader(output, counts, tableMasses(raw, output.units()));
    }

    static Map<ParticleType, Double> tableMasses(GadgetHeader raw, FileUnits units) {
        Map<ParticleType, Double> masses = new EnumMap<>(ParticleType.class);
        raw.massTable().forEach((type, mass) -> masses.put(type, mass * units.mass()));
        return masses;
    }

    private static void checkMass(
            SnapshotHeader header, Map<ParticleType, Double> masses, ParticleType type, Hdf5File file, Path first) {
        double here = masses.getOrDefault(type, 0.0);
        double there = header.tableMasses().getOrDefault(type, 0.0);
        if (here != there) {
            throw new InputException(file.path() + " gives particles of type " + type.number() + " the mass " + here
                    + " Msun/h in MassTable and " + first.getFileName() + " gives " + there
                    + "; put the files of one snapshot into a folder of their own");
        }
    }

    private static void checkSame(SnapshotHeader header, GadgetHeader raw, Hdf5File file, Path first) {
        double box = raw.boxSize() / raw.units().lengthsPerMpc();
        double time = raw.required("Time");
        OutputHeader output = header.output();
        if (box != output.box().size() || Math.abs(time - output.scaleFactor()) > 1e-9) {
            throw new InputException(
                    file.path() + " is of another output than " + first.getFileName() + " (box " + box + " and "
                            + output.box().size() + " Mpc/h, scale factor " + time + " and " + output.scaleFactor()
                            + "); put the files of one snapshot into a folder of their own");
        }
    }

    /** Checks that what the header counts is there in the shape that it must have. */
    private static Segment segment(Hdf5File file, int index, ParticleType type, long count, SnapshotHeader header) {
        Hdf5Dataset coordinates = file.dataset(type.group() + "/Coordinates");
        checkRows(file, type.group() + "/Coordinates", coordinates.rows(), count);
        long stored = coordinates.storedBytes();
        long buffers = coordinates.bufferBytes();
        if (!header.tableMasses().containsKey(type)) {
            Hdf5Dataset masses = file.dataset(type.group() + "/Masses");
            checkRows(file, type.group() + "/Masses", masses.rows(), count);
            stored += masses.storedBytes();
            buffers += masses.bufferBytes();
        }
        return new Segment(index, type, 0, count, coordinates.rowsPerChunk(), stored, buffers);
    }

    static void checkRows(Hdf5File file, String dataset, long rows, long expected) {
        if (rows != expected) {
            throw new InputException(file.path() + ": " + dataset + " has " + rows + " rows and the header counts "
                    + expected + "; copy or download the file again");
        }
    }

    private static void checkTotals(SnapshotHeader header, Map<ParticleType, Long> found, FileSet set, int files) {
        for (ParticleType type : ParticleType.all()) {
            long sum = found.getOrDefault(type, 0L);
            if (sum != header.count(type)) {
                throw new InputException(set.folder() + ": the " + files + " files hold " + sum + " particles of type "
                        + type.number() + " and their header promises " + header.count(type)
                        + "; copy or download the snapshot again");
            }
        }
    }

    @Override
    public SnapshotHeader header() {
        return header;
    }

    @Override
    public List<Snapshot> parts() {
        return parts.isEmpty() ? List.of(this) : List.copyOf(parts);
    }

    @Override
    public int part() {
        return part;
    }

    @Override
    public SnapshotHeader origin() {
        return origin;
    }

    @Override
    public List<Path> files() {
        return files;
    }

    @Override
    public String formatName() {
        return format.name();
    }

    @Override
    public List<ParticleBlock> blocks(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("blocks of " + rows + " rows");
        }
        List<ParticleBlock> blocks = new ArrayList<>();
        for (Segment segment : segments) {
            int step = blockRows(rows, segment.rowsPerChunk);
            for (long first = 0; first < segment.rows; first += step) {
                int some = (int) Math.min(step, segment.rows - first);
                blocks.add(new ParticleBlock(segment.file, segment.type, segment.firstRow + first, some));
            }
        }
        return blocks;
    }

    /** Whole HDF5 chunks, unless one is far larger than a block: then it is decoded once for every block in it. */
    private static int blockRows(int rows, int rowsPerChunk) {
        return rowsPerChunk > 4L * rows
                ? rows
                : Math.toIntExact((rows + rowsPerChunk - 1L) / rowsPerChunk * rowsPerChunk);
    }

    @Override
    public long storedBytes() {
        return segments.stream().mapToLong(Segment::storedBytes).sum();
    }

    @Override
    public long storedBytes(List<ParticleBlock> blocks) {
        Map<List<Object>, Long> rows = new HashMap<>();
        for (ParticleBlock block : blocks) {
            rows.merge(List.of(block.file(), block.type()), (long) block.rows(), Long::sum);
        }
        long bytes = 0;
        for (Segment segment : segments) {
            long some = rows.getOrDefault(List.of(segment.file, segment.type), 0L);
            bytes += some == segment.rows ? segment.storedBytes : segment.rows(0, some).storedBytes;
        }
        return bytes;
    }

    @Override
    public long bytesPerReader() {
        long[] ofFile = new long[files.size()];
        for (Segment segment : segments) {
            ofFile[segment.file] += segment.bufferBytes;
        }
        return Arrays.stream(ofFile).max().orElse(0);
    }

    @Override
    public ParticleReader reader() {
        return new GadgetReader(this);
    }
}
