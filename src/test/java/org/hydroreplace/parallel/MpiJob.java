package org.hydroreplace.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Java program on several ranks, as a user would start it.
 *
 * @param exitCode of the launcher
 * @param log what launcher and ranks said
 * @param pids of the ranks that registered
 */
public record MpiJob(int exitCode, String log, List<Long> pids) {
    private static final String PIDS = "HYDRO_REPLACE_TEST_PIDS";

    /** The MPI installations that are tried. */
    public enum Mpi {
        /** Debian's openmpi-bin. */
        OPEN_MPI("Open MPI", "mpirun.openmpi --oversubscribe --bind-to none", "libmpi.so.40"),
        /** Debian's mpich. */
        MPICH("MPICH", "mpirun.mpich", "libmpich.so.12");

        private final String title;
        private final String launcher;
        private final String library;

        Mpi(String title, String launcher, String library) {
            this.title = title;
            this.launcher = launcher;
            this.library = library;
        }

        /** What it calls itself. */
        public String title() {
            return title;
        }

        /** The command that starts so many ranks of what follows. */
        public List<String> command(int ranks) {
            List<String> command = new ArrayList<>(List.of(launcher.split(" ")));
            command.addAll(List.of("-n", Integer.toString(ranks)));
            return command;
        }

        /** Name of its library. */
        public String library() {
            return library;
        }

        /** Skips the test, by name, where it is not installed. */
        public void assumeInstalled() {
            String command = launcher.split(" ")[0];
            Assumptions.assumeTrue(
                    Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command))),
                    command + " is not installed");
        }
    }

    /** Starts a program under the launcher and waits for it to end. */
    public static MpiJob run(Mpi mpi, int ranks, String main, Object... arguments) throws Exception {
        mpi.assumeInstalled();
        List<String> command = mpi.command(ranks);
        command.addAll(java(main, arguments));
        // Open MPI refuses to run as root, as in a container, unless told twice.
        return run(command, Map.of("OMPI_ALLOW_RUN_AS_ROOT", "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1"));
    }

    /** The command that runs a class of the tests in a Java machine of its own. */
    public static List<String> java(String main, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** Runs a command with further variables; fails where it does not end. */
    public static MpiJob run(List<String> command, Map<String, String> variables) throws Exception {
        Path scratch = Files.createTempDirectory("mpi-job");
        try {
            Path log = scratch.resolve("log");
            Path registered = Files.createDirectory(scratch.resolve("pids"));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(variables);
            builder.environment().put(PIDS, registered.toString());
            Process process = builder.start();
            try {
                assertThat(process.waitFor(2, TimeUnit.MINUTES))
                        .as("ended: %s", Files.readString(log))
                        .isTrue();
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            try (Stream<Path> files = Files.list(registered)) {
                List<Long> pids = files.map(
                                file -> Long.valueOf(file.getFileName().toString()))
                        .toList();
                return new MpiJob(process.exitValue(), Files.readString(log), pids);
            }
        } finally {
            try (Stream<Path> files = Files.walk(scratch)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    /** Called by each rank, so that {@link #assertNobodyIsLeft} knows it: what ranks print may get lost when they are killed. */
    static void register() throws IOException {
        String folder = System.getenv(PIDS);
        if (folder != null) {
            Files.createFile(
                    Path.of(folder, Long.toString(ProcessHandle.current().pid())));
        }
    }

    /** Fails if one of the ranks lives on. */
    public void assertNobodyIsLeft(int ranks) throws InterruptedException {
        for (long pid : pids) {
            // Its launcher is gone, and the system may need a moment for what it left.
            for (int i = 0; i < 100 && isAlive(pid); i++) {
                Thread.sleep(Duration.ofMillis(100));
            }
        }
        assertThat(pids).as(log).hasSize(ranks).noneMatch(MpiJob::isAlive);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
