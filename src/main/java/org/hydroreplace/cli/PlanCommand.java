package org.hydroreplace.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hydroreplace.parallel.RankEnvironment;
import org.hydroreplace.pipeline.MemorySize;
import org.hydroreplace.pipeline.PlanReport;
import org.hydroreplace.pipeline.Product;
import org.hydroreplace.pipeline.RankPlan;
import org.hydroreplace.pipeline.RunConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plan}: what {@code run} would read, take and write. */
@Command(
        name = "plan",
        description = {
            "Say what run would read, take of memory and write, and in how many passes.",
            "Of a light cone it is the nearest snapshot, or that of --snapshot; members are made one after the other.",
            "Reads headers, and the group catalogues, on whose halos the memory depends; no particles."
        })
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions options;

    @Option(names = "--json", description = "Print JSON, amounts in bytes.")
    private boolean json;

    @Option(
            names = "--ranks",
            paramLabel = "R",
            description = "Plan for so many ranks; --memory is for each. Default: those of mpirun or srun, else 1.")
    private int ranks = Math.max(1, RankEnvironment.of(System.getenv()).size());

    @Option(
            names = "--ranks-per-node",
            paramLabel = "K",
            description = "How many of them share a node. Default: ${DEFAULT-VALUE}.")
    private int ranksPerNode = 1;

    @Override
    public Integer call() throws InterruptedException {
        RunConfiguration configuration = options.read();
        if (configuration.isLightCone()) {
            configuration = configuration.member(configuration.simulation().snapshot());
        }
        boolean given = configuration.memory().isPresent();
        PlanReport report =
                options.plan("plan", configuration, Product.OF_RUN, new RankPlan(ranks, ranksPerNode, given));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(report.json());
            out.flush();
        } else {
            print(report.values(), "", out);
        }
        return 0;
    }

    /** Prints nested maps, one value a line; whatever is in bytes is told as people read it too. */
    private static void print(Map<?, ?> values, String path, PrintWriter out) {
        values.forEach((key, value) -> {
            String name = key.toString().replace('_', ' ');
            String full = path.isEmpty() ? name : path + ", " + name;
            if (value instanceof Map<?, ?> map) {
                print(map, full, out);
            } else if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    out.println(full + ", " + i + ": " + amount(full, ((Number) list.get(i)).longValue()));
                }
            } else if (value instanceof Number number) {
                out.println(full + ": " + amount(full, number.longValue()));
            } else {
                out.println(full + ": " + value);
            }
        });
    }

    private static String amount(String name, long value) {
        String digits = String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
        boolean bytes = (name.startsWith("memory") || name.contains("bytes")) && !name.contains("sets");
        return bytes ? MemorySize.format(value) + " (" + digits + " bytes)" : digits;
    }
}
