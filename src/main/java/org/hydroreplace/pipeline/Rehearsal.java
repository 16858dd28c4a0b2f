package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.HaloSet;
import org.hydroreplace.field.Source;
import org.hydroreplace.field.Surroundings;
import org.hydroreplace.halo.HaloCatalogue;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.snapshot.OutputHeader;
import org.hydroreplace.snapshot.ParticleBlock;
import org.hydroreplace.snapshot.ParticleType;
import org.hydroreplace.snapshot.Snapshot;

/**
 * Passes over a few particles of each run, round halos that are made up, while the real ones are read and matched. Nothing
 * comes of it but that the Java machine meets the loops over particles, and has compiled them when the passes begin: else
 * all threads crawl through the first half second.
 *
 * <p>Every block is a single particle: then the loops are called often and turn seldom, and are compiled as whole methods.
 * In longer blocks the compiler first replaces them one by one while they run, which takes it twice the time.
 */
final class Rehearsal implements AutoCloseable {
    /** A run over fewer particles is over before it pays. */
    private static final long WORTH_IT = 1_000_000;

    private static final int BLOCKS = 2000;
    private static final int CLASSES = 64;
    private static final int CANVASES = 4;
    /** Cells along a side of its grids: 256 KiB for a class of a volume. */
    private static final int SIDE = 32;
    /** Of such sizes, in box sides, that spheres of 5 of them hold a particle some three at a time, and in some places none. */
    private static final int HALOS = 60;

    private static final double SMALLEST = 0.003;
    private static final double LARGEST = 0.1;

    private final RunConfiguration configuration;
    private final Wanted wanted;
    private final Map<Source, Snapshot> snapshots;
    private final List<FieldSpec> fields;
    private final StopRequest stop = new StopRequest();

    /** Does not begin yet. */
    Rehearsal(RunConfiguration configuration, Wanted wanted, Map<Source, Snapshot> snapshots) {
        this.configuration = configuration;
        this.wanted = wanted;
        this.snapshots = new EnumMap<>(snapshots);
        this.fields = configuration.fields().stream()
                .map(field -> field instanceof FieldSpec.Baryonified ? new FieldSpec.Dmo(field.name()) : field)
                .toList();
    }

    /** Begins, on a thread of its own, if there are particles enough to make it worth while. */
    static Rehearsal begin(RunConfiguration configuration, Wanted wanted, Inputs inputs) {
        Rehearsal rehearsal = new Rehearsal(configuration, wanted, inputs.snapshots());
        if (inputs.particles() >= WORTH_IT) {
            Thread.ofPlatform().daemon().name("rehearsal").start(rehearsal::play);
        }
        return rehearsal;
    }

    /** The passes begin: ends it at the next particle, and waits for nothing. */
    void end() {
        stop.request("the run itself");
    }

    @Override
    public void close() {
        end();
    }

    private void play() {
        try {
            passes();
            Hdf5Writer.prepare();
        } catch (RuntimeException | Error | InterruptedException e) {
            // Whatever is wrong, the run itself will meet it and say so.
        }
    }

    /** One over each run that the fields need. */
    List<PassResult> passes() throws InterruptedException {
        List<PassResult> results = new ArrayList<>();
        for (Map.Entry<Source, Snapshot> entry : snapshots.entrySet()) {
            Snapshot snapshot = entry.getValue().parts().getFirst();
            results.add(pass(entry.getKey(), snapshot).run(1, ledger -> {}));
        }
        return results;
    }

    /** What {@link RunPlan} makes of a run, with few halos and small grids. */
    private ParticlePass pass(Source source, Snapshot snapshot) {
        OutputHeader header = snapshot.header().output();
        HaloMatches matches = matches(header);
        boolean matched = configuration.simulation().hydro().isPresent();
        Surroundings measured = wanted.profiles()
                .map(p -> ProfilePlan.surroundings(fields, p, halos(matches), matched))
                .orElse(Surroundings.NOTHING);
        FieldRouter router = new FieldRouter(fields, matches, measured, null);
        ProfilePlan profiles = wanted.profiles()
                .map(p -> ProfilePlan.of(fields, p, router.surroundings(), matched))
                .orElse(ProfilePlan.NONE);
        List<Canvas> canvases = wanted.canvases(wanted.lensPlanes().map(p -> LightCone.of(configuration, p, header)));
        Portion portion = new Portion(
                -1L >>> (Long.SIZE - fields.size()),
                canvases.stream()
                        .limit(CANVASES)
                        .map(canvas -> canvas.resized(SIDE))
                        .toList(),
                profiles.fields(),
                0,
                CLASSES,
                1,
                1);
        return new ParticlePass(
                source,
                snapshot,
                singleParticles(snapshot),
                router,
                profiles,
                portion,
                new ClassTable(CLASSES),
                Progress.NONE,
                stop);
    }

    /** The first particles of each type in the first file, the types in turn. */
    private static List<ParticleBlock> singleParticles(Snapshot snapshot) {
        Map<ParticleType, ParticleBlock> first = new EnumMap<>(ParticleType.class);
        for (ParticleBlock block : snapshot.blocks(ParticlePass.blockRows())) {
            if (block.file() == 0) {
                first.putIfAbsent(block.type(), block);
            }
        }
        List<ParticleBlock> particles = new ArrayList<>();
        for (int n = 0; n < BLOCKS; n++) {
            for (ParticleBlock block : first.values()) {
                if (n < block.rows() && particles.size() < BLOCKS) {
                    particles.add(new ParticleBlock(0, block.type(), block.firstRow() + n, 1));
                }
            }
        }
        return particles;
    }

    private static Map<HaloSet, HaloSpheres> halos(HaloMatches matches) {
        Map<HaloSet, HaloSpheres> halos = new EnumMap<>(HaloSet.class);
        for (HaloSet set : HaloSet.values()) {
            halos.put(set, HaloSpheres.dmoOf(matches));
        }
        return halos;
    }

    /** Halos anywhere, of all masses, each its own partner. */
    private static HaloMatches matches(OutputHeader header) {
        SplittableRandom random = new SplittableRandom(1);
        double box = header.box().size();
        double[][] centre = new double[3][HALOS];
        double[] mass = new double[HALOS];
        double[] radius = new double[HALOS];
        for (int i = 0; i < HALOS; i++) {
            for (double[] x : centre) {
                x[i] = box * random.nextDouble();
            }
            mass[i] = Math.pow(10, 11 + 5 * random.nextDouble());
            radius[i] = box * SMALLEST * Math.pow(LARGEST / SMALLEST, random.nextDouble());
        }
        HaloCatalogue halos = new HaloCatalogue(header, List.of(), centre[0], centre[1], centre[2], mass, radius);
        List<HaloMatches.Pair> pairs = IntStream.range(0, HALOS)
                .mapToObj(i -> new HaloMatches.Pair(i, i, 0))
                .toList();
        return new HaloMatches(halos, halos, pairs, List.of(), List.of());
    }
}
