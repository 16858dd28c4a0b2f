package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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

    /** The first pass over each part of each run: every portion reads all particles. */
    private Set<PassResult> firstPasses() {
        return first(passes.stream());
    }

    private static Set<PassResult> first(Stream<PassResult> passes) {
        // Of passes that compare equal a set keeps the one that came first.
        Set<PassResult> first =
                new TreeSet<>(Comparator.comparing(PassResult::source).thenComparingInt(PassResult::part));
        passes.forEach(first::add);
        return first;
    }

    private List<PassResult> firstPasses(Source source) {
        return firstPasses().stream().filter(pass -> pass.source() == source).toList();
    }

    /** Mass of a field, Msun/h, from the first passes that served it. */
    private double mass(int field) {
        double mass = 0;
        for (PassResult pass : first(passes.stream().filter(pass -> pass.covers(field)))) {
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
        return firstPasses(source).stream().mapToDouble(PassResult::totalMass).reduce(Double::sum);
    }

    /** All of it as nested maps of text and numbers. */
    Map<String, Object> describe() {
        Map<String, Object> description = new LinkedHashMap<>();
        HaloMatches found = matches;
        if (found != null) {
            description.put("matching", matching(found));
        }
        if (!passes.isEmpty()) {
            Map<String, Object> runs = new LinkedHashMap<>();
            firstPasses().forEach(pass -> runs.put(pass.source().label(), particles(firstPasses(pass.source()))));
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

    private static Map<String, Object> particles(List<PassResult> parts) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (ParticleType type : ParticleType.all()) {
            long count = 0;
            double mass = 0;
            for (PassResult pass : parts) {
                count += pass.particles(type);
                mass += pass.mass(type);
            }
            if (count > 0) {
                map.put(Labels.of(type), Map.of("count", count, "mass", mass));
            }
        }
        map.put("total_mass", parts.stream().mapToDouble(PassResult::totalMass).reduce(0, Double::sum));
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
