package org.hydroreplace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hydroreplace.pipeline.Configurations.SIMULATION;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.FieldSpec.Replaced;
import org.hydroreplace.field.Replacement;
import org.hydroreplace.field.Replacement.Centre;
import org.hydroreplace.field.Replacement.Overlap;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.halo.MatchCriteria;
import org.hydroreplace.io.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What configurations mean; what is refused is in ConfigurationMessagesTest. */
class ConfigurationReaderTest {
    @TempDir
    private Path folder = Path.of("");

    private RunConfiguration read(String yaml, String... settings) {
        return Configurations.read(folder, yaml, settings);
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        RunConfiguration configuration = read(SIMULATION);
        assertThat(configuration.simulation().dmo()).isEqualTo(Path.of("d"));
        assertThat(configuration.simulation().hydro()).contains(Path.of("h"));
        assertThat(configuration.simulation().snapshot()).isEqualTo(99);
        assertThat(configuration.matching()).isEqualTo(new MatchCriteria(1e12, 0.5, 0.3333333, 3));
        assertThat(configuration.fields())
                .containsExactly(
                        new FieldSpec.Dmo("dmo"),
                        new FieldSpec.Hydro("hydro"),
                        new Replaced(
                                "replace-M12.0-inf-R5.0",
                                new Replacement(1e12, Double.POSITIVE_INFINITY, 5, Centre.DMO, Overlap.UNION)));
        assertThat(configuration.cosmology().sigma8()).isEmpty();
        assertThat(configuration.maps()).isEmpty();
        assertThat(configuration.output()).isEqualTo(Path.of("out"));
        assertThat(configuration.memory()).isEmpty();
    }

    @Test
    void withoutAHydroRunOnlyItsFieldIsMade() {
        assertThat(read("simulation: {dmo: d, snapshot: 1}").fields()).containsExactly(new FieldSpec.Dmo("dmo"));
    }

    @Test
    void whatIsSaidIsTaken() {
        RunConfiguration configuration = read("""
                simulation: {dmo: /a b/dmo, hydro: ../hydro, snapshot: 099}
                cosmology: {sigma8: 0.8159, n_s: 0.9667, omega_b: 0.0486}
                matching: {min_mass: 5e11, max_separation: 1, mass_ratio: [0.5, 2]}
                fields:
                  - hydro
                  - {dmo: , name: gravity}
                  - {replace: {mass: [1e13, 1e15], radius: 1, centre: recentred, overlap: most-massive}, name: big}
                  - {replace: {radius: 0.5, name: small}}
                maps: {grid: 64, assignment: pcs, axes: [z, y]}
                output: some/where
                memory: 1.5GiB
                """);
        assertThat(configuration.simulation().dmo()).isEqualTo(Path.of("/a b/dmo"));
        assertThat(configuration.simulation().snapshot()).isEqualTo(99);
        assertThat(configuration.cosmology().sigma8()).isEqualTo(OptionalDouble.of(0.8159));
        assertThat(configuration.cosmology().spectralIndex()).isEqualTo(OptionalDouble.of(0.9667));
        assertThat(configuration.cosmology().omegaBaryon()).isEqualTo(OptionalDouble.of(0.0486));
        assertThat(configuration.matching()).isEqualTo(new MatchCriteria(5e11, 1, 0.5, 2));
        assertThat(configuration.fields())
                .containsExactly(
                        new FieldSpec.Hydro("hydro"),
                        new FieldSpec.Dmo("gravity"),
                        new Replaced("big", new Replacement(1e13, 1e15, 1, Centre.RECENTRED, Overlap.MOST_MASSIVE)),
                        new Replaced(
                                "small",
                                new Replacement(1e12, Double.POSITIVE_INFINITY, 0.5, Centre.DMO, Overlap.UNION)));
        assertThat(configuration.maps())
                .contains(new RunConfiguration.Maps(64, MassAssignment.PCS, List.of(Axis.Z, Axis.Y)));
        assertThat(configuration.output()).isEqualTo(Path.of("some/where"));
        assertThat(configuration.memory()).hasValue(3L << 29);
    }

