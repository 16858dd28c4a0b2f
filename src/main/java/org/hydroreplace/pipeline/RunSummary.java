package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Source;
import org.hydroreplace.halo.HaloMatches;
import org.hydroreplace.halo.HaloMatches.Unmatched;
import org.hydroreplace.halo.MatchTruth;
import org.hydroreplace.halo.UnmatchedReason;
import org.hydroreplace.snapshot.ParticleType;
import org.jspecify.annotations.Nullable;

/** What a run has found and made, in numbers for the manifest, the report and the terminal. */
public final class RunSummary {
    private final RunConfiguration configuration;
    private final Path folder;
    private final @Nullable HaloMatches matches;
    private final MatchTruth.@Nullable Score score;
    private final List<PassResult> passes;
    private final Map<String, Double> seconds;

    RunSummary(
            RunConfiguration configuration,
            Path folder,
            @Nullable HaloMatches matches,
            MatchTruth.@Nullable Score score,
            List<PassResult> passes,
            Map<String, Double> seconds) {
        this.configuration = configuration;
        this.folder = folder;
        this.matches = matches;
        this.score = score;
        this.passes = passes;
        this.seconds = seconds;
    }

    /** The output folder. */
    public Path folder() {
        return folder;
    }

    /** What the user should know about keys of the configuration that have no effect, a sentence each. */
    public List<String> notices() {
        return configuration.notices();
    }

    public Optional<HaloMatches> matches() {
        return Optional.ofNullable(matches);
    }

    /** How well the matching found the truth of a mock. */
    public Optional<MatchTruth.Score> score() {
        return Optional.ofNullable(score);
    }

    /** Seconds of each stage, in order. */
    public Map<String, Double> seconds() {
        return new LinkedHashMap<>(seconds);
    }

    /** Particles of matter read. */
    public long particles() {
        long sum = 0;
        for (PassResult pass : firstPasses()) {
            for (ParticleType type : ParticleType.all()) {
                sum += pass.particles(type);
            }
        }
        return sum;
    }

    /** The first pass over each run: every pass reads all particles. */
    private List<PassResult> firstPasses() {
        Map<Source, PassResult> first = new EnumMap<>(Source.class);
        passes.forEach(pass -> first.putIfAbsent(pass.source(), pass));
        return List.copyOf(first.values());
    }

    /** Mass of a field, Msun/h, from the first passes that served it. */
    private double mass(int field) {
        Map<Source, PassResult> first = new EnumMap<>(Source.class);
        passes.stream().filter(pass -> pass.covers(field)).forEach(pass -> first.putIfAbsent(pass.source(), pass));
        double mass = 0;
        for (PassResult pass : first.values()) {
            mass += pass.mass(field);
        }
        return mass;
    }

    /** Mass of all hydro particles over that of all DMO particles, where both were read. */
    public OptionalDouble massRatio() {
        OptionalDouble dmo = totalMass(Source.DMO);
        OptionalDouble hydro = totalMass(Source.HYDRO);
        return dmo.isPresent() && hydro.isPresent()
                ? OptionalDouble.of(hydro.getAsDouble() / dmo.getAsDouble())
                : OptionalDouble.empty();
    }

    private OptionalDouble totalMass(Source source) {
        return passes.stream()
                .filter(pass -> pass.source() == source)
                .mapToDouble(PassResult::totalMass)
                .findFirst();
    }

    /** All of it as nested maps of text and numbers. */
    Map<String, Object> describe() {
        Map<String, Object> description = new LinkedHashMap<>();
        if (!configuration.notices().isEmpty()) {
            description.put("notices", configuration.notices());
        }
        HaloMatches found = matches;
        if (found != null) {
            description.put("matching", matching(found));
        }
        if (!passes.isEmpty()) {
            Map<String, Object> runs = new LinkedHashMap<>();
            firstPasses().forEach(pass -> runs.put(pass.source().label(), particles(pass)));
            description.put("particles", runs);
            massRatio().ifPresent(ratio -> description.put("hydro_mass_over_dmo_mass", ratio));
            description.put("fields", fields());
        }
        return description;
    }

    private Map<String, Object> matching(HaloMatches found) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pairs", found.pairs().size());
        map.put("unmatched_dmo", reasons(found.unmatchedDmo()));
        map.put("unmatched_hydro", reasons(found.unmatchedHydro()));
        map.put("matched_fraction_of_dmo", found.matchedFraction());
        MatchTruth.Score truth = score;
        if (truth != null) {
            map.put("true_pairs", truth.truePairs());
            if (truth.truePairs() > 0 && truth.foundPairs() > 0) {
                map.put("completeness", truth.completeness());
                map.put("purity", truth.purity());
            }
        }
        return map;
    }

    private static Map<String, Object> reasons(List<Unmatched> halos) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (UnmatchedReason reason : UnmatchedReason.values()) {
            long count = halos.stream().filter(u -> u.reason() == reason).count();
            if (count > 0) {
                counts.put(reason.label(), count);
            }
        }
        return counts;
    }

    private static Map<String, Object> particles(PassResult pass) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (ParticleType type : ParticleType.all()) {
            if (pass.particles(type) > 0) {
                map.put(Labels.of(type), Map.of("count", pass.particles(type), "mass", pass.mass(type)));
            }
        }
        map.put("total_mass", pass.totalMass());
        return map;
    }

    private Map<String, Object> fields() {
        Map<String, Object> map = new LinkedHashMap<>();
        List<FieldSpec> fields = configuration.fields();
        for (int f = 0; f < fields.size(); f++) {
            map.put(fields.get(f).name(), Map.of("total_mass", mass(f)));
        }
        return map;
    }
}
