package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hydroreplace.field.FieldSpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes the products out of one portion after the other and lets go of its grids. A file is begun with the first portion
 * and gets its name with the last; its bytes do not depend on how many there are. Closed before that, it leaves nothing.
 */
final class Products implements AutoCloseable {
    private final RunConfiguration configuration;
    private final Wanted wanted;
    private final RunPlan plan;
    private final Inputs inputs;
    private final Path folder;
    private final Manifest manifest;
    private final Map<String, Double> seconds;
    private final int threads;
    private final @Nullable PowerFile power;
    private final @Nullable LensPlanesFiles lensPlanes;
    private boolean begun;
    private @Nullable MapsFile mapsFile;
    private @Nullable ProfilesFile profilesFile;
    private @Nullable StatisticsFile statisticsFile;
    private @Nullable FieldProfiles reference;

    Products(
            RunConfiguration configuration,
            Wanted wanted,
            RunPlan plan,
            Inputs inputs,
            Path folder,
            Manifest manifest,
            Run.Options options,
            Map<String, Double> seconds) {
        this.configuration = configuration;
        this.wanted = wanted;
        this.plan = plan;
        this.inputs = inputs;
        this.folder = folder;
        this.manifest = manifest;
        this.seconds = seconds;
        this.threads = options.threads();
        this.power = wanted.power().isPresent() ? new PowerFile(configuration, wanted, inputs.header(), options) : null;
        this.lensPlanes = plan.cone()
                .map(cone -> new LensPlanesFiles(configuration, cone, folder, manifest, threads))
                .orElse(null);
    }

    /**
     * Adds what the passes of a portion found, which then lose their grids.
     *
     * @param last whether no more portions come
     */
    void add(Portion portion, List<PassResult> passes, boolean last) throws InterruptedException {
        maps(portion, passes, last);
        power(portion, passes, last);
        profiles(portion, passes, last);
        lensPlanes(portion, passes);
        boolean keep = reference != null && !last;
        long bit = keep ? 1L << configuration.referenceField().orElseThrow() : 0;
        passes.forEach(pass -> pass.release(bit));
    }

    private void maps(Portion portion, List<PassResult> passes, boolean last) throws InterruptedException {
        if (wanted.maps().isEmpty()) {
            return;
        }
        long begin = System.nanoTime();
        if (mapsFile == null) {
            mapsFile = MapsFile.begin(folder, configuration, wanted.maps().get(), inputs.header(), threads);
        }
        MapsFile file = Objects.requireNonNull(mapsFile);
        file.add(portion, passes);
        if (last) {
            file.commit();
        }
        note("writing maps", begin);
        if (last) {
            manifest.complete(MapsFile.NAME, names());
        }
    }

    private List<String> names() {
        return configuration.fields().stream().map(FieldSpec::name).toList();
    }

    private void power(Portion portion, List<PassResult> passes, boolean last) throws InterruptedException {
        if (power == null) {
            return;
        }
        long begin = System.nanoTime();
        power.add(portion, passes);
        if (last) {
            power.write(folder);
        }
        note("spectra", begin);
        if (last) {
            List<String> chosen = configuration.power().orElseThrow().fields();
            manifest.complete(PowerFile.NAME, chosen.isEmpty() ? names() : chosen);
        }
    }

    private void lensPlanes(Portion portion, List<PassResult> passes) throws InterruptedException {
        if (lensPlanes == null) {
            return;
        }
        long begin = System.nanoTime();
        if (!begun) {
            lensPlanes.begin();
            begun = true;
        }
        lensPlanes.add(portion, passes);
        note("writing lens planes", begin);
    }

    private void profiles(Portion portion, List<PassResult> passes, boolean last) throws InterruptedException {
        if (wanted.profiles().isEmpty()) {
            return;
        }
        HaloProducts products = HaloProducts.of(
                configuration, wanted.profiles().get(), plan.profiles(), portion, inputs, passes, reference);
        reference = products.reference();
        long begin = System.nanoTime();
        if (profilesFile == null) {
            profilesFile = ProfilesFile.begin(
                    folder, configuration, inputs.header(), wanted.profiles().get(), threads);
            statisticsFile = StatisticsFile.begin(
                    folder, configuration, inputs.header(), wanted.profiles().get());
        }
        ProfilesFile file = Objects.requireNonNull(profilesFile);
        file.add(products);
        if (last) {
            file.commit();
        }
        note("writing profiles", begin);
        if (last) {
            manifest.complete(ProfilesFile.NAME, profiled());
        }
        begin = System.nanoTime();
        StatisticsFile statistics = Objects.requireNonNull(statisticsFile);
        statistics.add(products);
        if (last) {
            statistics.commit();
        }
        note("writing statistics", begin);
        if (last) {
            manifest.complete(StatisticsFile.NAME, profiled());
        }
    }

    private List<String> profiled() {
        return IntStream.range(0, configuration.fields().size())
                .filter(f -> (plan.profiles().fields() >>> f & 1) != 0)
                .mapToObj(f -> configuration.fields().get(f).name())
                .toList();
    }

    private void note(String stage, long begin) {
        seconds.merge(stage, (System.nanoTime() - begin) * 1e-9, Double::sum);
    }

    @Override
    public void close() {
        if (mapsFile != null) {
            mapsFile.close();
        }
        if (profilesFile != null) {
            profilesFile.close();
        }
        if (statisticsFile != null) {
            statisticsFile.close();
        }
    }
}
