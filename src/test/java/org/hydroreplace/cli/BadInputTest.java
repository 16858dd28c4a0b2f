package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.api.dataset.ContiguousDataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.pipeline.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that users get wrong: one sentence, the right exit code, and nothing left behind. */
final class BadInputTest {
    private static final String MAPS = "maps: {grid: 32, axes: [z]}";

    private CommandLineCase user;
    private Path pair;
    private Path snapshotFile;

    @BeforeEach
    void copyPair(@TempDir Path folder) {
        user = new CommandLineCase(folder);
        pair = user.pair();
        snapshotFile = pair.resolve("hydro/snapdir_003/snap_003.1.hdf5");
    }

    private void refused(int code, String sentence, String... lines) {
        user.refused(code, sentence, "run", user.configuration(lines).toString());
    }

    @Test
    void snapshotThatIsNotHdf5() throws IOException {
        Files.writeString(snapshotFile, "not at all");
        refused(
                3,
                "DIR/pair/hydro/snapdir_003/snap_003.1.hdf5 is not an HDF5 file; check the path, or copy or download the file again",
                MAPS);
    }

    @Test
    void truncatedSnapshot() throws IOException {
        long size = Files.size(snapshotFile);
        try (FileChannel channel = FileChannel.open(snapshotFile, StandardOpenOption.WRITE)) {
            channel.truncate(size - 1000);
        }
        refused(
                3,
                "DIR/pair/hydro/snapdir_003/snap_003.1.hdf5 is truncated: its header promises " + size
                        + " bytes and it has " + (size - 1000) + "; copy or download it again",
                MAPS);
    }

    @Test
    void missingFileOfASet() throws IOException {
        Files.delete(snapshotFile);
        refused(
                3,
                "DIR/pair/hydro/snapdir_003 lacks snap_003.1.hdf5 (1 of 2 files missing); copy or download what is missing",
                MAPS);
    }

    @Test
    void missingFileOfACatalogue() throws IOException {
        Files.delete(pair.resolve("dmo/groups_003/fof_subhalo_tab_003.0.hdf5"));
        refused(
                3,
                "DIR/pair/dmo/groups_003 lacks fof_subhalo_tab_003.0.hdf5 (1 of 2 files missing); copy or download what is missing");
    }

    @Test
    void missingSnapshot() {
        user.refused(
                3,
                "DIR/pair/dmo holds no snapshot 007: neither snapdir_007 nor files *_007.hdf5 are there; check the folder and the snapshot number",
                "run",
                user.configuration(MAPS).toString(),
                "--set",
                "simulation.snapshot=7");
    }

    @Test
    void missingFolder() {
        user.refused(
                3,
                "DIR/nowhere is not a folder; give the folder that holds snapdir_003 or the snapshot files",
                "run",
                user.configuration(MAPS).toString(),
                "--set",
                "simulation.dmo=" + pair.resolveSibling("nowhere"));
    }

    @Test
    void differentBox() {
        CommandLineCase.patch(pair.resolve("hydro"), 25000, 26000);
        refused(
                3,
                "the dmo and the hydro run do not belong together: their box is 25.0 Mpc/h (dmo) and 26.0 Mpc/h (hydro);"
                        + " give two runs of the same initial conditions at the same snapshot",
                MAPS);
    }

    @Test
    void differentRedshift() {
        CommandLineCase.patch(pair.resolve("hydro"), 0.9999999999999999, 0.5);
        CommandLineCase.patch(pair.resolve("hydro"), 2.220446049250313e-16, 1);
        refused(
                3,
                "the dmo and the hydro run do not belong together: their redshift is 2.220446049250313E-16 (dmo) and 1.0 (hydro);"
                        + " give two runs of the same initial conditions at the same snapshot");
    }

    @Test
    void differentCosmology() {
        CommandLineCase.patch(pair.resolve("hydro"), 0.3089, 0.3);
        refused(
                3,
                "the dmo and the hydro run do not belong together: their Omega0 is 0.3089 (dmo) and 0.3 (hydro);"
                        + " give two runs of the same initial conditions at the same snapshot");
    }

    @Test
    void emptyCatalogue() throws IOException {
        Path groups = pair.resolve("dmo/groups_003");
        Files.delete(groups.resolve("fof_subhalo_tab_003.1.hdf5"));
        try (Hdf5Writer file = Hdf5Writer.create(groups.resolve("fof_subhalo_tab_003.0.hdf5"))) {
            file.group("Group");
            file.group("Header");
            file.attribute("Header", "NumFiles", 1);
            file.attribute("Header", "Ngroups_ThisFile", 0);
            file.attribute("Header", "Ngroups_Total", 0);
            file.attribute("Header", "BoxSize", 25000.0);
            file.attribute("Header", "Time", 1.0);
            file.attribute("Header", "Redshift", 0.0);
            file.attribute("Header", "Omega0", 0.3089);
            file.attribute("Header", "OmegaLambda", 0.6911);
            file.attribute("Header", "HubbleParam", 0.6774);
            file.commit();
        }
        refused(
                3,
                "DIR/pair/dmo/groups_003 is an empty catalogue: its header counts 0 groups; check the snapshot number");
    }

