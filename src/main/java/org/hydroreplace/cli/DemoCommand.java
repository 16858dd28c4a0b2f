package org.hydroreplace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.mock.MockPair;
import org.hydroreplace.mock.MockSettings;
import org.hydroreplace.pipeline.ConfigurationReader;
import org.hydroreplace.pipeline.Manifest;
import org.hydroreplace.pipeline.Product;
import org.hydroreplace.pipeline.ResponseFile;
import org.hydroreplace.pipeline.Run;
import org.hydroreplace.pipeline.RunSummary;
import org.hydroreplace.report.HtmlPage;
import org.hydroreplace.report.Pictures;
import org.hydroreplace.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: every field and product on a mock pair and on the bundled pair of real simulations. */
@Command(name = "demo", description = "Show everything on a small mock pair and on a bundled pair of real simulations.")
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class DemoCommand implements Callable<Integer> {
    private static final String REAL = "gadget4_L25N32_tiny";

    private static final MockSettings MOCK =
            MockSettings.DEFAULT.withParticles(64L * 64 * 64).withBoxSize(50);

    private static final String FIELDS = """
            fields:
              - dmo
              - hydro
              - {replace: {mass: [1.0e12, .inf], radius: 5.0, centre: dmo, overlap: union}}
              - {replace: {mass: [1.0e13, .inf], radius: 1.0, centre: recentred, overlap: most-massive}}
            maps: {grid: 256, assignment: tsc, axes: [x, y, z]}
            power: {grid: 128, planes: true, window: compensated}
            profiles: {edges: {min: 0.01, max: 5.0, bins: 30}}
            lens_planes: {grid: 128, realizations: 2, formats: [raw, lux, lenstools]}
            """;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            required = true,
            description = "Folder for the data and the products.")
    private Path output;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Files.createDirectories(output);
        } catch (IOException e) {
            throw new UsageException(
                    "output folder " + output + " cannot be written (" + AtomicFile.reason(e)
                            + "); choose another with --output",
                    e);
        }
        Path mock = output.resolve("mock");
        MockCommand.write(MOCK, mock, new ConsoleProgress());
        RunSummary mockRun = run(
                mock,
                MockPair.dmoOutput(mock),
                MockPair.hydroOutput(mock),
                99,
                Optional.of(MockPair.truthFile(mock)),
                out);
        Path real = output.resolve(REAL);
        unpack(real);
        RunSummary realRun = run(real, real.resolve("dmo"), real.resolve("hydro"), 3, Optional.empty(), out);
        HtmlPage page = new HtmlPage("hydro-replace: demonstration");
        page.lead(
                "Gravity only (dmo), full physics (hydro), and gravity only with halos replaced by their full-physics partners (replace): of a mock pair with"
                        + " known truth and of a real pair of GADGET-4 runs (25 Mpc/h, 2 x 32^3 particles, z = 0).");
        page.foot(RunReport.foot(Manifest.read(realRun.folder())));
        RunReport.append(page, realRun.folder(), "GADGET-4: ");
        RunReport.append(page, mockRun.folder(), "Mock: ");
        AtomicFile.writeString(output.resolve(RunReport.NAME), page.html());
        Pictures.obstacle().ifPresent(out::println);
        out.println("demonstration: " + output.resolve(RunReport.NAME));
        return 0;
    }

    private static RunSummary run(
            Path folder, Path dmo, Path hydro, int snapshot, Optional<Path> truth, PrintWriter out)
            throws InterruptedException {
        Path configuration = folder.resolve("config.yaml");
        AtomicFile.writeString(
                configuration,
                "simulation: {dmo: " + ConfigOptions.quoted(dmo.toString()) + ", hydro: "
                        + ConfigOptions.quoted(hydro.toString()) + ", snapshot: " + snapshot + "}\n" + FIELDS
                        + "output: "
                        + ConfigOptions.quoted(folder.resolve("out").toString()) + "\n");
        Run.Options options =
                new Run.Options("demo", Product.OF_RUN, Runtime.getRuntime().availableProcessors(), truth);
        RunSummary summary =
                Run.execute(ConfigurationReader.read(configuration, List.of()), options, new ConsoleProgress());
        Results.print(summary, out);
        ResponseFile.write(summary.folder(), ResponseCommand.FLOOR, options.threads());
        return summary;
    }

    /** Writes the bundled simulations out of the program into a folder. */
    private static void unpack(Path folder) {
        List<String> files = new ArrayList<>();
        for (String run : List.of("dmo", "hydro")) {
            for (int part = 0; part < 2; part++) {
                files.add(run + "/snapdir_003/snap_003." + part + ".hdf5");
                files.add(run + "/groups_003/fof_subhalo_tab_003." + part + ".hdf5");
            }
        }
        for (String file : files) {
            try (InputStream in =
                    DemoCommand.class.getResourceAsStream("/org/hydroreplace/demo/" + REAL + "/" + file)) {
                if (in == null) {
                    throw new IllegalStateException("the bundled file " + file + " is missing from the program");
                }
                Path target = folder.resolve(file);
                Files.createDirectories(target.resolveSibling("."));
                AtomicFile.write(target, in.readAllBytes());
            } catch (IOException e) {
                throw new UsageException(
                        "output folder " + folder + " cannot be written (" + AtomicFile.reason(e)
                                + "); choose another with --output",
                        e);
            }
        }
    }
}
