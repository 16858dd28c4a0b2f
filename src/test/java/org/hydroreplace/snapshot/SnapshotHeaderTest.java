package org.hydroreplace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.io.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers of every dialect are understood, and those that contradict themselves are refused. */
class SnapshotHeaderTest {
    @TempDir
    Path folder;

    private Snapshot open(TestFile... files) {
        TestSnapshots.write(folder, 99, files);
        return SnapshotFormats.open(folder, 99);
    }

    private static TestFile one() {
        return TestSnapshots.of(1, 1, 2, 3);
    }

    private void refused(String message, TestFile... files) {
        String snapdir = folder.resolve("snapdir_099").toString();
        assertThatThrownBy(() -> open(files))
                .isInstanceOf(InputException.class)
                .hasMessage(message.replace("FILE0", snapdir + "/snap_099.0.hdf5")
                        .replace("FILE1", snapdir + "/snap_099.1.hdf5")
                        .replace("FOLDER", snapdir));
    }

    @Test
    void cosmologyComesFromTheHeaderOrFromParameters() {
        Cosmology tng = open(one()).header().output().cosmology();
        assertThat(tng.omegaMatter()).isEqualTo(0.3089);
        assertThat(tng.omegaBaryon()).isEqualTo(OptionalDouble.of(0.0486));
        TestFile gadget4 = one();
        for (String name : new String[] {"Omega0", "OmegaLambda", "HubbleParam", "OmegaBaryon"}) {
            gadget4.without("Header/" + name).attribute("Parameters/" + name, name.equals("OmegaBaryon") ? 0.0 : 0.25);
        }
        Cosmology parameters = open(gadget4).header().output().cosmology();
        assertThat(parameters)
                .isEqualTo(new Cosmology(
                        0.25, 0.25, 0.25, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "3.085678e24, 1.989e43, 1000, 0.5e10",
        "3.08567758e24, 1.98841e33, 1000, 0.5",
        "3.085678e21, 1.989e43, 1, 0.5e10"
    })
    void unitsComeFromTheHeader(double length, double mass, double box, double particle) {
        SnapshotHeader header = open(one().header("UnitLength_in_cm", length).header("UnitMass_in_g", mass))
                .header();
        assertThat(header.box().size()).isEqualTo(box);
        assertThat(header.tableMasses()).isEqualTo(Map.of(ParticleType.DARK_MATTER, particle));
    }

    @Test
    void unitsOfIllustrisAreTheDefault() {
        assertThat(open(one().without("Header/UnitLength_in_cm")).header().box().size())
                .isEqualTo(1);
    }

    @Test
    void countsBeyond32BitsAreStatedWhole() {
        refused(
                "FOLDER: the 1 files hold 1 particles of type 1 and their header promises 15625000001;"
                        + " copy or download the snapshot again",
                one().header("NumPart_Total", new int[] {0, (int) 2740098113L, 0, 0, 0, 0})
                        .header("NumPart_Total_HighWord", new int[] {0, 3, 0, 0, 0, 0}));
        refused(
                "FOLDER: the 1 files hold 1 particles of type 1 and their header promises 15625000001;"
                        + " copy or download the snapshot again",
                one().header("NumPart_Total", new long[] {0, 15625000001L, 0, 0, 0, 0})
                        .without("Header/NumPart_Total_HighWord"));
    }

    @Test
    void totalsAreAddedOverTheFilesAndTypesThatNoFileHoldsAreMissed() {
        Snapshot snapshot = open(one(), TestSnapshots.file(), TestSnapshots.of(4, 1, 2, 3, 4, 5, 6), one());
        assertThat(snapshot.header().counts()).isEqualTo(Map.of(ParticleType.DARK_MATTER, 2L, ParticleType.STARS, 2L));
        assertThat(TestSnapshots.readAll(snapshot, 1).list())
                .extracting(TestParticles.Particle::type)
                .containsExactly(
                        ParticleType.DARK_MATTER, ParticleType.STARS, ParticleType.STARS, ParticleType.DARK_MATTER);
        refused(
                "FOLDER: the 4 files hold 0 particles of type 5 and their header promises 3;"
                        + " copy or download the snapshot again",
                one().header("NumPart_Total", new int[] {0, 2, 0, 0, 2, 3}),
                one(),
                TestSnapshots.of(4, 1, 2, 3, 4, 5, 6),
                TestSnapshots.file());
    }

    @Test
    void typesBeyondFiveAreRefusedWhereTheyHaveParticles() {
        assertThat(open(one().header("NumPart_ThisFile", new int[] {0, 1, 0, 0, 0, 0, 0}))
                        .header()
                        .matterParticles())
                .isEqualTo(1);
        refused(
                "FILE0 holds 9 particles of type 6, which is not known (0 to 5 are);"
                        + " see docs/formats.md for what is read",
                one().header("NumPart_ThisFile", new int[] {0, 1, 0, 0, 0, 0, 9}));
    }

    @Test
    void filesOfDifferentOutputsAreRefused() {
        refused(
                "FILE1 is of another output than snap_099.0.hdf5 (box 2.0 and 1.0 Mpc/h, scale factor 1.0 and 1.0);"
                        + " put the files of one snapshot into a folder of their own",
                one(),
                one().header("BoxSize", 2000.0));
        refused(
                "FILE1 is of another output than snap_099.0.hdf5 (box 1.0 and 1.0 Mpc/h, scale factor 0.5 and 1.0);"
                        + " put the files of one snapshot into a folder of their own",
                one(),
                one().header("Time", 0.5));
        refused(
                "FILE1 gives particles of type 1 the mass 3.0E10 Msun/h in MassTable and snap_099.0.hdf5 gives 5.0E9;"
                        + " put the files of one snapshot into a folder of their own",
                one(),
                one().header("MassTable", new double[] {0, 3, 0, 0, 0, 0}));
        assertThat(open(one(), TestSnapshots.of(4, 1, 2, 3).header("MassTable", new double[6]))
                        .header()
                        .matterParticles())
                .isEqualTo(2);
    }

    @Test
    void totalsMayOnlyLackInASingleFile() {
        assertThat(open(one().without("Header/NumPart_Total")).header().matterParticles())
                .isEqualTo(1);
        refused(
                "FILE0 has no NumPart_Total though the snapshot has 2 files; their headers are damaged",
                one().without("Header/NumPart_Total"),
                one());
    }

    @Test
    void headersThatSayNothingSensibleAreRefused() {
        refused("FILE0 says that it is one of 0 files; its header is damaged", one().header("NumFilesPerSnapshot", 0));
        refused("FILE0 has BoxSize 0.0; only periodic boxes can be read", one().header("BoxSize", 0.0));
        refused("FILE0 has BoxSize NaN; its header is damaged", one().header("BoxSize", Double.NaN));
        refused("FILE0 has Time Infinity; its header is damaged", one().header("Time", Double.POSITIVE_INFINITY));
        refused(
                "FILE0 has no Omega0 in Header or Parameters; it is not of a layout that can be read",
                one().without("Header/Omega0"));
        refused(
                "FILE0 has UnitLength_in_cm 0.0 and UnitMass_in_g 1.989E43; its header is damaged",
                one().header("UnitLength_in_cm", 0.0));
        refused(
                "FILE0 has the MassTable entry Infinity for PartType1; its header is damaged",
                one().header("MassTable", new double[] {0, Double.POSITIVE_INFINITY}));
        refused(
                "FILE0 counts -4 particles of type 1; its header is damaged",
                one().header("NumPart_ThisFile", new long[] {0, -4, 0, 0, 0, 0}));
        refused(
                "FILE0: attribute BoxSize of Header should be a number and is 'wide';"
                        + " it is not of a layout that can be read",
                one().header("BoxSize", "wide"));
        refused(
                "FILE0 is HDF5 but no snapshot of a known layout (IllustrisTNG/AREPO or GADGET-4 HDF5);"
                        + " see docs/formats.md for what is read",
                one().without("Header/MassTable"));
        refused(
                "FILE1 has no Header attribute NumPart_ThisFile; it is not of a layout that can be read",
                one(),
                one().without("Header/NumPart_ThisFile"));
    }
}
