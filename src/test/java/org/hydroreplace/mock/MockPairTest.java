package org.hydroreplace.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.hydroreplace.mock.WrittenFiles.data;
import static org.hydroreplace.mock.WrittenFiles.doubles;
import static org.hydroreplace.mock.WrittenFiles.floats;
import static org.hydroreplace.mock.WrittenFiles.ints;
import static org.hydroreplace.mock.WrittenFiles.snapshots;
import static org.hydroreplace.mock.WrittenFiles.sum;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hydroreplace.io.UsageException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files, read with somebody else's reader. */
class MockPairTest {
    private static final long SEED = 99;
    private static final int FILES = 3;
    private static final MockSettings SETTINGS = new MockSettings(20_000, SEED, 25, FILES);

    @TempDir
    static Path folder;

    private static final List<Long> PROGRESS = new ArrayList<>();

    @BeforeAll
    static void writeThePair() {
        MockPair.write(SETTINGS, folder.resolve("pair"), (written, total) -> {
            PROGRESS.add(written);
            assertThat(written).isLessThanOrEqualTo(total);
        });
        assertThat(PROGRESS)
                .isSorted()
                .last()
                .satisfies(last -> assertThat(last).isGreaterThan(60_000));
    }

    @Test
    void theSameSettingsGiveTheSameBytes() throws IOException {
        MockPair.write(SETTINGS, folder.resolve("again"), MockProgress.NONE);
        List<Path> files = files(folder.resolve("pair"));
        assertThat(files).hasSize(4 * FILES + 1);
        assertThat(files(folder.resolve("again"))).isEqualTo(files);
        for (Path file : files) {
            assertThat(folder.resolve("again").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("pair").resolve(file));
        }
    }

    @Test
    void anotherSeedGivesOtherParticles() {
        Path other = folder.resolve("other");
        MockPair.write(SETTINGS.withSeed(SEED + 1), other, MockProgress.NONE);
        assertThat(doubles(snapshots(other, Run.DMO), "PartType1/Coordinates"))
                .isNotEqualTo(doubles(snapshots(pair(), Run.DMO), "PartType1/Coordinates"));
    }

    @Test
    void theNumberOfFilesChangesNoParticle() {
        Path other = folder.resolve("one");
        MockPair.write(SETTINGS.withFiles(1), other, MockProgress.NONE);
        for (String name : List.of("PartType0/Coordinates", "PartType1/Coordinates", "PartType4/Coordinates")) {
            assertThat(doubles(snapshots(other, Run.HYDRO), name))
                    .isEqualTo(doubles(snapshots(pair(), Run.HYDRO), name));
        }
        assertThat(floats(snapshots(other, Run.HYDRO), "PartType0/Masses"))
                .isEqualTo(floats(snapshots(pair(), Run.HYDRO), "PartType0/Masses"));
    }

    @Test
    void headersCountWhatTheFilesHold() {
        for (Run run : Run.values()) {
            long[] total = new long[6];
            for (Path path : snapshots(pair(), run)) {
                try (var file = new HdfFile(path)) {
                    Node header = file.getByPath("Header");
                    int[] here = (int[]) data(header, "NumPart_ThisFile");
                    for (int type = 0; type < 6; type++) {
                        total[type] += here[type];
                        Node group = file.getChild("PartType" + type);
                        assertThat(group != null).as("%s type %d", path, type).isEqualTo(here[type] > 0);
                        if (group != null) {
                            var coordinates = file.getDatasetByPath("PartType" + type + "/Coordinates");
                            assertThat(coordinates.getDimensions()).containsExactly(here[type], 3);
                            assertThat(file.getByPath("PartType" + type).isGroup())
                                    .isTrue();
                        }
                    }
                    assertThat(data(header, "BoxSize")).isEqualTo(25_000.0);
                    assertThat(data(header, "NumFilesPerSnapshot")).isEqualTo(FILES);
                    assertThat((long[]) data(header, "NumPart_Total_HighWord")).containsOnly(0);
                    if (path.toString().endsWith(".2.hdf5")) {
                        assertThat((long[]) data(header, "NumPart_Total")).isEqualTo(total);
                    }
                }
            }
            assertThat(total[1]).isEqualTo(SETTINGS.particles());
            if (run == Run.HYDRO) {
                assertThat(total[0] + total[4]).isEqualTo(SETTINGS.particles());
                assertThat(total[5]).isPositive();
            }
        }
    }

    @Test
    void theRunsHaveTheSameMass() {
        double dmo = mass(Run.DMO);
        assertThat(dmo).isCloseTo(0.3089 * 27.7536627 * 25 * 25 * 25, within(1e-6 * dmo));
        assertThat(mass(Run.HYDRO) / dmo).isCloseTo(1, within(1e-7));
    }

    @Test
    void membersOfTheCataloguesGroupsLieWithinTheirRadius() {
        for (Run run : Run.values()) {
            List<Path> catalogue = catalogues(pair(), run);
            float[] centres = floats(catalogue, "Group/GroupPos");
            float[] radii = floats(catalogue, "Group/Group_R_Crit200");
            int[] lengths = ints(catalogue, "Group/GroupLenType");
            float[] masses = floats(catalogue, "Group/GroupMassType");
            for (int type : run == Run.DMO ? new int[] {1} : new int[] {0, 1, 4, 5}) {
                double[] x = doubles(snapshots(pair(), run), "PartType" + type + "/Coordinates");
                int particle = 0;
                for (int group = 0; group < radii.length; group++) {
                    for (int end = particle + lengths[6 * group + type]; particle < end; particle++) {
                        double square = 0;
                        for (int d = 0; d < 3; d++) {
                            double apart = Math.abs(x[3 * particle + d] - centres[3 * group + d]);
                            double nearest = Math.min(apart, 25_000 - apart);
                            square += nearest * nearest;
                        }
                        assertThat(Math.sqrt(square)).isLessThanOrEqualTo(radii[group]);
                    }
                }
            }
            assertThat(sum(masses)).isCloseTo(sum(floats(catalogue, "Group/GroupMass")), within(0.1));
        }
    }

