package org.hydroreplace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.pipeline.Program;

/** The batch scripts of the command {@code slurm}, filled in from two templates. Nothing is written before {@link #write}. */
final class SlurmScripts {
    /** A job of the pipeline. */
    private record Stage(String name, String file) {}

    private final Path folder;
    private final SlurmJob job;
    private final SlurmMemory memory;
    /** Snapshots of the array; empty where there is one snapshot. */
    private final List<Integer> array;

    private final Map<String, String> scripts = new LinkedHashMap<>();
    private final List<Stage> stages = new ArrayList<>();

    /**
     * No scripts yet.
     *
     * @param folder where they will be, absolute
     */
    SlurmScripts(Path folder, SlurmJob job, SlurmMemory memory, List<Integer> array) {
        if (!folder.toString().matches("[\\w./+=,@:~-]+")) {
            throw new UsageException("--output " + folder + " has letters in its path that sbatch would take for"
                    + " something else in the name of a log; give a folder of plain letters, digits and -_./");
        }
        this.folder = folder;
        this.job = job;
        this.memory = memory;
        this.array = List.copyOf(array);
    }

    /** The match of halos: a rank of its own, minutes. */
    void match() {
        stage("match", "match.sbatch", job.alone(), "Matched halos: reads the group catalogues.", List.of("match"));
    }

    /** Everything that the configuration asks for: one job, or one task of an array for each snapshot. */
    void run() {
        if (array.isEmpty()) {
            stage("run", "run.sbatch", job, "Everything that the configuration asks for.", List.of("run"));
        } else {
            stage(
                    "array",
                    "array.sbatch",
                    job,
                    "Everything that the configuration asks for, of each snapshot of the light cone by itself.",
                    List.of("run"));
        }
    }

    /**
     * The responses, from finished products.
     *
     * @param output folder of the products, absolute; of all snapshots, where there are several
     */
    void response(Path output) {
        Map<String, String> values = values(
                "response",
                "response.sbatch",
                job.alone(),
                "Responses: what part of the baryons' effect each field reproduces; reads finished products.");
        String member = array.isEmpty() ? "" : "/snap_$(printf %03d \"$SLURM_ARRAY_TASK_ID\")";
        values.put("INPUT", "products=" + quoted(output.toString()));
        values.put("COMMAND", "response \"$products" + member + "\"" + threads());
        add("response", "response.sbatch", values);
    }

    /** A script that submits the stages so far, each after the one before. */
    void pipeline() {
        StringBuilder text = new StringBuilder();
        String before = "";
        for (Stage stage : stages) {
            // In an array a task waits for the task of the same snapshot alone.
            String kind = array.isEmpty() ? "afterok" : "aftercorr";
            String after = before.isEmpty()
                    ? ""
                    : "--kill-on-invalid-dep=yes --dependency=" + kind + ":\"${" + before + "%%;*}\" ";
            text.append(stage.name())
                    .append("=$(sbatch --parsable ")
                    .append(after)
                    .append("\"$@\" ")
                    .append(stage.file())
                    .append(")\necho \"")
                    .append(stage.name())
                    .append(": job ${")
                    .append(stage.name())
                    .append("%%;*}\"\n");
            before = stage.name();
        }
        String names = String.join(" -> ", stages.stream().map(Stage::name).toList());
        scripts.put(
                "pipeline.sh",
                filled(
                        "pipeline.sh",
                        Map.of(
                                "TITLE",
                                "The whole pipeline: " + names + ".",
                                "VERSION",
                                version(),
                                "STAGES",
                                text.toString().strip())));
    }

    private void stage(String name, String file, SlurmJob job, String title, List<String> command) {
        Map<String, String> values = values(name, file, job, title);
        List<String> words = new ArrayList<>(command);
        words.add("\"$configuration\"");
        if (!array.isEmpty()) {
            words.add("--snapshot \"$SLURM_ARRAY_TASK_ID\"");
        }
        words.add("--resume --memory " + SlurmMemory.mebibytes(memory.ofRank()) + "MiB" + threads());
        job.settings().forEach(setting -> words.add("--set " + quoted(setting)));
        values.put("INPUT", "configuration=" + quoted(job.configuration().toString()));
        values.put("COMMAND", String.join(" ", words));
        add(name, file, values);
    }

