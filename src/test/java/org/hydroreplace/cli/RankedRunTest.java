package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hydroreplace.parallel.MpiJob.Mpi;
import org.hydroreplace.pipeline.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs on several ranks, as a user starts them: the same bytes, stopped, killed, refused. */
@SuppressWarnings("NullAway.Init") // set before each test
final class RankedRunTest {
    private static final String OFTEN = "2ms";

    @TempDir
    private Path folder;

    private Path configuration;
    private Path whole;

    @BeforeEach
    void reference() {
        CommandLineCase user = new CommandLineCase(folder);
        user.pair();
        configuration = user.configuration(ResumeTest.FIELDS);
        whole = folder.resolve("whole");
        assertThat(user.run("run", configuration.toString(), "--no-report", "--output", whole.toString()))
                .isZero();
    }

    private RunProcess start(Mpi mpi, int ranks, int threads, Path out, String interval, String... options)
            throws Exception {
        return new RunProcess(mpi.command(ranks), threads, configuration, out, interval, List.of(), options);
    }

    /** Two files a run: four ranks share them. Each number of ranks has one thread with one MPI, two with the other. */
    @ParameterizedTest
    @EnumSource(Mpi.class)
    void anyNumberOfRanksMakesTheSameFiles(Mpi mpi) throws Exception {
        mpi.assumeInstalled();
        for (int ranks = 1; ranks <= 4; ranks++) {
            int threads = 1 + (ranks + (mpi == Mpi.MPICH ? 1 : 0)) % 2;
            Path out = folder.resolve("out-" + ranks);
            try (RunProcess run = start(mpi, ranks, threads, out, "off")) {
                assertThat(run.exitCode()).as(run.log()).isZero();
                assertThat(run.log()).containsOnlyOnce("read 98304 particles".replaceAll("(\\d\\d)(\\d{3})", "$1 $2"));
            }
            ResumeTest.assertSame(out, whole, ranks + " ranks of " + threads + " threads");
            assertThat(Manifest.read(out).get("ranks")).isEqualTo(ranks);
            if (ranks == 3) {
                asMuchWasMovedAsIsPlanned(ranks, Manifest.read(out));
            }
            assertThat(out.resolve(".checkpoint-0of" + ranks)).doesNotExist();
        }
    }

    /** Four ranks hold a grid together that one has no room for, and make its planes stretch by stretch. */
    private void asMuchWasMovedAsIsPlanned(int ranks, Map<?, ?> manifest) {
        CommandLineCase user = new CommandLineCase(folder);
        assertThat(user.run("plan", configuration.toString(), "--ranks", Integer.toString(ranks)))
                .isZero();
        Matcher planned = Pattern.compile("bytes moved, of a rank: .*\\(([0-9 ]+) bytes\\)")
                .matcher(user.out());
        assertThat(planned.find()).isTrue();
        double bytes = Double.parseDouble(planned.group(1).replace(" ", ""));
        Object moved = manifest.get("bytes_moved_by_each_rank");
        // Not every class of particles that there may be is met.
        assertThat(((Number) Objects.requireNonNull(moved)).doubleValue() / bytes)
                .isBetween(0.75, 1.0);
    }

    @ParameterizedTest
    @EnumSource(Mpi.class)
    void aGridThatOneRankCannotHoldIsSharedAmongFour(Mpi mpi) throws Exception {
        mpi.assumeInstalled();
        String[] settings = {
            "--set", "fields=[dmo, hydro]", "--set", "power={grid: 128, multipoles: [y], cross: [hydro], jackknife: 2}",
            "--set", "profiles={}", "--set", "maps={grid: 32}"
        };
        Path alone = folder.resolve("alone");
        try (RunProcess run = start(mpi, 1, 2, alone, "off", settings)) {
            assertThat(run.exitCode()).as(run.log()).isZero();
        }
        String[] small = Arrays.copyOf(settings, settings.length + 2);
        small[settings.length] = "--memory";
        small[settings.length + 1] = "232MiB";
        Path out = folder.resolve("out");
        try (RunProcess run = start(mpi, 1, 1, out, "off", small)) {
            assertThat(run.exitCode()).as(run.log()).isEqualTo(3);
            assertThat(run.log())
                    .containsPattern(
                            "2 grids of 128\\^3 cells for 2 fields .* need [0-9.]+ MiB of memory with a pass for"
                                    + " every grid, and 232.00 MiB are allowed; raise memory \\(or --memory\\), start more ranks"
                                    + " \\(mpirun -n N\\), which share grids, or lower maps.grid, power.grid");
        }
        assertThat(out).doesNotExist();
        try (RunProcess run = start(mpi, 4, 1, out, "off", small)) {
            assertThat(run.exitCode()).as(run.log()).isZero();
            assertThat(run.log()).containsPattern("[2-9] passes over the particles");
        }
        for (String product : List.of("maps.h5", "power.h5", "profiles.h5", "statistics.h5")) {
            assertThat(out.resolve(product)).as(product).hasBinaryContent(Files.readAllBytes(alone.resolve(product)));
        }
    }

