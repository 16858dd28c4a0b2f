package org.hydroreplace.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Source;
import org.hydroreplace.field.Surroundings;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.Names;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.snapshot.ParticleBlock;
import org.hydroreplace.snapshot.ParticleReader;
import org.hydroreplace.snapshot.ParticleType;
import org.hydroreplace.snapshot.Snapshot;
import org.hydroreplace.snapshot.SnapshotOutput;
import org.hydroreplace.snapshot.SnapshotOutput.Content;
import org.hydroreplace.snapshot.SnapshotOutput.Part;
import org.hydroreplace.snapshot.StoredParticles;

/**
 * Writes the particles of a field as a snapshot in the layout of the input: type by type, those of the gravity-only run
 * before those of the hydro run, in the order of their files. One block is held at a time, 25 MB, whatever the number of
 * particles.
 */
public final class Transform {
    static final String FOLDER = "particles";

    private static final int MOST_FILES = 1000;

    private final FieldSpec field;
    private final RunConfiguration configuration;
    private final Inputs inputs;
    private final Progress progress;
    private final StopRequest stop;
    private final List<FieldParticles> particles = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    private Transform(RunConfiguration configuration, FieldSpec field, Progress progress, StopRequest stop) {
        this.configuration = configuration.withField(field);
        this.field = field;
        this.inputs = new Inputs(this.configuration, Optional.empty());
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Writes a field.
     *
     * @param name of the field
     * @param files how many files; empty: as many as the input has
     * @param threads for tables of displacements
     * @return the folder of the snapshot
     * @throws UsageException if there is no such field, or the folder cannot be used
     * @throws InputException if the inputs cannot be used
     */
    public static Path execute(
            RunConfiguration configuration,
            String name,
            OptionalInt files,
            int threads,
            Progress progress,
            StopRequest stop)
            throws InterruptedException {
        if (files.isPresent() && (files.getAsInt() < 1 || files.getAsInt() > MOST_FILES)) {
            throw new UsageException(
                    "--files must be from 1 to " + MOST_FILES + " and is " + files.getAsInt() + "; change it");
        }
        Set<String> known = new TreeSet<>();
        for (FieldSpec field : configuration.fields()) {
            known.add(field.name());
            if (field.name().equals(name)) {
                return new Transform(configuration, field, progress, stop).write(configuration, files, threads);
            }
        }
        throw new UsageException("--field names " + name + ", which is not a field of this configuration; did you mean "
                + Names.nearest(name, known) + "? (known: " + String.join(", ", known) + ")");
    }

    private Path write(RunConfiguration whole, OptionalInt files, int threads) throws InterruptedException {
        inputs.openSnapshots(List.of(field));
        try (OutputFolder folder = OutputFolder.open(whole, Set.of(Product.PARTICLES))) {
            readHalos();
            FieldRouter router =
                    new FieldRouter(List.of(field), inputs.matches(), Surroundings.NOTHING, inputs.displacer(threads));
            for (Map.Entry<Source, Snapshot> entry : inputs.snapshots().entrySet()) {
                for (Snapshot part : entry.getValue().parts()) {
                    particles.add(new FieldParticles(entry.getKey(), part, router));
                    parts.add(new Part(entry.getKey().label(), part, new EnumMap<>(ParticleType.class)));
                }
            }
            Manifest manifest = new Manifest(folder.path(), "transform", 1, RunPlan.heapAllows(1));
            manifest.inputs(inputs.files());
            List<String> names = names(files.orElseGet(this::inputFiles));
            names.forEach(manifest::pending);
            manifest.write("running");
            Path target = folder.path().resolve(folder());
            List<Path> paths = names.stream().map(folder.path()::resolve).toList();
            Map<ParticleType, Content> contents = contents(names.size());
            prepare(target, paths);
            try (SnapshotOutput output = new SnapshotOutput(paths, header(), contents, partsTaken())) {
                copy(output);
                output.commit();
            } catch (RuntimeException | Error e) {
                manifest.write("failed");
                throw e;
            } finally {
                deleteEmpty(target, folder.path());
            }
            names.forEach(file -> manifest.complete(file, List.of(field.name())));
            manifest.write("complete");
            folder.succeed();
            return target;
        }
    }

    private void readHalos() {
        if (configuration.fieldsNeedMatches()) {
            inputs.match();
        } else if (configuration.fieldsNeedDisplacements()) {
            inputs.selectDmoHalos();
        }
    }

    private int inputFiles() {
        return inputs.snapshots().values().stream()
                .mapToInt(snapshot -> snapshot.files().size())
                .max()
                .orElseThrow();
    }

    private Path header() {
        return inputs.snapshots().values().iterator().next().files().getFirst();
    }

    /** The folder of the snapshot in that of the products. */
    private String folder() {
        return FOLDER + "/" + field.name() + "/snapdir_" + number();
    }

    private String number() {
        return String.format(Locale.ROOT, "%03d", configuration.simulation().snapshot());
    }

    private List<String> names(int files) {
        List<String> names = new ArrayList<>();
        for (int k = 0; k < files; k++) {
            names.add(folder() + "/snap_" + number() + "." + k + ".hdf5");
        }
        return names;
    }

    /** Makes the folder, which must not hold files of another number. */
    private static void prepare(Path folder, List<Path> paths) {
        try {
            Files.createDirectories(folder);
            AtomicFile.deleteLeftovers(folder);
            try (Stream<Path> there = Files.list(folder)) {
                for (Path file : there.toList()) {
                    if (!paths.contains(file)) {
                        throw new UsageException(file + " is in the way of a snapshot of " + paths.size()
                                + " files; delete the folder " + folder);
                    }
                }
            }
        } catch (IOException e) {
            throw new UsageException(
                    "folder " + folder + " cannot be written (" + AtomicFile.reason(e) + "); choose another --output",
                    e);
        }
    }

    /** Takes back folders that hold nothing, as after a failure. */
    private static void deleteEmpty(Path from, Path output) {
        for (Path folder = from; folder != null && !folder.equals(output); folder = folder.getParent()) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                // It holds something, and so do those above it.
                return;
            }
        }
    }

    /** Counts, and decides how positions and masses are stored. */
    private Map<ParticleType, Content> contents(int files) {
        Map<ParticleType, Content> contents = new EnumMap<>(ParticleType.class);
        requireSameUnits();
        progress.begin("counting", particlesRead(), "particles");
        for (ParticleType type : ParticleType.all()) {
            long count = 0;
            boolean single = true;
            boolean singleMasses = true;
            Set<Double> tableMasses = new TreeSet<>();
            for (int p = 0; p < parts.size(); p++) {
                FieldParticles some = particles.get(p);
                long here = some.count(type, this::advance);
                count += here;
                if (here > 0) {
                    parts.get(p).counts().put(type, here);
                    single &= some.hasSinglePositions(type);
                    singleMasses &= some.hasSingleMasses(type);
                    tableMasses.add(some.tableMass(type));
                }
            }
            if (count / files >= Integer.MAX_VALUE) {
                throw new UsageException(count + " particles of " + type.group() + " in " + files
                        + " files are more than a file of this layout counts (2^31 - 1); give more with --files");
            }
            if (count > 0) {
                boolean table =
                        tableMasses.size() == 1 && tableMasses.iterator().next() > 0;
                contents.put(
                        type,
                        new Content(
                                count,
                                table ? OptionalDouble.of(tableMasses.iterator().next()) : OptionalDouble.empty(),
                                single ? Hdf5Type.FLOAT32 : Hdf5Type.FLOAT64,
                                singleMasses ? Hdf5Type.FLOAT32 : Hdf5Type.FLOAT64));
            }
        }
        progress.end();
        if (contents.isEmpty()) {
            throw new InputException("the field " + field.name() + " takes no particle at all; nothing is written");
        }
        return contents;
    }

    private List<Part> partsTaken() {
        return parts.stream().filter(part -> !part.counts().isEmpty()).toList();
    }

    private void requireSameUnits() {
        Snapshot first = inputs.snapshots().values().iterator().next();
        for (Snapshot other : inputs.snapshots().values()) {
            if (!other.header().output().units().equals(first.header().output().units())) {
                throw new UsageException(
                        other.files().getFirst() + " and " + first.files().getFirst()
                                + " have different units, and one snapshot cannot hold both; transform a field of one run");
            }
        }
    }

    private void copy(SnapshotOutput output) {
        progress.begin("particles of " + field.name(), particlesRead(), "particles");
        StoredParticles chosen = new StoredParticles();
        for (ParticleType type : ParticleType.all()) {
            for (FieldParticles some : particles) {
                try (ParticleReader reader = some.snapshot().reader()) {
                    for (ParticleBlock block : some.blocks(type)) {
                        output.append(type, chosen, some.take(reader, block, chosen));
                        advance(block.rows());
                    }
                }
            }
        }
        progress.end();
    }

    private void advance(long rows) {
        stop.check();
        progress.advance(rows);
    }

    private long particlesRead() {
        return particles.stream()
                .mapToLong(some -> some.snapshot().header().matterParticles())
                .sum();
    }
}
