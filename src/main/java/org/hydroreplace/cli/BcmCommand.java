package org.hydroreplace.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hydroreplace.baryons.TwoHalo;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.pipeline.HaloModel;
import org.hydroreplace.report.HaloModelFigure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bcm}: one halo of a baryonic correction model as a table. */
@Command(
        name = "bcm",
        description = {
            "Print one halo of a baryonic correction model as CSV: displacement, enclosed masses, densities.",
            "Lengths are comoving; the displacement is that before any taper."
        })
@SuppressWarnings("NullAway.Init") // fields are set by picocli
final class BcmCommand implements Callable<Integer> {
    /** The radii of the tables in the literature, 200 from 1e-3 to 30 Mpc/h, go on inwards to 1e-6 Mpc/h. */
    private static final int OUTWARDS = 199;

    private static final int INWARDS = 133;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME",
            description = "schneider19, schneider25, arico20 or mead20.")
    private String model;

    @Option(names = "--mass", required = true, paramLabel = "M", description = "M200c, Msun/h.")
    private double mass;

    @Option(names = "--redshift", defaultValue = "0", paramLabel = "Z", description = "Default: ${DEFAULT-VALUE}.")
    private double redshift;

    @Option(
            names = {"--variant", "--slope"},
            paramLabel = "V",
            description = "Form of the model; docs/models.md lists them.")
    private @Nullable String variant;

    @Option(names = "--no-two-halo", description = "Leave the matter of other halos out.")
    private boolean withoutTwoHalo;

    @Option(
            names = "--concentration",
            paramLabel = "C",
            description = "diemer15, diemer19, duffy08 or a number. Default: what the model was made with.")
    private @Nullable String concentration;

    @Option(
            names = "--set",
            paramLabel = "PARAMETER=VALUE",
            description = "A parameter of the model, in Msun/h and Mpc/h.")
    private String[] settings = {};

    @Option(
            names = "--cosmology",
            paramLabel = "FILE",
            description = "YAML with omega_m, omega_b, h, sigma8 and n_s. Default: IllustrisTNG's.")
    private @Nullable Path cosmology;

    @Option(
            names = "--radii",
            arity = "3",
            paramLabel = "R",
            description = "First and last radius, Mpc/h, and their number. Default: 333 from 1e-6 to 30.")
    private double[] radii = {};

    @Option(
            names = "--figure",
            paramLabel = "FILE.png",
            description = "Draw densities, masses and displacement as well.")
    private @Nullable Path figure;

    @Override
    public Integer call() {
        if (!(mass >= 1e6 && mass <= 1e18)) {
            throw new UsageException("--mass must be from 1e6 to 1e18 Msun/h and is " + mass + "; change it");
        }
        if (!(redshift >= 0 && redshift <= 20)) {
            throw new UsageException("--redshift must be from 0 to 20 and is " + redshift + "; change it");
        }
        HaloModel halo = new HaloModel(
                model,
                Optional.ofNullable(variant),
                withoutTwoHalo ? TwoHalo.LEFT_OUT : TwoHalo.INCLUDED,
                parameters(),
                Optional.ofNullable(concentration),
                Optional.ofNullable(cosmology),
                mass,
                redshift);
        double[] grid = grid();
        PrintWriter out = spec.commandLine().getOut();
        halo.heading().forEach(line -> out.println("# " + line));
        out.println(halo.columns());
        for (double r : grid) {
            out.println(halo.row(r));
        }
        out.flush();
        if (figure != null) {
            HaloModelFigure.write(model, halo.halo(), figure);
        }
        return 0;
    }

    private Map<String, Double> parameters() {
        Map<String, Double> parameters = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            try {
                parameters.put(
                        setting.substring(0, Math.max(0, equals)), Double.parseDouble(setting.substring(equals + 1)));
            } catch (NumberFormatException e) {
                throw new UsageException(
                        "--set " + setting + " is not of the form parameter=number, such as M_c=1e13; change it", e);
            }
        }
        return parameters;
    }

    private double[] grid() {
        if (radii.length == 0) {
            double[] grid = new double[INWARDS + OUTWARDS + 1];
            for (int i = 0; i < grid.length; i++) {
                grid[i] = 1e-3 * StrictMath.pow(3e4, (i - INWARDS) / (double) OUTWARDS);
            }
            return grid;
        }
        int count = (int) radii[2];
        if (!(radii[0] > 0
                && radii[1] > radii[0]
                && radii[1] < 1e6
                && count == radii[2]
                && count > 1
                && count <= 1e6)) {
            throw new UsageException("--radii " + radii[0] + " " + radii[1] + " " + radii[2]
                    + " are not two rising positive radii in Mpc/h and how many of them; change them");
        }
        double[] grid = new double[count];
        for (int i = 0; i < count; i++) {
            grid[i] = radii[0] * StrictMath.pow(radii[1] / radii[0], i / (count - 1.0));
        }
        return grid;
    }
}