    @Test
    void noPairFound() {
        refused(
                3,
                "no pair of halos was found among 44 DMO halos above 1.0E12 Msun/h and 112 hydro halos; check that the runs share their initial"
                        + " conditions, or relax matching.min_mass, matching.max_separation or matching.mass_ratio",
                "matching: {max_separation: 1.0e-6}");
    }

    @Test
    void unknownKey() {
        refused(
                2,
                "config.yaml: unknown key maps.gird; did you mean maps.grid? (known here: assignment, axes, grid)",
                "maps: {gird: 32}");
    }

    @Test
    void fieldNamedLikeAGroupOfEveryProduct() {
        refused(
                2,
                "config.yaml: a field cannot be called Parameters, which is the name of a group in every product; change it",
                "fields: [{dmo: , name: Parameters}]");
    }

    @Test
    void nothingToMake() {
        user.refused(
                2,
                "the configuration asks for nothing that can be made; add maps, power, profiles or lens_planes, or simulation.hydro for matched halos",
                "run",
                user.configuration("fields: [dmo]").toString(),
                "--set",
                "simulation.hydro=");
    }

    @Test
    void wrongType() {
        refused(
                2,
                "config.yaml: maps.grid must be a whole number from 4 to 46340 and is 'big'; change it",
                "maps: {grid: big}");
    }

    @Test
    void wrongRange() {
        refused(
                2,
                "config.yaml: matching.min_mass must be a number from 1.0 to 1.0E20 and is -1; change it",
                "matching: {min_mass: -1}");
    }

    @Test
    void cosmologyThatContradictsTheHeader() {
        refused(
                2,
                "cosmology.sigma8 is 0.7 and the header of the snapshot says 0.8159; correct it or leave it out",
                "cosmology: {sigma8: 0.7}",
                MAPS);
    }

    @Test
    void budgetTooSmall() {
        int code = user.run(
                "run", user.configuration("maps: {grid: 4096}").toString(), "--memory", "300MiB", "--threads", "1");
        assertThat(user.err())
                .matches(
                        "hydro-replace: maps of 4096\\^2 cells along 3 axes for 3 fields need [0-9.]+ MiB of memory with a pass for every grid, and"
                                + " 300.00 MiB are allowed; raise memory \\(or --memory\\), or lower maps.grid or --threads\\R");
        assertThat(code).isEqualTo(3);
        assertThat(user.output()).doesNotExist();
    }

    @Test
    void outputFolderThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(pair.resolveSibling("file"), "in the way");
        user.refused(
                2,
                "output folder DIR/file cannot be written (a file of that name is in the way); choose another with output or --output",
                "run",
                user.configuration(MAPS).toString(),
                "--output",
                file.toString());
        assertThat(file).hasContent("in the way");
    }

    @Test
    void outputOfAnotherConfiguration() throws IOException {
        String configuration = user.configuration(MAPS).toString();
        assertThat(user.run("run", configuration)).isZero();
        byte[] before = Files.readAllBytes(user.output().resolve("maps.h5"));
        int code = user.run("run", configuration, "--set", "maps.grid=16");
        assertThat(user.err())
                .isEqualTo(
                        "hydro-replace: output folder DIR/out holds products of another configuration (maps.grid was 32 and is now 16);"
                                + " choose another with --output, or delete it" + System.lineSeparator());
        assertThat(code).isEqualTo(2);
        assertThat(user.output().resolve("maps.h5")).hasBinaryContent(before);
        assertThat(user.run("run", configuration))
                .as("the same configuration may run again")
                .isZero();
        assertThat(user.output().resolve("maps.h5")).hasBinaryContent(before);
    }

    @Test
    void damageFoundInTheMiddleLeavesNothingHalfWritten() throws IOException {
        long place;
        try (HdfFile file = new HdfFile(snapshotFile)) {
            place = ((ContiguousDataset) file.getDatasetByPath("PartType4/Coordinates")).getDataAddress();
        }
        try (FileChannel channel = FileChannel.open(snapshotFile, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, Float.NaN), place + 12);
        }
        int code = user.run("run", user.configuration(MAPS).toString());
        assertThat(user.err())
                .contains(
                        "snap_003.1.hdf5: particle 1 of PartType4 has the coordinate NaN Mpc/h in a box of 25.0 Mpc/h;");
        assertThat(code).isEqualTo(3);
        assertThat(user.products()).containsExactly(".lock", "manifest.json", "matched_halos.h5", "run.yaml");
        assertThat((Object) Manifest.read(user.output()).get("state")).isEqualTo("failed");
    }
}
