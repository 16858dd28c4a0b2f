package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation tells people to type works. */
final class DocumentationTest {
    private static final Pattern PYTHON = Pattern.compile("```python\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void pythonOfReadingOutputRunsOnRealProducts() throws Exception {
        assumeTrue(
                python(folder, "-c", "import numpy, h5py, matplotlib") == 0,
                "python3 with numpy, h5py and matplotlib is not installed");
        CommandLineCase user = new CommandLineCase(folder);
        user.pair();
        assertThat(user.run(
                        "run",
                        user.configuration("maps: {grid: 32}", "power: {}", "profiles: {}")
                                .toString(),
                        "--no-report"))
                .isZero();
        StringBuilder script = new StringBuilder("import matplotlib\nmatplotlib.use('Agg')\n");
        Matcher block = PYTHON.matcher(Files.readString(Path.of("docs/reading-output.md")));
        while (block.find()) {
            script.append(block.group(1));
        }
        assertThat(script)
                .contains("out/maps.h5", "out/matched_halos.h5", "out/manifest.json")
                .contains("out/power.h5", "out/profiles.h5", "out/statistics.h5");
        assertThat(python(folder, "-c", script.toString())).isZero();
        assertThat(folder.resolve("dmo.png")).isNotEmptyFile();
    }

    @Test
    void configurationOfTheReadmeIsValid() throws Exception {
        CommandLineCase user = new CommandLineCase(folder);
        Path pair = user.pair();
        Matcher block = YAML.matcher(Files.readString(Path.of("README.md")));
        assertThat(block.find()).isTrue();
        Path configuration = Files.writeString(folder.resolve("config.yaml"), block.group(1));
        List<String> smaller = List.of(
                "run",
                configuration.toString(),
                "--no-report",
                "--set=simulation.dmo=" + pair + "/dmo",
                "--set=simulation.hydro=" + pair + "/hydro",
                "--set=simulation.snapshot=3",
                "--set=maps.grid=16",
                "--set=power.grid=16",
                "--output=" + user.output());
        assertThat(user.run(smaller.toArray(String[]::new))).isZero();
        assertThat(user.out()).contains("matched 36 pairs");
    }

    private static int python(Path folder, String... arguments) throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/python3"))) {
            return -1;
        }
        String[] command = new String[arguments.length + 1];
        command[0] = "/usr/bin/python3";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
