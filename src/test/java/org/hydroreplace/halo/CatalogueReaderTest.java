package org.hydroreplace.halo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.InputException;
import org.hydroreplace.snapshot.FileSet;
import org.hydroreplace.snapshot.SnapshotFormats;
import org.hydroreplace.snapshot.TestFile;
import org.hydroreplace.snapshot.TestSnapshots;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueReaderTest {
    @TempDir
    Path output;

    private Path folder;

    @BeforeEach
    void createFolder() throws IOException {
        folder = Files.createDirectories(output.resolve("groups_099"));
    }

    /** A file of groups, each given by x, y, z, M200c and R200c in kpc/h and 1e10 Msun/h; without any it has no datasets. */
    private static TestFile groups(double... values) {
        int rows = values.length / 5;
        TestFile file = TestSnapshots.header(new TestFile()).header("Ngroups_ThisFile", rows);
        double[] positions = new double[3 * rows];
        double[] masses = new double[rows];
        double[] radii = new double[rows];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(values, 5 * i, positions, 3 * i, 3);
            masses[i] = values[5 * i + 3];
            radii[i] = values[5 * i + 4];
        }
        return rows == 0
                ? file
                : file.floats("Group/GroupPos", Hdf5Type.FLOAT32, 3, positions)
                        .floats("Group/Group_M_Crit200", Hdf5Type.FLOAT32, 1, masses)
                        .floats("Group/Group_R_Crit200", Hdf5Type.FLOAT32, 1, radii);
    }

    private static TestFile one() {
        return groups(100, 200, 300, 64, 50);
    }

    private HaloCatalogue read(int total, TestFile... files) {
        for (int k = 0; k < files.length; k++) {
            files[k].headerIfAbsent("NumFiles", files.length)
                    .headerIfAbsent("Ngroups_Total", total)
                    .write(folder.resolve("fof_subhalo_tab_099." + k + ".hdf5"));
        }
        return CatalogueReader.read(output, 99);
    }

    private void refused(String message, int total, TestFile... files) {
        assertThatThrownBy(() -> read(total, files))
                .isInstanceOf(InputException.class)
                .hasMessage(message.replace(
                                "FILE0",
                                folder.resolve("fof_subhalo_tab_099.0.hdf5").toString())
                        .replace(
                                "FILE1",
                                folder.resolve("fof_subhalo_tab_099.1.hdf5").toString())
                        .replace("FOLDER", folder.toString()));
    }

    @Test
    void groupsOfSeveralFilesKeepTheirPlaces() {
        HaloCatalogue catalogue = read(
                4,
                groups(),
                groups(500, 0, 1000, 64, 50, 1, 2, 3, 0, 0),
                groups(),
                groups(9, 9, 9, 128, 60, 8, 8, 8, 32, 40));
        assertThat(catalogue.size()).isEqualTo(4);
        assertThat(catalogue.files()).hasSize(4);
        assertThat(catalogue.x(0)).isEqualTo(0.5);
        assertThat(catalogue.z(0)).isZero();
        assertThat(catalogue.mass(0)).isEqualTo(64e10);
        assertThat(catalogue.radius(2)).isEqualTo(0.06);
        assertThat(catalogue.isDefined(1)).isFalse();
        assertThat(catalogue.byMass(1)).containsExactly(2, 0, 3);
    }

    @Test
    void theNameOfGadget4ForTheNumberOfFilesIsKnown() {
        assertThat(read(1, one().without("Header/NumFiles").header("NumFilesPerSnapshot", 1))
                        .size())
                .isEqualTo(1);
    }

    @Test
    void totalsThatDifferAreRefused() {
        refused(
                "FOLDER: the 1 files hold 1 groups and their header promises 2147483639;"
                        + " copy or download the catalogue again",
                Integer.MAX_VALUE - 8,
                one());
        refused(
                "FOLDER: the 2 files hold 2 groups and their header promises 3; copy or download the catalogue again",
                3,
                one(),
                one());
        refused(
                "FOLDER: the 2 files hold 2 groups and their header promises 1; copy or download the catalogue again",
                1,
                one(),
                one());
    }

    @Test
    void countsThatNoCatalogueHasAreRefused() {
        refused("FOLDER is an empty catalogue: its header counts 0 groups; check the snapshot number", 0, groups());
        refused("FILE0 counts -2 groups; its header is damaged", -2, one());
        refused("FILE0 holds -1 groups; its header is damaged", 1, one().header("Ngroups_ThisFile", -1));
        refused(
                "FOLDER counts 4294967296 groups; at most 2^31 - 9 can be held",
                1,
                one().header("Ngroups_Total", 1L << 32));
        refused(
                "FILE0: Group/GroupPos has 1 rows and the header counts 2; copy or download the file again",
                2,
                one().header("Ngroups_ThisFile", 2));
        refused(
                "FILE0: Group/Group_R_Crit200 has 2 rows and the header counts 1; copy or download the file again",
                1,
                one().floats("Group/Group_R_Crit200", Hdf5Type.FLOAT32, 1, 1, 2));
    }

    @Test
    void valuesThatNoGroupHasAreRefused() {
        refused(
                "FILE0: group 1 has the coordinate 3.0 Mpc/h in a box of 1.0 Mpc/h;"
                        + " the file is damaged or in other units than its header says",
                2,
                groups(1, 2, 3, 4, 5, 1, 2, 3000, 4, 5));
        refused("FILE0: group 0 has the M200c NaN; the file is damaged", 1, groups(1, 2, 3, Double.NaN, 5));
        refused("FILE0: group 0 has the R200c -0.005; the file is damaged", 1, groups(1, 2, 3, 4, -5));
        refused(
                "FILE0 has no dataset Group/Group_M_Crit200; it is not of a layout that can be read",
                1,
                one().without("Group/Group_M_Crit200"));
    }

    @Test
    void filesOfDifferentOutputsAreRefused() {
        refused(
                "FILE1 is of another output than fof_subhalo_tab_099.0.hdf5 (box 2.0 and 1.0 Mpc/h,"
                        + " scale factor 1.0 and 1.0); put the files of one catalogue into a folder of their own",
                2,
                one(),
                one().header("BoxSize", 2000.0));
    }

    @Test
    void theWrongKindOfFileIsRefused() {
        Path snapshot =
                TestSnapshots.write(output, 99, TestSnapshots.of(1, 1, 2, 3)).resolve("snap_099.0.hdf5");
        assertThatThrownBy(() -> CatalogueReader.read(FileSet.around(snapshot)))
                .isInstanceOf(InputException.class)
                .hasMessage(snapshot + " is no group catalogue of a known layout (FoF + SUBFIND of IllustrisTNG/AREPO"
                        + " or GADGET-4); see docs/formats.md for what is read");
        assertThat(read(1, one()).size()).isEqualTo(1);
        Path catalogue = folder.resolve("fof_subhalo_tab_099.0.hdf5");
        assertThatThrownBy(() -> SnapshotFormats.open(FileSet.around(catalogue)))
                .isInstanceOf(InputException.class)
                .hasMessage(catalogue + " is HDF5 but no snapshot of a known layout (IllustrisTNG/AREPO or GADGET-4"
                        + " HDF5); see docs/formats.md for what is read");
    }
}