    @Test
    void aSectionOfMapsWithoutKeysAsksForTheDefaultMaps() {
        RunConfiguration.Maps defaults =
                new RunConfiguration.Maps(1024, MassAssignment.TSC, List.of(Axis.X, Axis.Y, Axis.Z));
        assertThat(ConfigurationReader.defaultMaps()).isEqualTo(defaults);
        assertThat(read(SIMULATION + "maps:\n").maps()).contains(defaults);
        assertThat(read(SIMULATION + "maps: {}\n").maps()).contains(defaults);
    }

    @Test
    void replaceGridIsThe32PublishedModels() {
        List<FieldSpec> fields =
                read(SIMULATION + "fields: [dmo, hydro, replace-grid]").fields();
        assertThat(fields).hasSize(34);
        assertThat(fields.subList(2, 34).stream().map(FieldSpec::name)).containsExactlyInAnyOrder(publishedNames());
        double half = StrictMath.pow(10, 12.5);
        assertThat(fields)
                .contains(
                        new Replaced(
                                "replace-M12.0-12.5-R0.5", new Replacement(1e12, half, 0.5, Centre.DMO, Overlap.UNION)),
                        new Replaced(
                                "replace-M12.5-inf-R3.0",
                                new Replacement(half, Double.POSITIVE_INFINITY, 3, Centre.DMO, Overlap.UNION)),
                        new Replaced(
                                "replace-M13.5-15.0-R5.0",
                                new Replacement(StrictMath.pow(10, 13.5), 1e15, 5, Centre.DMO, Overlap.UNION)));
    }

    private static String[] publishedNames() {
        return List.of(
                        "12.0-12.5",
                        "12.5-13.0",
                        "13.0-13.5",
                        "13.5-15.0",
                        "12.0-inf",
                        "12.5-inf",
                        "13.0-inf",
                        "13.5-inf")
                .stream()
                .flatMap(mass ->
                        List.of("0.5", "1.0", "3.0", "5.0").stream().map(radius -> "replace-M" + mass + "-R" + radius))
                .toArray(String[]::new);
    }

    @Test
    void settingsOverrideTheFileAndLaterOnesWin() {
        RunConfiguration configuration = read(
                SIMULATION + "maps: {grid: 64, assignment: cic}\n",
                "maps.grid=128",
                "maps.grid=256",
                "maps.axes=[y]",
                "simulation.dmo=/x=y.z",
                "matching.mass_ratio=[0.2, 5]",
                "fields=[dmo, {replace: {mass: [2e12, .inf]}}]",
                "memory=2GiB",
                "output=elsewhere");
        assertThat(configuration.maps()).contains(new RunConfiguration.Maps(256, MassAssignment.CIC, List.of(Axis.Y)));
        assertThat(configuration.simulation().dmo()).isEqualTo(Path.of("/x=y.z"));
        assertThat(configuration.simulation().hydro()).contains(Path.of("h"));
        assertThat(configuration.matching()).isEqualTo(new MatchCriteria(1e12, 0.5, 0.2, 5));
        assertThat(configuration.fields().stream().map(FieldSpec::name))
                .containsExactly("dmo", "replace-M12.301-inf-R5.0");
        assertThat(configuration.memory()).hasValue(2L << 30);
        assertThat(configuration.output()).isEqualTo(Path.of("elsewhere"));
        assertThat(read("", "simulation.dmo=d", "simulation.snapshot=3")
                        .simulation()
                        .snapshot())
                .isEqualTo(3);
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws IOException {
        Path absent = folder.resolve("absent.yaml");
        assertThatThrownBy(() -> ConfigurationReader.read(absent, List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessage(absent + " cannot be read; give the path of a YAML configuration");
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0x89, 'H', 'D', 'F', (byte) 0xff});
        assertThatThrownBy(() -> ConfigurationReader.read(binary, List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessage(binary + " is not a text file in UTF-8; give a YAML configuration");
    }
}