    @Test
    void massesOfGroupsAreThoseOfTheirMembers() {
        int[] lengths = ints(catalogues(pair(), Run.HYDRO), "Group/GroupLenType");
        float[] masses = floats(catalogues(pair(), Run.HYDRO), "Group/GroupMassType");
        for (int type : new int[] {0, 4, 5}) {
            float[] particles = floats(snapshots(pair(), Run.HYDRO), "PartType" + type + "/Masses");
            int particle = 0;
            for (int group = 0; group < lengths.length / 6; group++) {
                double mass = 0;
                for (int end = particle + lengths[6 * group + type]; particle < end; particle++) {
                    mass += particles[particle];
                }
                assertThat((double) masses[6 * group + type]).isCloseTo(mass, within(1e-5 * mass));
            }
        }
    }

    @Test
    void theTruthLeadsToTheGroups() {
        try (var truth = new HdfFile(MockPair.truthFile(pair()))) {
            double[] mass = (double[]) truth.getDatasetByPath("M200").getData();
            double[][] centre =
                    (double[][]) truth.getDatasetByPath("centre_hydro").getData();
            long[] index = (long[]) truth.getDatasetByPath("dmo_group_index").getData();
            long[] hydroIndex =
                    (long[]) truth.getDatasetByPath("hydro_group_index").getData();
            float[] catalogued = floats(catalogues(pair(), Run.DMO), "Group/Group_M_Crit200");
            float[] places = floats(catalogues(pair(), Run.HYDRO), "Group/GroupPos");
            assertThat(truth.getDatasetByPath("M200").getAttribute("units").getData())
                    .isEqualTo("Msun/h");
            for (int halo = 0; halo < mass.length; halo++) {
                if (index[halo] >= 0) {
                    double stated = catalogued[(int) index[halo]] * 1e10;
                    assertThat(mass[halo]).isCloseTo(stated, within(1e-12 * stated));
                }
                if (hydroIndex[halo] >= 0) {
                    assertThat(centre[halo][2] * 1e3).isCloseTo(places[3 * (int) hydroIndex[halo] + 2], within(1e-6));
                }
            }
            assertThat(Arrays.stream(index).filter(group -> group >= 0)).hasSize(catalogued.length);
        }
    }

    @Test
    void aFileWithoutGroupsHasAnEmptyGroup() {
        Path other = folder.resolve("many");
        MockPair.write(new MockSettings(1400, SEED, 9.3, 40), other, MockProgress.NONE);
        int empty = 0;
        for (Path path : WrittenFiles.catalogues(other, Run.DMO, 40)) {
            try (var file = new HdfFile(path)) {
                int groups = (int) data(file.getByPath("Header"), "Ngroups_ThisFile");
                var group = (Group) file.getByPath("Group");
                assertThat(group.getChildren().isEmpty()).isEqualTo(groups == 0);
                empty += groups == 0 ? 1 : 0;
            }
        }
        assertThat(empty).isPositive();
    }

    @Test
    void filesOfAnotherMockAreNotMixedIn() {
        Path other = folder.resolve("mixed");
        MockPair.write(SETTINGS, other, MockProgress.NONE);
        assertThatThrownBy(() -> MockPair.write(SETTINGS.withFiles(2), other, MockProgress.NONE))
                .isInstanceOf(UsageException.class)
                .hasMessage(other.resolve("dmo/output/snapdir_099")
                        + " holds snap_099.2.hdf5, which is not of a mock in 2 files (1 such in all): choose an empty folder or"
                        + " remove them.");
    }

    @Test
    void aMockThatWasInterruptedHasNoTruth() {
        Path other = folder.resolve("interrupted");
        MockPair.write(SETTINGS, other, MockProgress.NONE);
        assertThatThrownBy(() -> MockPair.write(SETTINGS.withSeed(5), other, (written, total) -> {
                    if (written > total / 2) {
                        throw new IllegalStateException("interrupted");
                    }
                }))
                .hasMessage("interrupted");
        assertThat(MockPair.truthFile(other)).doesNotExist();
        try (Stream<Path> walk = Files.walk(other)) {
            assertThat(walk.filter(Files::isRegularFile))
                    .allMatch(file -> file.toString().endsWith(".hdf5"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFolderThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThatThrownBy(() -> MockPair.write(SETTINGS, file, MockProgress.NONE))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("choose another --output");
    }

    private static Path pair() {
        return folder.resolve("pair");
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> catalogues(Path root, Run run) {
        return WrittenFiles.catalogues(root, run, FILES);
    }

    private static double mass(Run run) {
        List<Path> paths = snapshots(pair(), run);
        double mass;
        try (var file = new HdfFile(paths.getFirst())) {
            mass = ((double[]) data(file.getByPath("Header"), "MassTable"))[1] * SETTINGS.particles();
        }
        if (run == Run.HYDRO) {
            for (int type : new int[] {0, 4, 5}) {
                mass += sum(floats(paths, "PartType" + type + "/Masses"));
            }
        }
        return mass;
    }
}
