package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void manyRanksDoNotBuild() throws Exception {
        Path java = folder.resolve("jdk-25");
        java(java, "25.0.3");
        refused(
                "hydro-replace: the program is not built yet, and must not be built by many ranks at once; run "
                        + folder.resolve("home/hydro-replace") + " --version first\n",
                Map.of("HYDRO_REPLACE_JAVA", java.toString(), "OMPI_COMM_WORLD_RANK", "1"));
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
