package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.field.Displacer;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.HaloSet;
import org.hydroreplace.field.Source;
import org.hydroreplace.halo.CatalogueReader;
import org.hydroreplace.halo.HaloCatalogue;
import org.hydroreplace.halo.HaloMatcher;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.halo.MatchTruth;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.snapshot.OutputHeader;
import org.hydroreplace.snapshot.RunPair;
import org.hydroreplace.snapshot.Snapshot;
import org.hydroreplace.snapshot.SnapshotFormats;
import org.jspecify.annotations.Nullable;

/** The snapshots and halos of a run, opened as far as needed and checked to belong together. */
final class Inputs {
    private final RunConfiguration configuration;
    private final Optional<Path> truth;
    private final Map<Source, Snapshot> snapshots = new EnumMap<>(Source.class);
    private final Map<HaloSet, HaloSpheres> halos = new EnumMap<>(HaloSet.class);
    private final List<Path> catalogueFiles = new ArrayList<>();
    private long halosRead;
    private @Nullable HaloCatalogue selectedFrom;
    private @Nullable HaloMatches matches;
    private MatchTruth.@Nullable Score score;

    /**
     * Nothing is opened yet.
     *
     * @param truth the truth of a mock, to score the matching against
     */
    Inputs(RunConfiguration configuration, Optional<Path> truth) {
        this.configuration = configuration;
        this.truth = truth;
    }

    /** The snapshots that were opened. */
    Map<Source, Snapshot> snapshots() {
        return snapshots;
    }

    /** Parts of the snapshot of a run, each of which has accumulators of its own. */
    int parts(Source source) {
        Snapshot snapshot = snapshots.get(source);
        return snapshot == null ? 1 : snapshot.parts().size();
    }

    /** The header of any snapshot: what they share. */
    OutputHeader header() {
        return snapshots.values().iterator().next().header().output();
    }

    /** The matched halos, once there are some. */
    @Nullable
    HaloMatches matches() {
        return matches;
    }

    MatchTruth.@Nullable Score score() {
        return score;
    }

    /** The halos of a set, in the order of the rows. */
    HaloSpheres halos(HaloSet set) {
        HaloSpheres spheres = halos.get(set);
        if (spheres == null) {
            throw new IllegalStateException("the halos " + set + " have not been read");
        }
        return spheres;
    }

    /** The halos that were read and chosen. */
    Map<HaloSet, HaloSpheres> halos() {
        return halos;
    }

    /** Bytes of the catalogues, the pairs and the halos that are measured. */
    long haloBytes() {
        long bytes = 40 * halosRead;
        HaloMatches found = matches;
        if (found != null) {
            bytes += 36L * found.pairs().size();
            bytes += 28L * (found.unmatchedDmo().size() + found.unmatchedHydro().size());
        }
        for (HaloSpheres spheres : halos.values()) {
            bytes += 44L * spheres.size();
        }
        return bytes;
    }

    /** Bytes that reading and matching take beside: the columns of a file, an order and a tree of all halos. */
    long matchingBytes() {
        return 90 * halosRead;
    }

    /** The files of the catalogues that were read. */
    List<Path> catalogueFiles() {
        return catalogueFiles;
    }

    /** Opens the snapshots that some fields need, and checks that they belong together. */
    void openSnapshots(List<FieldSpec> fields) {
        for (FieldSpec field : fields) {
            if (field.needsDmo()) {
                open(Source.DMO, configuration.simulation().dmo());
            }
            if (field.needsHydro()) {
                open(Source.HYDRO, hydroFolder());
            }
        }
        Snapshot dmo = snapshots.get(Source.DMO);
        Snapshot hydro = snapshots.get(Source.HYDRO);
        if (dmo != null && hydro != null) {
            RunPair.check(dmo.header().output(), hydro.header().output());
        }
        snapshots
                .values()
                .forEach(snapshot -> checkComplement(snapshot.header().output().cosmology()));
    }

    private void open(Source source, Path folder) {
        snapshots.computeIfAbsent(
                source,
                s -> SnapshotFormats.open(folder, configuration.simulation().snapshot()));
    }

    private Path hydroFolder() {
        return configuration
                .simulation()
                .hydro()
                .orElseThrow(
                        () -> new UsageException(
                                "simulation.hydro is missing, and matching needs both runs; add the output folder of the hydro run"));
    }

