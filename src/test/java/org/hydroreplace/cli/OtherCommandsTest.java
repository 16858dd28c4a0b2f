package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hydroreplace.pipeline.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that take no configuration, usage errors, and the scoring of a mock. */
final class OtherCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void inspectDescribesASnapshot() {
        CommandLineCase user = new CommandLineCase(folder);
        Path pair = user.pair();
        assertThat(user.run("inspect", pair.resolve("hydro/snapdir_003").toString()))
                .isZero();
        assertThat(user.out())
                .contains(
                        "box 25.0 Mpc/h, redshift 0.000000",
                        "Omega_b 0.0486",
                        "0 gas ",
                        "31788",
                        "4 stars",
                        "980",
                        "2 files")
                .contains("1 dark matter", "3.444041e+10");
    }

    @Test
    void inspectDescribesACatalogue() {
        CommandLineCase user = new CommandLineCase(folder);
        Path pair = user.pair();
        assertThat(user.run("inspect", pair.resolve("dmo/groups_003").toString()))
                .isZero();
        assertThat(user.out())
                .contains(
                        "groups: 61",
                        "M200c >= 1e+12 Msun/h: 44",
                        "M200c >= 1e+13 Msun/h: 10",
                        "heaviest: group 0, M200c 3.4127e+13");
    }

    @Test
    void inspectDescribesOneFileOfASet() throws Exception {
        CommandLineCase user = new CommandLineCase(folder);
        Path pair = user.pair();
        Files.delete(pair.resolve("hydro/snapdir_003/snap_003.0.hdf5"));
        assertThat(user.run(
                        "inspect",
                        pair.resolve("hydro/snapdir_003/snap_003.1.hdf5").toString()))
                .isZero();
        assertThat(user.out())
                .contains("one of 2 files", "/PartType4/Masses float32 (430)", "/PartType1/ParticleIDs uint32 (15813)");
    }

    @Test
    void inspectListsWhatASimulationHolds() {
        CommandLineCase user = new CommandLineCase(folder);
        Path pair = user.pair();
        assertThat(user.run("inspect", pair.resolve("dmo").toString())).isZero();
        assertThat(user.out())
                .contains(
                        "groups_003/fof_subhalo_tab_003.0.hdf5: group catalogue, 2 files",
                        "snapdir_003/snap_003.0.hdf5: snapshot, 2 files");
    }

    @Test
    void inspectOfNothing() {
        CommandLineCase user = new CommandLineCase(folder);
        user.refused(
                3,
                "DIR/no.hdf5 cannot be read: no such file; check the path and its permissions",
                "inspect",
                folder.resolve("no.hdf5").toString());
    }

    @Test
    void mockIsMatchedAgainstItsTruth() throws Exception {
        CommandLineCase user = new CommandLineCase(folder);
        Path mock = folder.resolve("mock");
        assertThat(user.run(
                        "mock",
                        "--output",
                        mock.toString(),
                        "--particles",
                        "50000",
                        "--box",
                        "40",
                        "--seed",
                        "7",
                        "--files",
                        "3"))
                .isZero();
        Path configuration = Files.writeString(
                folder.resolve("mock.yaml"),
                "simulation: {dmo: " + mock + "/dmo/output, hydro: " + mock + "/hydro/output, snapshot: 99}\noutput: "
                        + user.output() + "\n");
        assertThat(user.run(
                        "match",
                        configuration.toString(),
                        "--truth",
                        mock.resolve("truth.h5").toString()))
                .isZero();
        assertThat(user.out())
                .containsPattern("truth: completeness (0\\.9[89]|1\\.0)\\d*, purity (0\\.9[89]|1\\.0)\\d* ");
    }

    @Test
    void reportIsMadeAgainFromProducts() throws Exception {
        CommandLineCase user = new CommandLineCase(folder);
        user.pair();
        assertThat(user.run(
                        "run", user.configuration("maps: {grid: 16, axes: [x]}").toString()))
                .isZero();
        Path report = user.output().resolve("report.html");
        String before = Files.readString(report);
        Files.delete(report);
        assertThat(user.run("report", user.output().toString())).isZero();
        assertThat(report).hasContent(before);
        assertThat(before).contains("36 of 44 DMO halos have a partner").doesNotContain("http://", "https://");
    }

    @Test
    void matchAndProjectShareAFolder() throws Exception {
        CommandLineCase user = new CommandLineCase(folder);
        user.pair();
        String configuration = user.configuration("").toString();
        assertThat(user.run("match", configuration, "--no-report")).isZero();
        assertThat(user.run("project", configuration, "--no-report")).isZero();
        assertThat(user.run("match", configuration, "--no-report")).isZero();
        assertThat(user.products()).contains("maps.h5", "matched_halos.h5");
        assertThat(user.output().resolve("run.yaml")).content().contains("grid: 1024");
        assertThat(String.valueOf(Manifest.read(user.output()).get("products")))
                .contains("maps.h5", "matched_halos.h5");
        assertThat(user.run("project", configuration, "--set", "maps.grid=64", "--no-report"))
                .isEqualTo(2);
        assertThat(user.err()).contains("maps.grid was 1024 and is now 64");
    }

    @Test
    void aDamagedManifestOfAnEarlierRunStopsNobody() throws Exception {
        CommandLineCase user = new CommandLineCase(folder);
        user.pair();
        String configuration = user.configuration("").toString();
        assertThat(user.run("match", configuration, "--no-report")).isZero();
        Files.writeString(user.output().resolve("manifest.json"), "{\"state\": ");
        assertThat(user.run("match", configuration, "--no-report")).isZero();
        assertThat((Object) Manifest.read(user.output()).get("state")).isEqualTo("complete");
    }

    @Test
    void usageErrorsAreOneSentence() {
        CommandLineCase user = new CommandLineCase(folder);
        user.refused(2, "Missing required parameter: 'CONFIG.yaml'; see hydro-replace run --help", "run");
        user.refused(2, "Unknown option: '--colour'; see hydro-replace inspect --help", "inspect", "x", "--colour");
        user.refused(
                2,
                "give a command: run, plan, slurm, match, project, profiles, lensplanes, inspect, mock, demo, report, missing, transform or bcm; see hydro-replace --help");
        user.refused(
                2,
                "DIR/none.yaml cannot be read; give the path of a YAML configuration",
                "run",
                folder.resolve("none.yaml").toString());
    }

    @Test
    void demoShowsBothPairs() {
        CommandLineCase user = new CommandLineCase(folder);
        assertThat(user.run("demo", "--output", folder.resolve("demo").toString()))
                .isZero();
        assertThat(folder.resolve("demo/report.html"))
                .content()
                .contains("GADGET-4: Maps", "Mock: Matched halos", "data:image/png;base64,");
        assertThat(folder.resolve("demo/mock/out/maps.h5")).exists();
    }
}
