package org.hydroreplace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.InputException;
import org.hydroreplace.snapshot.TestParticles.Particle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of positions, masses and ids between the file and the program. */
class CoordinatesTest {
    @TempDir
    Path folder;

    private Snapshot open(TestFile... files) {
        TestSnapshots.write(folder, 99, files);
        return SnapshotFormats.open(folder, 99);
    }

    private TestParticles read(TestFile... files) {
        return TestSnapshots.readAll(open(files), 100);
    }

    private String first() {
        return folder.resolve("snapdir_099/snap_099.0.hdf5").toString();
    }

    private void refused(String message, TestFile... files) {
        assertThatThrownBy(() -> read(files)).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void particlesComeInMpcAndSolarMasses() {
        TestFile file = TestSnapshots.of(1, 100, 200, 300);
        TestSnapshots.particles(file, 4, 1, 2, 3, 4, 5, 6);
        assertThat(read(file).list())
                .containsExactly(
                        new Particle(ParticleType.DARK_MATTER, 1, 0.1, 0.2, 0.3, 0.5e10),
                        new Particle(ParticleType.STARS, 1, 0.001, 0.002, 0.003, 1e10),
                        new Particle(ParticleType.STARS, 2, 0.004, 0.005, 0.006, 2e10));
    }

    @Test
    void coordinatesAreWrappedIntoTheBox() {
        double[] positions = {1000, 0, -0.0, -1e-300, -1e-9, 1000.001, -999, 2000, 999.9999999999999};
        for (Hdf5Type type : new Hdf5Type[] {Hdf5Type.FLOAT32, Hdf5Type.FLOAT64}) {
            TestFile file = TestSnapshots.of(1, positions).floats("PartType1/Coordinates", type, 3, positions);
            List<Particle> read = read(file).list();
            for (Particle particle : read) {
                assertThat(List.of(particle.x(), particle.y(), particle.z()))
                        .allSatisfy(x -> assertThat(x).isGreaterThanOrEqualTo(0).isLessThan(1));
            }
            assertThat(read.getFirst().x()).isZero();
            assertThat(read.get(1).x()).isZero();
            assertThat(read.get(2).x()).isEqualTo(0.001, within(1e-12));
        }
    }

    @Test
    void coordinatesThatAreNoPositionsAreRefused() {
        String message = ": particle 1 of PartType1 has the coordinate %s Mpc/h in a box of 1.0 Mpc/h;"
                + " the file is damaged or in other units than its header says";
        refused(first() + message.formatted("NaN"), TestSnapshots.of(1, 1, 2, 3, 4, Double.NaN, 6));
        refused(first() + message.formatted("2.001"), TestSnapshots.of(1, 1, 2, 3, 4, 5, 2001));
        refused(first() + message.formatted("-Infinity"), TestSnapshots.of(1, 1, 2, 3, Double.NEGATIVE_INFINITY, 5, 6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1, Double.POSITIVE_INFINITY})
    void massesThatAreNoMassesAreRefused(double mass) {
        TestFile file = TestSnapshots.of(0, 1, 2, 3, 4, 5, 6).floats("PartType0/Masses", Hdf5Type.FLOAT64, 1, 1, mass);
        refused(
                first() + ": particle 1 of PartType0 has the mass " + mass * 1e10 + " Msun/h; the file is damaged",
                file);
    }

    @Test
    void lowResolutionParticlesCountAndTracersDoNot() {
        TestFile file = TestSnapshots.of(2, 1, 2, 3);
        TestSnapshots.particles(file, 3, 1, 2, 3, 4, 5, 6).without("PartType3/Coordinates");
        Snapshot snapshot = open(file);
        assertThat(snapshot.header().matterParticles()).isEqualTo(1);
        assertThat(snapshot.header().count(ParticleType.TRACER)).isEqualTo(2);
        assertThat(snapshot.header().tableMasses()).containsOnlyKeys(ParticleType.DARK_MATTER);
        assertThat(TestSnapshots.readAll(snapshot, 10).mass()).isEqualTo(1e10);
    }

    @Test
    void missingOrWrongDatasetsAreRefused() {
        refused(
                first() + " has no dataset PartType0/Masses; it is not of a layout that can be read",
                TestSnapshots.of(0, 1, 2, 3).without("PartType0/Masses"));
        refused(
                first() + " has no dataset PartType1/Coordinates; it is not of a layout that can be read",
                TestSnapshots.of(1, 1, 2, 3).without("PartType1/Coordinates"));
        refused(
                first() + ": PartType1/Coordinates has 2 columns where 3 are expected;"
                        + " it is not of a layout that can be read",
                TestSnapshots.of(1, 1, 2, 3).floats("PartType1/Coordinates", Hdf5Type.FLOAT64, 2, 1, 2));
        refused(
                first() + ": PartType1/Coordinates has 2 rows and the header counts 1;"
                        + " copy or download the file again",
                TestSnapshots.of(1, 1, 2, 3).floats("PartType1/Coordinates", Hdf5Type.FLOAT64, 3, 1, 2, 3, 4, 5, 6));
        refused(
                first() + ": PartType4/Masses has 2 rows and the header counts 1; copy or download the file again",
                TestSnapshots.of(4, 1, 2, 3).floats("PartType4/Masses", Hdf5Type.FLOAT64, 1, 1, 2));
        refused(
                first() + ": PartType1/ParticleIDs has 1 rows and the header counts 2;"
                        + " copy or download the file again",
                TestSnapshots.of(1, 1, 2, 3, 4, 5, 6).longs("PartType1/ParticleIDs", 7));
        refused(
                first() + ": PartType1/ParticleIDs holds values of the type float64 in the shape [1] instead of one"
                        + " column of integers; it is not of a layout that can be read",
                TestSnapshots.of(1, 1, 2, 3)
                        .without("PartType1/ParticleIDs")
                        .floats("PartType1/ParticleIDs", Hdf5Type.FLOAT64, 1, 7));
    }

    @Test
    void idsKeepAllTheirBits() {
        TestFile file = TestSnapshots.of(1, 1, 2, 3, 4, 5, 6).longs("PartType1/ParticleIDs", -1, Long.MIN_VALUE);
        assertThat(read(file).list()).extracting(Particle::id).containsExactly(-1L, Long.MIN_VALUE);
    }

    @Test
    void blocksOfNoRowsAreABug() {
        Snapshot snapshot = open(TestSnapshots.of(1, 1, 2, 3));
        assertThatThrownBy(() -> snapshot.blocks(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