    /** What the configuration says of the cosmology must not contradict a header that says it too. */
    private void checkComplement(Cosmology header) {
        agree("sigma8", header.sigma8(), configuration.cosmology().sigma8());
        agree("n_s", header.spectralIndex(), configuration.cosmology().spectralIndex());
        agree("omega_b", header.omegaBaryon(), configuration.cosmology().omegaBaryon());
    }

    private static void agree(String key, OptionalDouble header, OptionalDouble given) {
        if (header.isPresent()
                && given.isPresent()
                && Math.abs(header.getAsDouble() - given.getAsDouble()) > 1e-3 * Math.abs(header.getAsDouble())) {
            throw new UsageException("cosmology." + key + " is " + given.getAsDouble()
                    + " and the header of the snapshot says " + header.getAsDouble() + "; correct it or leave it out");
        }
    }

    /** Reads both catalogues and matches their halos. */
    void match() {
        HaloCatalogue dmo = catalogue(Source.DMO, configuration.simulation().dmo());
        HaloCatalogue hydro = catalogue(Source.HYDRO, hydroFolder());
        RunPair.check(dmo.header(), hydro.header());
        HaloMatches found = HaloMatcher.match(dmo, hydro, configuration.matching());
        if (found.pairs().isEmpty()) {
            throw new InputException(
                    "no pair of halos was found among " + found.unmatchedDmo().size() + " DMO halos above "
                            + configuration.matching().minMass() + " Msun/h and " + hydro.size()
                            + " hydro halos; check that the runs share their initial conditions,"
                            + " or relax matching.min_mass, matching.max_separation or matching.mass_ratio");
        }
        matches = found;
        halos.put(HaloSet.DMO_PARTNERS, HaloSpheres.dmoOf(found));
        halos.put(HaloSet.HYDRO_PARTNERS, HaloSpheres.hydroOf(found));
        if (configuration.fieldsNeedDisplacements()) {
            select(dmo);
        }
        catalogueFiles.addAll(dmo.files());
        catalogueFiles.addAll(hydro.files());
        score = truth.map(path -> MatchTruth.read(path)
                        .score(found, configuration.matching().minMass()))
                .orElse(null);
    }

    /** Reads the DMO catalogue alone: all its halos of at least the minimum mass are measured. */
    void selectDmoHalos() {
        HaloCatalogue dmo = catalogue(Source.DMO, configuration.simulation().dmo());
        select(dmo);
        catalogueFiles.addAll(dmo.files());
    }

    private void select(HaloCatalogue dmo) {
        int[] rows = dmo.byMass(configuration.matching().minMass());
        if (rows.length == 0) {
            throw new InputException("none of the " + dmo.size() + " DMO halos has "
                    + configuration.matching().minMass() + " Msun/h or more; lower matching.min_mass");
        }
        halos.put(HaloSet.SELECTED, HaloSpheres.of(dmo, rows));
        selectedFrom = dmo;
    }

    /**
     * What moves the matter of corrected fields; null if there are none.
     *
     * @throws UsageException if the cosmology is not known well enough
     */
    @Nullable
    Displacer displacer(int threads) {
        return selectedFrom == null || !configuration.fieldsNeedDisplacements()
                ? null
                : Displacements.of(
                        configuration,
                        header().cosmology(),
                        header().redshift(),
                        selectedFrom,
                        halos(HaloSet.SELECTED),
                        threads);
    }

    private HaloCatalogue catalogue(Source source, Path folder) {
        HaloCatalogue catalogue =
                CatalogueReader.read(folder, configuration.simulation().snapshot());
        halosRead += catalogue.size();
        Snapshot snapshot = snapshots.get(source);
        if (snapshot != null) {
            RunPair.checkCatalogue(source.label(), snapshot.header().output(), catalogue.header());
        }
        checkComplement(catalogue.header().cosmology());
        return catalogue;
    }

    /** Particles of matter in the snapshots that were opened. */
    long particles() {
        return snapshots.values().stream()
                .mapToLong(snapshot -> snapshot.header().matterParticles())
                .sum();
    }

    /** All files that are read. */
    List<Path> files() {
        List<Path> inputs = new ArrayList<>();
        snapshots.values().forEach(snapshot -> inputs.addAll(snapshot.files()));
        inputs.addAll(catalogueFiles);
        if (configuration.fieldsNeedDisplacements()) {
            configuration.cosmology().power().ifPresent(inputs::add);
        }
        return inputs;
    }
}
