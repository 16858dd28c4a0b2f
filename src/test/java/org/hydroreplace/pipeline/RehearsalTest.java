package org.hydroreplace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.hydroreplace.io.StoppedException;
import org.hydroreplace.mock.MockPair;
import org.hydroreplace.mock.MockProgress;
import org.hydroreplace.mock.MockSettings;
import org.hydroreplace.snapshot.ParticleType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in a rehearsal is told to nobody: here nothing may. */
final class RehearsalTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void writePair() {
        MockPair.write(new MockSettings(20_000, 7, 25, 2), folder.resolve("pair"), MockProgress.NONE);
    }

    private static Rehearsal rehearsal(String yaml) {
        RunConfiguration configuration = Configurations.read(
                folder,
                "simulation: {dmo: " + folder.resolve("pair/dmo/output") + ", hydro: "
                        + folder.resolve("pair/hydro/output") + ", snapshot: 99}\noutput: "
                        + folder.resolve("out") + "\ncosmology: {omega_b: 0.0486, sigma8: 0.8159, n_s: 0.9667}\n"
                        + yaml);
        Inputs inputs = new Inputs(configuration, Optional.empty());
        inputs.openSnapshots(configuration.fields());
        Wanted wanted = Wanted.of(configuration, EnumSet.allOf(Product.class));
        return new Rehearsal(configuration, wanted, inputs.snapshots());
    }

    private static List<PassResult> played(String yaml) throws InterruptedException {
        List<PassResult> results = rehearsal(yaml).passes();
        assertThat(results)
                .allSatisfy(result -> assertThat(ParticleType.all().stream()
                                .mapToLong(result::particles)
                                .sum())
                        .isEqualTo(2000));
        return results;
    }

    @Test
    void everyKernelOfMapsAndProfilesIsMet() throws Exception {
        List<PassResult> results = played("""
                fields: [dmo, hydro, {replace: {mass: [1.0e12, .inf], radius: 5.0}, name: one}]
                maps: {grid: 1024, assignment: tsc, axes: [z]}
                profiles: {edges: {min: 0.01, max: 5.0, bins: 30}, fields: [one]}
                """);
        assertThat(results).hasSize(2);
        for (PassResult result : results) {
            // Some particles lie in a sphere and some in none, or the compiler would think that one never happens.
            assertThat(result.mass(2)).isBetween(0.05 * result.totalMass(), 0.95 * result.totalMass());
        }
    }

    @Test
    void everyProductCanBeRehearsed() throws Exception {
        played("""
                fields: [hydro, {replace: {mass: [1.0e12, .inf], radius: 2.0, centre: recentred}}, {bcm: {model: schneider19}}]
                power: {grid: 64, interlaced: true, folds: [4]}
                """);
        played("""
                fields: [dmo]
                lens_planes: {grid: 1024, realizations: 2}
                profiles: {edges: {min: 0.01, max: 5.0, bins: 30}}
                """);
    }

    @Test
    void itEndsWhenThePassesBegin() {
        Rehearsal rehearsal = rehearsal("fields: [dmo]\nmaps: {grid: 64, assignment: cic, axes: [z]}\n");
        rehearsal.end();
        assertThatThrownBy(rehearsal::passes).isInstanceOf(StoppedException.class);
    }
}