    private static String threads() {
        return " --threads \"$SLURM_CPUS_PER_TASK\"";
    }

    private void add(String name, String file, Map<String, String> values) {
        scripts.put(file, filled("job.sbatch", values));
        stages.add(new Stage(name, file));
    }

    private Map<String, String> values(String name, String file, SlurmJob of, String title) {
        List<String> directives = new ArrayList<>(of.options());
        if (!array.isEmpty()) {
            directives.addFirst("--array="
                    + String.join(",", array.stream().map(String::valueOf).toList()));
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("TITLE", title);
        values.put("VERSION", version());
        values.put("FILE", file);
        values.put("NAME", name);
        values.put("NODES", Integer.toString(of.nodes()));
        values.put("RANKS_PER_NODE", Integer.toString(of.ranksPerNode()));
        values.put("THREADS", Integer.toString(of.threads()));
        boolean whole = of.ranksPerNode() == job.ranksPerNode();
        SlurmMemory asked = whole ? memory : SlurmMemory.ofRanks(memory.ofRank(), of.ranksPerNode(), "as for run");
        values.put("MEMORY_REASON", asked.reason());
        values.put("NODE_MEBIBYTES", Long.toString(SlurmMemory.mebibytes(asked.ofNode())));
        values.put("TIME", of.time());
        values.put(
                "DIRECTIVES",
                String.join("\n", directives.stream().map(o -> "#SBATCH " + o).toList()));
        values.put(
                "LOG",
                folder.resolve("logs")
                        .resolve(array.isEmpty() ? "%x-%j.out" : "%x-%A_%a.out")
                        .toString());
        values.put("DIRECTORY", quoted(of.directory().toString()));
        values.put("PROGRAM", quoted(of.program()));
        values.put("SRUN", "--kill-on-bad-exit=1 --mpi=" + of.mpi().orElse("none"));
        return values;
    }

    private static String version() {
        return Program.NAME + " " + Program.version();
    }

    /** A word of the shell. */
    static String quoted(String text) {
        return text.matches("[\\w./+=,@:~-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** A template with its {@code @NAMES@} replaced; lines of a name alone that is empty are left out. */
    private static String filled(String template, Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        for (String line : template(template).lines().toList()) {
            String filled = line;
            for (Map.Entry<String, String> value : values.entrySet()) {
                filled = filled.replace("@" + value.getKey() + "@", value.getValue());
            }
            if (!filled.isEmpty() || line.isEmpty()) {
                text.append(filled).append('\n');
            }
        }
        return text.toString();
    }

    private static String template(String name) {
        try (InputStream in = Objects.requireNonNull(SlurmScripts.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The scripts by name. */
    Map<String, String> scripts() {
        return Map.copyOf(scripts);
    }

    /**
     * Writes the scripts, and makes the folder of the logs, without which SLURM would start no job.
     *
     * @param overwrite whether scripts that are there may be replaced
     * @return their paths
     * @throws UsageException if one of them exists, or the folder cannot be written to
     */
    List<Path> write(boolean overwrite) {
        List<Path> paths = scripts.keySet().stream().map(folder::resolve).toList();
        for (Path path : paths) {
            if (!overwrite && Files.exists(path)) {
                throw new UsageException(path
                        + " exists and may have been changed; give another --output, or --overwrite to replace it");
            }
        }
        try {
            Files.createDirectories(folder.resolve("logs"));
            for (Path path : paths) {
                AtomicFile.writeString(path, Objects.requireNonNull(scripts.get(String.valueOf(path.getFileName()))));
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException e) {
            throw new UsageException(
                    folder + " cannot be written to (" + AtomicFile.reason(e) + "); give another --output", e);
        }
        return paths;
    }
}