    @ParameterizedTest
    @EnumSource(Mpi.class)
    void aSignalStopsAllRanksAndTheyGoOn(Mpi mpi) throws Exception {
        mpi.assumeInstalled();
        Path out = folder.resolve("out");
        try (RunProcess run = start(mpi, 2, 1, out, OFTEN)) {
            run.await(out.resolve(".checkpoint-1of2"));
            assertThat(run.signal("USR1")).isTrue();
            // mpiexec of MPICH 4.0.2 passes signals on, and then forgets now and then what its processes returned
            assertThat(run.exitCode()).as(run.log()).isIn(mpi == Mpi.MPICH ? List.of(0, 4) : List.of(4));
            assertThat(run.log()).contains("hydro-replace: stopped by SIGUSR1");
        }
        try (RunProcess run = start(mpi, 3, 1, out, "off", "--resume")) {
            assertThat(run.exitCode()).as(run.log()).isEqualTo(2);
            assertThat(run.log())
                    .contains(
                            "belongs to a run with another number of ranks; start as many as then, or run without --resume"
                                    + " to start from the beginning");
        }
        try (RunProcess run = start(mpi, 2, 1, out, "off", "--resume")) {
            assertThat(run.exitCode()).as(run.log()).isZero();
        }
        ResumeTest.assertSame(out, whole, "resumed");
        assertThat(out.resolve(".checkpoint-1of2")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Mpi.class)
    void aRankThatIsKilledEndsTheJobAndDamagesNothing(Mpi mpi) throws Exception {
        mpi.assumeInstalled();
        Path out = folder.resolve("out");
        try (RunProcess run = start(mpi, 3, 1, out, OFTEN)) {
            run.await(out.resolve(".checkpoint-1of3"));
            run.killOneRank();
            assertThat(run.exitCode()).as(run.log()).isNotZero();
        }
        for (String product : ResumeTest.PRODUCTS) {
            if (Files.exists(out.resolve(product))) {
                assertThat(out.resolve(product)).hasBinaryContent(Files.readAllBytes(whole.resolve(product)));
            }
        }
        try (RunProcess run = start(mpi, 3, 1, out, "off", "--resume")) {
            assertThat(run.exitCode()).as(run.log()).isZero();
        }
        ResumeTest.assertSame(out, whole, "after a kill");
    }

    @ParameterizedTest
    @EnumSource(Mpi.class)
    void whatAllRanksFindWrongIsSaidOnce(Mpi mpi) throws Exception {
        mpi.assumeInstalled();
        Path out = folder.resolve("out");
        try (RunProcess run = start(mpi, 3, 1, out, "off", "--set", "maps.grid=1")) {
            assertThat(run.exitCode()).as(run.log()).isEqualTo(2);
            assertThat(run.log())
                    .containsOnlyOnce("maps.grid must be a whole number from 4 to 46340 and is 1; change it");
        }
        assertThat(out).doesNotExist();
        try (RunProcess run = start(mpi, 3, 1, out, "off", "--set", "simulation.snapshot=4")) {
            assertThat(run.exitCode()).as(run.log()).isEqualTo(3);
            assertThat(run.log()).containsOnlyOnce("holds no snapshot 004").doesNotContain("SIGTERM");
        }
    }
}
