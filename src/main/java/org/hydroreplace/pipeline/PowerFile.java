package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.io.StoppedException;
import org.hydroreplace.parallel.Ranks;
import org.hydroreplace.snapshot.OutputHeader;
import org.hydroreplace.spectrum.PlaneSpectrum;
import org.hydroreplace.spectrum.PowerSpectra;
import org.jspecify.annotations.Nullable;

/** Has the spectra of maps and volumes measured and writes power.h5, field by field. */
final class PowerFile {
    static final String NAME = "power.h5";

    static final List<String> SECTIONS = List.of("simulation", "cosmology", "matching", "fields", "maps", "power");

    private final RunConfiguration configuration;
    private final Power power;
    private final OutputHeader header;
    private final double boxSize;
    private final Ranks ranks;
    private final @Nullable PlaneSpectra planes;
    private final @Nullable VolumeSpectra volumes;
    /** Of a field: mass, (Msun/h), and sum of the squared masses of its particles. */
    private final Map<Integer, double[]> masses = new HashMap<>();

    /** Nothing is measured yet. Every rank has one, the first one writes. */
    PowerFile(RunConfiguration configuration, Wanted wanted, OutputHeader header, Run.Options options) {
        int threads = options.threads();
        this.ranks = options.ranks();
        this.configuration = configuration;
        this.power = wanted.power().orElseThrow();
        this.header = header;
        this.boxSize = header.box().size();
        this.planes = wanted.planes()
                ? new PlaneSpectra(wanted.maps().orElseThrow(), power.window(), boxSize, threads)
                : null;
        this.volumes = power.volume()
                .map(v -> new VolumeSpectra(
                        v,
                        power.window(),
                        boxSize,
                        partners(configuration, v),
                        SharedGrids.of(ranks, options.restart().stop()),
                        threads))
                .orElse(null);
    }

    /** Bytes that the measurement of spectra takes at its peak, in one of so many ranks. */
    static long bytes(Wanted wanted, int threads, int ranks) {
        long planes = wanted.planes()
                ? PlaneSpectrum.bytes(wanted.maps().orElseThrow().grid(), threads)
                : 0;
        long volume =
                wanted.volume().map(v -> VolumeSpectra.bytes(v, threads, ranks)).orElse(0L);
        return Math.max(planes, volume);
    }

    /** Values of all datasets. */
    static long values(RunConfiguration configuration, Wanted wanted) {
        Power power = wanted.power().orElseThrow();
        int[] fields = fields(configuration, power);
        int reference = configuration.referenceField().orElse(-1);
        boolean hasReference = IntStream.of(fields).anyMatch(f -> f == reference);
        long values = 0;
        for (int field : fields) {
            boolean compared = hasReference && field != reference;
            if (wanted.planes()) {
                values += PlaneSpectra.values(wanted.maps().orElseThrow(), compared);
            }
            if (wanted.volume().isPresent()) {
                Power.Volume volume = wanted.volume().get();
                List<Integer> partners = partners(configuration, volume);
                int cross = partners.contains(field) ? partners.indexOf(field) : partners.size();
                values += VolumeSpectraWriter.values(volume, compared, cross);
            }
        }
        return values;
    }

    /** Measures what a portion holds: volumes together with the other ranks. On the first rank. */
    void add(Portion portion, List<PassResult> passes) throws InterruptedException {
        List<Integer> some = some(portion);
        for (int field : some) {
            weigh(field, passes);
            if (planes != null) {
                planes.measure(field, portion, passes);
            }
        }
        if (volumes != null && !portion.volumes().isEmpty()) {
            Accumulation.agree(ranks, false);
            volumes.measure(some, portion, passes);
        }
    }

    /**
     * Measures volumes together with the first rank.
     *
     * @throws org.hydroreplace.io.StoppedException on all ranks, if one of them was asked to stop
     */
    void help(Portion portion, List<PassResult> passes) throws InterruptedException {
        if (volumes == null || portion.volumes().isEmpty()) {
            return;
        }
        // The first rank has made other products meanwhile, and may have been stopped.
        Accumulation.agree(ranks, false);
        try {
            volumes.measure(some(portion), portion, passes);
        } catch (StoppedException e) {
            // The first rank says so, whatever stopped it.
            Accumulation.agree(ranks, true);
            throw e;
        }
    }

    private List<Integer> some(Portion portion) {
        return IntStream.of(fields(configuration, power))
                .filter(portion::has)
                .boxed()
                .toList();
    }

    /** Writes all spectra. */
    void write(Path folder) {
        try (Hdf5Writer file = ProductFile.create(folder.resolve(NAME), configuration, header, SECTIONS)) {
            int reference = configuration.referenceField().orElse(-1);
            for (int field : fields(configuration, power)) {
                String name = configuration.fields().get(field).name();
                file.group(name);
                if (volumes != null) {
                    new VolumeSpectraWriter(
                                    file,
                                    configuration.fields(),
                                    power.volume().orElseThrow(),
                                    power.window(),
                                    boxSize,
                                    volumes)
                            .write(field, reference, shotNoise(field, 3));
                }
                if (planes != null) {
                    planes.write(file, field, name, reference, shotNoise(field, 2));
                }
            }
            file.commit();
        }
    }

    /** The places of the fields, the one that others are compared with first. */
    private static int[] fields(RunConfiguration configuration, Power power) {
        OptionalInt first = configuration.referenceField();
        return IntStream.concat(
                        first.stream(),
                        IntStream.range(0, configuration.fields().size()))
                .distinct()
                .filter(f -> power.covers(configuration.fields().get(f).name()))
                .toArray();
    }

    /** The places of the fields that all others are correlated with. */
    static List<Integer> partners(RunConfiguration configuration, Power.Volume volume) {
        return IntStream.range(0, configuration.fields().size())
                .filter(f ->
                        volume.cross().contains(configuration.fields().get(f).name()))
                .boxed()
                .toList();
    }

    private void weigh(int field, List<PassResult> passes) {
        double mass = 0;
        double squares = 0;
        for (PassResult pass : passes) {
            mass += pass.mass(field);
            squares += pass.squaredMass(field);
        }
        masses.put(field, new double[] {mass, squares});
    }

    /** Power of unclustered particles of the same masses in the plane or in space. */
    private double shotNoise(int field, int dimensions) {
        double[] sums = masses.getOrDefault(field, new double[] {Double.NaN, Double.NaN});
        double volume = dimensions == 2 ? boxSize * boxSize : boxSize * boxSize * boxSize;
        return PowerSpectra.shotNoise(volume, sums[0], sums[1]);
    }
}
