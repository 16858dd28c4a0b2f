package org.hydroreplace.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real jobs of real MPI libraries, each method against the numbers of all ranks; and ranks that fail. */
class MpiRanksTest {
    private static final String PROGRAM = RanksProgram.class.getName();

    static List<Object[]> jobs() {
        List<Object[]> all = new ArrayList<>();
        for (MpiJob.Mpi mpi : MpiJob.Mpi.values()) {
            for (int ranks = 1; ranks <= 4; ranks++) {
                all.add(new Object[] {mpi, ranks});
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void everyMethodAgreesWithTheNumbersOfAllRanks(MpiJob.Mpi mpi, int ranks) throws Exception {
        long seed = ThreadLocalRandom.current().nextInt(1_000_000);
        System.out.println(mpi + ", " + ranks + " ranks, seed " + seed);
        MpiJob job = MpiJob.run(mpi, ranks, PROGRAM, "check", seed);
        assertThat(job.exitCode()).as("seed %d: %s", seed, job.log()).isZero();
        for (int r = 0; r < ranks; r++) {
            assertThat(job.log())
                    .containsPattern("This is " + mpi.title() + " [0-9][0-9.]+, rank " + r + " of " + ranks)
                    .contains("rank " + r + " done");
        }
    }

    @ParameterizedTest
    @EnumSource(MpiJob.Mpi.class)
    void anUncaughtExceptionEndsAllRanks(MpiJob.Mpi mpi) throws Exception {
        MpiJob job = MpiJob.run(mpi, 3, PROGRAM, "throw", 1);
        assertThat(job.exitCode()).as(job.log()).isNotZero();
        assertThat(job.log()).contains("thrown on purpose").doesNotContain("done");
        job.assertNobodyIsLeft(3);
    }

    @ParameterizedTest
    @EnumSource(MpiJob.Mpi.class)
    void aFaultOfTheUserEndsAllRanksWithItsMessageAndExitCode(MpiJob.Mpi mpi) throws Exception {
        MpiJob job = MpiJob.run(mpi, 3, PROGRAM, "supervised", 1);
        assertThat(job.exitCode()).as(job.log()).isEqualTo(3);
        assertThat(job.log())
                .containsOnlyOnce("hydro-replace: The file x.hdf5 is damaged: copy it again. (rank 2 of 3)")
                .doesNotContain("InputException")
                .doesNotContain("done");
        job.assertNobodyIsLeft(3);
    }

    @ParameterizedTest
    @EnumSource(MpiJob.Mpi.class)
    void aBugEndsAllRanksWithItsTrace(MpiJob.Mpi mpi) throws Exception {
        MpiJob job = MpiJob.run(mpi, 2, PROGRAM, "bug", 1);
        assertThat(job.exitCode()).as(job.log()).isEqualTo(1);
        assertThat(job.log())
                .contains("at org.hydroreplace.parallel.RanksProgram")
                .contains("hydro-replace: internal error, a bug in the program"
                        + " (java.lang.IllegalStateException: a bug on purpose) (rank 1 of 2)");
        job.assertNobodyIsLeft(2);
    }

    @ParameterizedTest
    @EnumSource(MpiJob.Mpi.class)
    void aKilledRankEndsAllRanks(MpiJob.Mpi mpi) throws Exception {
        MpiJob job = MpiJob.run(mpi, 3, PROGRAM, "kill", 1);
        assertThat(job.exitCode()).as(job.log()).isNotZero();
        assertThat(job.log()).doesNotContain("done");
        job.assertNobodyIsLeft(3);
    }

    @ParameterizedTest
    @EnumSource(MpiJob.Mpi.class)
    void anyThreadMayAbort(MpiJob.Mpi mpi) throws Exception {
        MpiJob job = MpiJob.run(mpi, 3, PROGRAM, "abort", 1);
        assertThat(job.exitCode()).as(job.log()).isEqualTo(RanksProgram.EXIT_OF_ABORT);
        assertThat(job.log()).containsOnlyOnce("hydro-replace: aborted on purpose (rank 2 of 3)");
        job.assertNobodyIsLeft(3);
    }

    @ParameterizedTest
    @EnumSource(MpiJob.Mpi.class)
    void theLibraryOfAnotherLauncherIsRefused(MpiJob.Mpi mpi) throws Exception {
        MpiJob.Mpi other = mpi == MpiJob.Mpi.MPICH ? MpiJob.Mpi.OPEN_MPI : MpiJob.Mpi.MPICH;
        other.assumeInstalled();
        MpiJob job = MpiJob.run(mpi, 2, PROGRAM, "check", 1, other.library());
        assertThat(job.exitCode()).as(job.log()).isNotZero();
        assertThat(job.log())
                .containsPattern("UsageException: .* started 2 processes, but for " + other.title()
                        + " [0-9.]+ each is alone: give ")
                .doesNotContain("This is ");
    }

    @ParameterizedTest
    @EnumSource(MpiJob.Mpi.class)
    void aLibraryAloneIsOneRank(MpiJob.Mpi mpi) throws Exception {
        mpi.assumeInstalled();
        MpiJob job = MpiJob.run(MpiJob.java(PROGRAM, "check", 5, mpi.library()), Map.of());
        assertThat(job.exitCode()).as(job.log()).isZero();
        assertThat(job.log()).contains("rank 0 of 1").contains("rank 0 done");
    }
}
