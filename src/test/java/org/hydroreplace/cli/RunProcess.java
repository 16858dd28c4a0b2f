package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code hydro-replace run} as a process of its own, with small blocks. */
final class RunProcess implements AutoCloseable {
    private static final Path ENV = Path.of("/usr/bin/env");

    private final Process process;
    private final Path log;

    /**
     * Starts a run.
     *
     * @param interval time between checkpoints
     * @param java further options of the Java machine
     */
    RunProcess(Path configuration, Path output, String interval, List<String> java, String... options)
            throws IOException {
        this(List.of(), 2, configuration, output, interval, java, options);
    }

    /**
     * Starts a run under a launcher of ranks.
     *
     * @param launcher command that the program's follows
     */
    RunProcess(
            List<String> launcher,
            int threads,
            Path configuration,
            Path output,
            String interval,
            List<String> java,
            String... options)
            throws IOException {
        this.log = Files.createTempFile(configuration.resolveSibling("."), "run", ".log");
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(ENV)) {
            // Whoever started the tests in the background had SIGINT ignored for them and all their children.
            command.addAll(List.of(ENV.toString(), "--default-signal=INT,TERM,USR1"));
        }
        command.addAll(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx1g",
                "-XX:+UseSerialGC",
                // What runs for a second is not worth optimising, least of all by four ranks on two cores.
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "-D" + ResumeTest.BLOCK_ROWS + "=500"));
        command.addAll(java);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.hydroreplace.cli.Main",
                "run",
                configuration.toString(),
                "--output",
                output.toString(),
                "--no-report",
                "--threads",
                Integer.toString(threads),
                "--checkpoint-interval",
                interval));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // Open MPI refuses to run as root, as in a container, unless told twice.
        builder.environment().put("OMPI_ALLOW_RUN_AS_ROOT", "1");
        builder.environment().put("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1");
        process = builder.start();
    }

    /** Waits until there is a file, which must happen before the process ends. */
    void await(Path file) throws Exception {
        while (!Files.exists(file)) {
            assertThat(process.isAlive()).as(log()).isTrue();
            Thread.sleep(1);
        }
    }

    /** Sends a signal, such as TERM; returns whether there was a process to get it. */
    boolean signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        return kill.waitFor() == 0;
    }

    /** Kills the youngest Java under the launcher. */
    void killOneRank() {
        process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .max(Comparator.comparingLong(ProcessHandle::pid))
                .orElseThrow()
                .destroyForcibly();
    }

    /** Kills the process in so many milliseconds, unless it ends before. */
    void killAfter(long milliseconds) throws InterruptedException {
        if (!process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Waits for the process to end and returns its exit code. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    /** What it has said so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
