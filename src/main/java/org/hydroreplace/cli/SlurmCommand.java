package org.hydroreplace.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.pipeline.ConfigurationReader;
import org.hydroreplace.pipeline.MemorySize;
import org.hydroreplace.pipeline.PlanReport;
import org.hydroreplace.pipeline.Product;
import org.hydroreplace.pipeline.Program;
import org.hydroreplace.pipeline.RankPlan;
import org.hydroreplace.pipeline.Run;
import org.hydroreplace.pipeline.RunConfiguration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code slurm}: the batch scripts that a user would write. */
@Command(
        name = "slurm",
        description = {
            "Write batch scripts for SLURM: one job, the pipeline match -> run -> response, an array over the snapshots of a light cone.",
            "Their memory comes from the plan. docs/cluster.md explains them."
        })
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class SlurmCommand implements Callable<Integer> {
    /** The launcher says here where it is. */
    static final String LAUNCHER = "hydro-replace.launcher";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONFIG.yaml", description = "The configuration.")
    private Path file;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Folder of the scripts.")
    private Path folder;

    @Option(names = "--overwrite", description = "Replace scripts that are there.")
    private boolean overwrite;

    @Option(names = "--nodes", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int nodes = 1;

    @Option(
            names = "--ranks-per-node",
            paramLabel = "R",
            description = "MPI ranks on a node. Default: ${DEFAULT-VALUE}.")
    private int ranksPerNode = 1;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Processors of each rank. Default: the cores of this machine.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--array",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "99,96,90",
            description = "Which snapshots of a light cone the array is for. Default: all.")
    private @Nullable String array;

    @Option(
            names = "--mem",
            paramLabel = "SIZE",
            description = "Memory of a node that the job may have. Default: what the configuration or the plan says.")
    private @Nullable String mem;

    @Option(names = "--time", paramLabel = "LIMIT", description = "Default: ${DEFAULT-VALUE}.")
    private String time = "24:00:00";

    @Option(names = "--partition", paramLabel = "NAME")
    private @Nullable String partition;

    @Option(names = "--account", paramLabel = "NAME")
    private @Nullable String account;

    @Option(
            names = "--sbatch",
            paramLabel = "OPTION",
            description = "A further option of sbatch, as in --sbatch=--constraint=rome. May be repeated.")
    private List<String> sbatch = new ArrayList<>();

    @Option(
            names = "--mpi",
            paramLabel = "TYPE",
            description =
                    "What srun introduces ranks with: pmix (Open MPI), pmi2 (MPICH, Intel MPI), or another of srun --mpi=list. Default: pmix for several ranks, none for one.")
    private @Nullable String mpi;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Override one key of the configuration, in the scripts as well. May be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--program",
            paramLabel = "PATH",
            description = "The program as compute nodes find it. Default: this one.")
    private String program = System.getProperty(LAUNCHER, Program.NAME);

    @Override
    public Integer call() throws InterruptedException {
        RunConfiguration configuration = ConfigurationReader.read(file, settings);
        List<Integer> snapshots = snapshots(configuration);
        Path directory = Path.of("").toAbsolutePath();
        SlurmJob job = new SlurmJob(
                nodes,
                ranksPerNode,
                threads,
                time,
                Optional.ofNullable(mpi).or(() -> nodes * ranksPerNode > 1 ? Optional.of("pmix") : Optional.empty()),
                options(),
                settings,
                program,
                file.toAbsolutePath().normalize(),
                directory);
        SlurmMemory memory = memory(configuration, job);
        SlurmScripts scripts = new SlurmScripts(folder.toAbsolutePath().normalize(), job, memory, snapshots);
        if (configuration.simulation().hydro().isPresent()) {
            scripts.match();
        }
        scripts.run();
        if (hasResponse(configuration)) {
            scripts.response(configuration.output().toAbsolutePath().normalize());
        }
        scripts.pipeline();
        PrintWriter out = spec.commandLine().getOut();
        scripts.write(overwrite).forEach(out::println);
        out.println("memory of a node: " + MemorySize.format(memory.ofNode()) + ", for " + memory.reason());
        return 0;
    }

    /** Snapshots of the array; empty for a configuration of one. */
    private List<Integer> snapshots(RunConfiguration configuration) {
        if (!configuration.isLightCone()) {
            if (array != null) {
                throw new UsageException("--array is for the snapshots of a light cone, and " + file
                        + " has one snapshot, " + configuration.simulation().snapshot()
                        + "; give simulation.snapshots: [96, 90, ...] in its place, or leave --array out");
            }
            return List.of();
        }
        List<Integer> all = configuration.simulation().snapshots();
        return array == null || array.isEmpty() ? all : some(array, all);
    }

    private static List<Integer> some(String list, List<Integer> all) {
        List<Integer> some = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            String number = item.strip();
            Optional<Integer> found =
                    all.stream().filter(n -> n.toString().equals(number)).findFirst();
            some.add(found.orElseThrow(() -> new UsageException("--array " + list + ": '" + number
                    + "' is not among the simulation.snapshots " + all + "; give some of these, such as "
                    + all.getFirst())));
        }
        return some;
    }

    private List<String> options() {
        List<String> all = new ArrayList<>();
        if (partition != null) {
            all.add("--partition=" + partition);
        }
        if (account != null) {
            all.add("--account=" + account);
        }
        all.addAll(sbatch);
        return all;
    }

    /** From --mem, from the configuration, or from a plan with as much as one pass takes; in any case it is planned with. */
    private SlurmMemory memory(RunConfiguration configuration, SlurmJob job) throws InterruptedException {
        if (mem != null) {
            SlurmMemory memory = SlurmMemory.ofNode(MemorySize.parse("--mem", mem), ranksPerNode);
            if (configuration.memory().isPresent() && configuration.memory().getAsLong() > memory.ofRank()) {
                throw new UsageException("--mem " + mem + " leaves each of " + ranksPerNode + " ranks of a node "
                        + MemorySize.format(memory.ofRank()) + ", and memory of the configuration is "
                        + MemorySize.format(configuration.memory().getAsLong()) + "; raise --mem, or lower memory");
            }
            plan(ConfigurationReader.read(file, with("memory=" + memory.ofRank())), job);
            return memory;
        }
        if (configuration.memory().isPresent()) {
            plan(configuration, job);
            return SlurmMemory.ofRanks(configuration.memory().getAsLong(), ranksPerNode, "memory of the configuration");
        }
        return SlurmMemory.ofRanks(plan(configuration, job), ranksPerNode, "the plan");
    }

    private List<String> with(String setting) {
        List<String> all = new ArrayList<>(settings);
        all.add(setting);
        return all;
    }

    /** Bytes that the first rank takes; of a light cone, with its nearest snapshot, which has most halos. */
    private long plan(RunConfiguration configuration, SlurmJob job) throws InterruptedException {
        RunConfiguration one = configuration.isLightCone()
                ? configuration.member(configuration.simulation().snapshots().getFirst())
                : configuration;
        PlanReport report = Run.plan(
                one,
                new Run.Options("slurm", Product.OF_RUN, threads, Optional.empty()),
                new RankPlan(job.ranks(), job.ranksPerNode(), true));
        report.announcement().ifPresent(spec.commandLine().getErr()::println);
        return report.peak();
    }

    /** Whether there is something to respond, and something to measure it by. */
    private static boolean hasResponse(RunConfiguration configuration) {
        boolean dmo = configuration.fields().stream().anyMatch(FieldSpec.Dmo.class::isInstance);
        boolean hydro = configuration.fields().stream().anyMatch(FieldSpec.Hydro.class::isInstance);
        boolean measured =
                configuration.maps().isPresent() || configuration.power().isPresent();
        return dmo && hydro && configuration.fields().size() > 2 && measured;
    }
}
