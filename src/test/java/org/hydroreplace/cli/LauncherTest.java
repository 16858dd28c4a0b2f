package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher script says before there is a Java machine to say it. */
final class LauncherTest {
    @TempDir
    private Path folder;

    @Test
    void aJavaThatTheUserNamedMustBeNewEnough() throws Exception {
        Path old = folder.resolve("jdk-17");
        java(old, "17.0.15");
        refused(
                "hydro-replace: HYDRO_REPLACE_JAVA is " + old
                        + ", which holds Java 17 where Java 25 or newer is needed; set it to the folder of such a JDK\n",
                Map.of("HYDRO_REPLACE_JAVA", old.toString()));
        refused(
                "hydro-replace: HYDRO_REPLACE_JAVA is " + folder
                        + ", which holds no Java where Java 25 or newer is needed; set it to the folder of such a JDK\n",
                Map.of("HYDRO_REPLACE_JAVA", folder.toString()));
    }

    /** The compiler says nothing of a method that is not there. */
    @Test
    void theKernelsThatAreCompiledFirstExist() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("kernels.hotspot")).stream()
                .filter(line -> !line.startsWith("#") && !line.equals("quiet"))
                .toList();
        assertThat(lines).hasSizeGreaterThan(5);
        for (String line : lines) {
            assertThat(line).matches("CompileThresholdScaling,org\\.hydroreplace\\.[\\w.$]+::\\w+,0\\.\\d+");
            String[] names = line.split(",", -1)[1].split("::", -1);
            assertThat(Class.forName(names[0]).getDeclaredMethods())
                    .as(line)
                    .anySatisfy(method -> assertThat(method.getName()).isEqualTo(names[1]));
        }
    }

    @Test
    void manyRanksDoNotBuild() throws Exception {
        Path java = folder.resolve("jdk-25");
        java(java, "25.0.3");
        refused(
                "hydro-replace: the program is not built yet, and must not be built by many ranks at once; run "
                        + folder.resolve("home/hydro-replace") + " --version first\n",
                Map.of("HYDRO_REPLACE_JAVA", java.toString(), "OMPI_COMM_WORLD_RANK", "1"));
    }

    @Test
    void ranksOfANodeShareItsMemory() throws Exception {
        assertThat(flags(Map.of()))
                .contains("-XX:MaxRAMPercentage=80.000")
                .doesNotContain("-Xmx", "ActiveProcessorCount");
        assertThat(flags(Map.of("OMPI_COMM_WORLD_LOCAL_SIZE", "3", "OMPI_COMM_WORLD_RANK", "1")))
                .contains("-XX:MaxRAMPercentage=26.667");
        assertThat(flags(Map.of("MPI_LOCALNRANKS", "2", "PMI_RANK", "0"))).contains("-XX:MaxRAMPercentage=40.000");
        Map<String, String> task = Map.of("SLURM_STEP_NUM_TASKS", "7", "SLURM_STEP_TASKS_PER_NODE", "1,2(x3)");
        assertThat(flags(task)).contains("-XX:MaxRAMPercentage=40.000");
        assertThat(flags(with(task, "SLURM_MEM_PER_NODE", "10000"))).contains("-Xmx4000m");
        assertThat(flags(with(task, "SLURM_MEM_PER_NODE", "0"))).contains("-XX:MaxRAMPercentage=40.000");
        assertThat(flags(with(task, "SLURM_MEM_PER_CPU", "1000", "SLURM_CPUS_ON_NODE", "8")))
                .contains("-Xmx3200m");
        // A batch script that starts one process for all that it was given.
        assertThat(flags(Map.of("SLURM_NTASKS", "8", "SLURM_NTASKS_PER_NODE", "4", "SLURM_MEM_PER_NODE", "10000")))
                .contains("-Xmx8000m");
    }

    @Test
    void aBudgetIsForEachRankAndHoldsMpi() throws Exception {
        assertThat(flags(Map.of(), "run", "--memory", "2GiB")).contains("-Xmx1877m");
        assertThat(flags(
                        Map.of("OMPI_COMM_WORLD_LOCAL_SIZE", "2", "OMPI_COMM_WORLD_RANK", "0"),
                        "run",
                        "--memory",
                        "2GiB"))
                .contains("-Xmx1861m");
        // A plan for another machine.
        assertThat(flags(Map.of(), "plan", "--memory", "2TiB")).contains("-XX:MaxRAMPercentage=80");
    }

    @Test
    void ranksOfANodeShareItsCoresUnlessTheyAreBound() throws Exception {
        tool("getconf", "echo 64");
        tool("nproc", "echo 64");
        Map<String, String> ranks = Map.of("OMPI_COMM_WORLD_LOCAL_SIZE", "4", "OMPI_COMM_WORLD_RANK", "1");
        Map<String, String> task = Map.of("SLURM_STEP_NUM_TASKS", "8", "SLURM_STEP_TASKS_PER_NODE", "4(x2)");
        assertThat(flags(Map.of())).doesNotContain("ActiveProcessorCount");
        assertThat(flags(ranks)).contains("-XX:ActiveProcessorCount=16");
        assertThat(flags(with(task, "SLURM_CPUS_PER_TASK", "12"))).contains("-XX:ActiveProcessorCount=12");
        tool("nproc", "echo 8");
        assertThat(flags(ranks)).doesNotContain("ActiveProcessorCount");
        assertThat(flags(with(task, "SLURM_CPUS_ON_NODE", "8"))).contains("-XX:ActiveProcessorCount=2");
        assertThat(flags(with(task, "SLURM_CPUS_PER_TASK", "8"))).doesNotContain("ActiveProcessorCount");
    }

    /** Some variables, and more. */
    private static Map<String, String> with(Map<String, String> some, String... namesAndValues) {
        Map<String, String> all = new HashMap<>(some);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }

    /** Puts a program before those of the system. */
    private void tool(String name, String script) throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Path tool = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
    }

    /** What a built program's launcher would start Java with. */
    private String flags(Map<String, String> variables, String... arguments) throws Exception {
        Path java = folder.resolve("jdk-25");
        java(java, "25.0.3");
        Files.writeString(java.resolve("bin/java"), "#!/bin/sh\necho \"$@\"\n");
        Path home = Files.createDirectories(folder.resolve("built"));
        Files.createDirectories(home.resolve("target/lib"));
        Files.writeString(home.resolve("target/hydro-replace.jar"), "");
        Path script = Files.write(home.resolve("hydro-replace"), Files.readAllBytes(Path.of("hydro-replace")));
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(arguments.length == 0 ? List.of("run") : List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches("(SLURM|OMPI|PMI|PMIX|MPI|MV2)_.*"));
        environment.put("PATH", folder.resolve("tools") + ":" + System.getenv("PATH"));
        environment.put("HYDRO_REPLACE_JAVA", java.toString());
        environment.putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    /** Makes a folder look like a JDK. */
    private static void java(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path executable = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\nexit 99\n");
        assertThat(executable.toFile().setExecutable(true)).isTrue();
    }

    /** Starts a copy of the launcher in a folder where nothing is built. */
    private void refused(String message, Map<String, String> environment) throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path script = home.resolve("hydro-replace");
        Files.write(script, Files.readAllBytes(Path.of("hydro-replace")));
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), "--version").redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output).isEqualTo(message);
        assertThat(process.exitValue()).isEqualTo(2);
    }
}
