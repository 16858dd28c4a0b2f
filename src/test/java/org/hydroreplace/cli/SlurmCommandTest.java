package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code slurm} writes, word for word where SLURM reads it; that it works is the matter of src/test/slurm. */
@SuppressWarnings("NullAway.Init") // set before each test
final class SlurmCommandTest {
    private static final String PRODUCTS =
            "fields: [dmo, hydro, {replace: {mass: [1.0e12, .inf], radius: 3.0}}]\nmaps: {grid: 64}\n";

    @TempDir
    private Path folder;

    private CommandLineCase user;
    private Path scripts;

    @BeforeEach
    void copyPair() {
        user = new CommandLineCase(folder);
        user.pair();
        scripts = folder.resolve("scripts");
    }

    private void write(Path configuration, String... options) {
        assertThat(user.run(arguments(configuration, options))).as(user.err()).isZero();
    }

    private String[] arguments(Path configuration, String... options) {
        List<String> arguments = new ArrayList<>(List.of("slurm", configuration.toString(), "--threads", "3"));
        arguments.addAll(List.of("--output", scripts.toString(), "--program", "/opt/hydro replace/hydro-replace"));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    private String script(String name) throws IOException {
        Path path = scripts.resolve(name);
        assertThat(path).isExecutable();
        return Files.readString(path).replace(folder.toString(), "DIR");
    }

    private List<String> lines(String name, String prefix) throws IOException {
        return script(name).lines().filter(line -> line.startsWith(prefix)).toList();
    }

    private Path cone() throws IOException {
        Path one = user.configuration(PRODUCTS);
        return Files.writeString(one, Files.readString(one).replace("snapshot: 3", "snapshots: [3, 2, 1]"));
    }

    @Test
    void aJobAsksForWhatItNeeds() throws IOException {
        write(
                user.configuration(PRODUCTS, "memory: 2GiB"),
                "--nodes=4",
                "--ranks-per-node=2",
                "--time=2-00:00:00",
                "--partition=long",
                "--account=cosmo",
                "--sbatch=--constraint=rome",
                "--set=maps.axes=[x, 'y']");
        assertThat(lines("run.sbatch", "#SBATCH"))
                .containsExactly(
                        "#SBATCH --job-name=hydro-replace-run",
                        "#SBATCH --nodes=4",
                        "#SBATCH --ntasks-per-node=2",
                        "#SBATCH --cpus-per-task=3",
                        "#SBATCH --mem=4312M",
                        "#SBATCH --time=2-00:00:00",
                        "#SBATCH --partition=long",
                        "#SBATCH --account=cosmo",
                        "#SBATCH --constraint=rome",
                        "#SBATCH --output=DIR/scripts/logs/%x-%j.out",
                        "#SBATCH --open-mode=append",
                        "#SBATCH --signal=B:USR1@300",
                        "#SBATCH --requeue");
        assertThat(script("run.sbatch")).contains("""
                        program='/opt/hydro replace/hydro-replace'
                        configuration=DIR/config.yaml
                        """, """
                        srun --kill-on-bad-exit=1 --mpi=pmix --cpus-per-task="$SLURM_CPUS_PER_TASK" \\
                            "$program" run "$configuration" --resume --memory 2048MiB --threads "$SLURM_CPUS_PER_TASK" --set 'maps.axes=[x, '\\''y'\\'']' &
                        """).doesNotContain("@TITLE@", "--snapshot");
        assertThat(scripts.resolve("logs")).isDirectory();
        // One rank, whatever the run has.
        assertThat(lines("match.sbatch", "#SBATCH --n"))
                .containsExactly("#SBATCH --nodes=1", "#SBATCH --ntasks-per-node=1");
        assertThat(script("match.sbatch")).contains("--mpi=none", "match \"$configuration\"", "--mem=2176M");
        assertThat(script("response.sbatch")).contains("products=DIR/out\n", "\"$program\" response \"$products\" ");
    }

    @Test
    void thePipelineWaitsForEachStage() throws IOException {
        write(user.configuration(PRODUCTS));
        assertThat(lines("pipeline.sh", "match=")).containsExactly("match=$(sbatch --parsable \"$@\" match.sbatch)");
        assertThat(lines("pipeline.sh", "run="))
                .containsExactly(
                        "run=$(sbatch --parsable --kill-on-invalid-dep=yes --dependency=afterok:\"${match%%;*}\" \"$@\" run.sbatch)");
        assertThat(lines("pipeline.sh", "response="))
                .containsExactly(
                        "response=$(sbatch --parsable --kill-on-invalid-dep=yes --dependency=afterok:\"${run%%;*}\" \"$@\" response.sbatch)");
        write(user.configuration("fields: [dmo]\nmaps: {grid: 64}"), "--overwrite", "--set=simulation.hydro=");
        assertThat(script("pipeline.sh")).contains("The whole pipeline: run.\n");
    }

    @Test
    void anArrayHasATaskForEachSnapshot() throws IOException {
        write(cone());
        assertThat(lines("array.sbatch", "#SBATCH --array")).containsExactly("#SBATCH --array=3,2,1");
        assertThat(lines("array.sbatch", "#SBATCH --output"))
                .containsExactly("#SBATCH --output=DIR/scripts/logs/%x-%A_%a.out");
        assertThat(script("array.sbatch"))
                .contains("run \"$configuration\" --snapshot \"$SLURM_ARRAY_TASK_ID\" --resume");
        assertThat(script("match.sbatch"))
                .contains("match \"$configuration\" --snapshot \"$SLURM_ARRAY_TASK_ID\" --resume");
        assertThat(script("response.sbatch"))
                .contains("response \"$products/snap_$(printf %03d \"$SLURM_ARRAY_TASK_ID\")\"");
        assertThat(script("pipeline.sh")).contains("aftercorr:\"${match%%;*}\" \"$@\" array.sbatch");
        assertThat(scripts.resolve("run.sbatch")).doesNotExist();
        write(cone(), "--array=3,1", "--overwrite");
        assertThat(lines("array.sbatch", "#SBATCH --array")).containsExactly("#SBATCH --array=3,1");
    }

    @Test
    void memoryOfANodeIsDealtOut() throws IOException {
        write(user.configuration(PRODUCTS), "--mem=8GiB", "--ranks-per-node=2");
        assertThat(script("run.sbatch")).contains("#SBATCH --mem=8192M", "--memory 3891MiB");
        user.run(arguments(user.configuration(PRODUCTS), "--mem=300MiB", "--ranks-per-node=2", "--overwrite"));
        assertThat(user.err())
                .matches(
                        "hydro-replace: maps of 64\\^2 cells along 3 axes for 3 fields need [0-9.]+ MiB of memory with a"
                                + " pass for every grid on each of 2 ranks, and 86.00 MiB are allowed; raise memory \\(or --memory\\), or lower"
                                + " maps.grid or --threads\\R");
        refused(
                "--mem 4GiB leaves each of 1 ranks of a node 3.80 GiB, and memory of the configuration is 5.00 GiB; raise --mem,"
                        + " or lower memory",
                user.configuration(PRODUCTS, "memory: 5GiB"),
                "--mem=4GiB",
                "--overwrite");
    }

    private void refused(String sentence, Path configuration, String... options) {
        user.refused(2, sentence, arguments(configuration, options));
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        Path one = user.configuration(PRODUCTS);
        refused(
                "--array is for the snapshots of a light cone, and DIR/config.yaml has one snapshot, 3; give"
                        + " simulation.snapshots: [96, 90, ...] in its place, or leave --array out",
                one,
                "--array");
        refused("--nodes must be at least 1 and is 0; change it", one, "--nodes=0");
        refused("--ranks-per-node must be at least 1 and is 0; change it", one, "--ranks-per-node=0");
        refused("--time must be a limit such as 12:00:00 or 2-00:00:00 and is 'a day'; change it", one, "--time=a day");
        refused(
                "--mpi must be what srun --mpi=list shows, such as pmix or pmi2, and is 'Open MPI'; change it",
                one,
                "--mpi=Open MPI");
        refused(
                "--mpi none leaves 2 ranks that cannot find each other; give pmix or pmi2, or ask for one rank",
                one,
                "--mpi=none",
                "--nodes=2");
        refused("--sbatch must be an option such as --constraint=rome and is 'rome'; change it", one, "--sbatch=rome");
        assertThat(scripts).doesNotExist();
        write(one);
        Files.writeString(scripts.resolve("run.sbatch"), "changed");
        refused(
                "DIR/scripts/match.sbatch exists and may have been changed; give another --output, or --overwrite to replace it",
                one);
        assertThat(scripts.resolve("run.sbatch")).hasContent("changed");
        scripts = folder.resolve("with space");
        refused(
                "--output DIR/with space has letters in its path that sbatch would take for something else in the name"
                        + " of a log; give a folder of plain letters, digits and -_./",
                one);
        scripts = folder.resolve("scripts");
        refused(
                "--array 3,9: '9' is not among the simulation.snapshots [3, 2, 1]; give some of these, such as 3",
                cone(),
                "--array=3,9");
    }
}
