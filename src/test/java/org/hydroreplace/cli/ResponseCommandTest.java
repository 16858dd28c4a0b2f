package org.hydroreplace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hydroreplace.io.Checksum;
import org.hydroreplace.pipeline.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code response} on the bundled pair. */
final class ResponseCommandTest {
    private static final String YAML = """
            fields: [dmo, hydro, {replace: {mass: [1.0e12, 1.0e13], radius: 1}}, {replace: {mass: [1.0e12, 1.0e13], radius: 4}},
              {replace: {mass: [1.0e13, .inf], radius: 1}}, {replace: {mass: [1.0e13, .inf], radius: 4}},
              {replace: {mass: [1.0e12, .inf], radius: 1}}, {replace: {mass: [1.0e12, .inf], radius: 4}},
              {replace: {mass: [1.0e12, .inf], radius: 4, centre: recentred}, name: moved}]
            maps: {grid: 32, axes: [x, z]}
            power: {grid: 16, folds: [2]}
            """;

    @TempDir
    private Path folder;

    private CommandLineCase user;
    private Path output;

    @BeforeEach
    void begin() {
        user = new CommandLineCase(folder);
        output = folder.resolve("products");
    }

    private void run(String yaml) throws Exception {
        assertThat(user.run("run", user.configuration(yaml).toString(), "--no-report", "--output", output.toString()))
                .as(user.err())
                .isZero();
    }

    private String response(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "response";
        arguments[1] = output.toString();
        arguments[2] = "--no-report";
        System.arraycopy(more, 0, arguments, 3, more.length);
        assertThat(user.run(arguments)).as(user.err()).isZero();
        return Checksum.sha256(output.resolve("response.h5"));
    }

    @Test
    void everyStatisticHasItsTableAndTheIdentitiesHold() throws Exception {
        user.pair();
        run(YAML);
        String sum = response("--threads", "1");
        assertThat(response("--threads", "3")).isEqualTo(sum);
        try (HdfFile file = new HdfFile(output.resolve("response.h5"));
                HdfFile power = new HdfFile(output.resolve("power.h5"))) {
            List<String> statistics =
                    List.of("power", "power_folded_2", "plane_power", "variance", "skewness", "kurtosis", "pdf");
            for (String name : statistics) {
                Group group = (Group) file.getByPath("/" + name);
                int[] shape = file.getDatasetByPath(name + "/F").getDimensions();
                assertThat(shape[0]).isEqualTo(3);
                assertThat(shape[1]).isEqualTo(2);
                for (String table : List.of("tiles", "additive", "non_additivity")) {
                    assertThat(file.getDatasetByPath(name + "/" + table).getDimensions())
                            .isEqualTo(shape);
                }
                assertThat(group.getChildren().containsKey("F_error")).isEqualTo(!name.contains("folded"));
                for (double f : column(file, name + "/fields/dmo/F")) {
                    assertThat(f).isIn(0.0, Double.NaN);
                }
                for (double f : column(file, name + "/fields/hydro/F")) {
                    assertThat(f).isIn(1.0, Double.NaN);
                }
                assertThat(column(file, name + "/fields/moved/F")).hasSize(shape[2]);
            }
            double[] dmo = column(power, "dmo/power");
            double[] hydro = column(power, "hydro/power");
            double[] all = column(power, "replace-M12.0-inf-R4.0/power");
            double[] light = column(power, "replace-M12.0-13.0-R4.0/power");
            double[] heavy = column(power, "replace-M13.0-inf-R4.0/power");
            double[][][] fraction = cube(file, "power/F");
            double[][][] additive = cube(file, "power/additive");
            assertThat(column(file, "mass_max"))
                    .containsExactly(1e13, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
            for (int b = 0; b < dmo.length; b++) {
                double difference = hydro[b] - dmo[b];
                if (Math.abs(difference) < 1e-4 * dmo[b]) {
                    assertThat(fraction[1][1][b]).isNaN();
                } else {
                    assertThat(fraction[1][1][b]).isCloseTo((all[b] - dmo[b]) / difference, within(1e-12));
                    assertThat(additive[1][1][b])
                            .isCloseTo((light[b] + heavy[b] - 2 * dmo[b]) / difference, within(1e-9));
                }
            }
        }
        Map<?, ?> manifest = Manifest.read(output);
        assertThat(String.valueOf(manifest.get("products"))).contains("response.h5", sum, "power.h5");
        assertThat(manifest.get("state")).isEqualTo("complete");
    }

    private static double[] column(HdfFile file, String path) {
        return (double[]) file.getDatasetByPath(path).getData();
    }

    private static double[][][] cube(HdfFile file, String path) {
        return (double[][][]) file.getDatasetByPath(path).getData();
    }

    @Test
    void aHighFloorLeavesNothingDefined() throws Exception {
        user.pair();
        run("fields: [dmo, hydro]\nmaps: {grid: 16, axes: [x]}\n");
        response("--floor", "1e6");
        try (HdfFile file = new HdfFile(output.resolve("response.h5"))) {
            assertThat(column(file, "variance/fields/hydro/F")).containsOnly(Double.NaN);
            assertThat(file.getChildren()).doesNotContainKeys("radius", "power");
        }
        assertThat(user.run("response", output.toString())).as(user.err()).isZero();
        assertThat(Files.readString(output.resolve("report.html"))).contains("<h2>Responses</h2>");
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        user.pair();
        user.refused(
                3,
                "DIR/products/manifest.json cannot be read; give the output folder of a run",
                "response",
                output.toString());
        run("fields: [dmo]\nmaps: {grid: 16, axes: [x]}\n");
        user.refused(
                3,
                "DIR/products/run.yaml has no field hydro, and a response is measured from dmo to hydro; add it to fields and run again",
                "response",
                output.toString());
        user.refused(
                2,
                "--floor is -1.0 and must be a number from 0 upwards, such as 1e-4",
                "response",
                output.toString(),
                "--floor",
                "-1");
        user.refused(2, "--threads is 0 and must be 1 or more", "response", output.toString(), "--threads", "0");
        Path other = folder.resolve("other");
        assertThat(user.run(
                        "match", user.configuration("fields: [dmo, hydro]\n").toString(), "--output", other.toString()))
                .as(user.err())
                .isZero();
        user.refused(
                3,
                "DIR/other holds no statistic of both dmo and hydro; run its configuration with power or maps first",
                "response",
                other.toString());
    }
}
