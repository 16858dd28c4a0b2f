package org.hydroreplace.pipeline;

import static org.hydroreplace.pipeline.Configurations.SIMULATION;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every complaint about a configuration, word for word. */
class ConfigurationMessagesTest {
    private static final String ROOT_KEYS =
            "(known here: cosmology, fields, lens_planes, maps, matching, memory, output, power, profiles, simulation)";

    @TempDir
    private Path folder = Path.of("");

    private void refused(String message, String yaml, String... settings) {
        Configurations.assertRefused(folder, message, yaml, settings);
    }

    @Test
    void misspeltSectionsAreNamedBeforeWhatTheyMakeMissing() {
        refused("c.yaml: unknown key simulaton; did you mean simulation? " + ROOT_KEYS, "simulaton: {dmo: d}");
        refused("c.yaml: unknown key map; did you mean maps? " + ROOT_KEYS, SIMULATION + "map: {grid: 8}");
        refused(
                "c.yaml: unknown key simulation.snaphsot; did you mean simulation.snapshot?"
                        + " (known here: dmo, hydro, snapshot, snapshots)",
                "simulation: {dmo: d, snaphsot: 3}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            maps: {gird: 8}        | unknown key maps.gird; did you mean maps.grid? (known here: assignment, axes, grid)
            matching: {minmass: 1} | unknown key matching.minmass; did you mean matching.min_mass? (known here: mass_ratio, max_separation, min_mass)
            cosmology: {ns: 1}     | unknown key cosmology.ns; did you mean cosmology.n_s? (known here: n_s, normalization, omega_b, power, radiation, sigma8)
            maps: {grid: 3}        | maps.grid must be a whole number from 4 to 46340 and is 3; change it
            maps: {grid: 46341}    | maps.grid must be a whole number from 4 to 46340 and is 46341; change it
            maps: {grid: 64.0}     | maps.grid must be a whole number from 4 to 46340 and is 64.0; change it
            maps: {grid: '64'}     | maps.grid must be a whole number from 4 to 46340 and is '64'; change it
            maps: {assignment: Tsc} | maps.assignment must be one of ngp, cic, tsc, pcs and is 'Tsc'; change it
            maps: {axes: x}        | maps.axes must be a list of different values out of x, y, z and is 'x'; change it
            maps: {axes: []}       | maps.axes must be a list of different values out of x, y, z and is []; change it
            maps: {axes: [x, x]}   | maps.axes must be a list of different values out of x, y, z and is [x, x]; change it
            maps: {axes: [x, w]}   | maps.axes must be one of x, y, z and is [x, w]; change it
            maps: 64               | maps must be a section of keys and is 64; see the README for an example
            matching: {min_mass: 0} | matching.min_mass must be a number from 1.0 to 1.0E20 and is 0; change it
            matching: {min_mass: .inf} | matching.min_mass must be a number from 1.0 to 1.0E20 and is Infinity; change it
            matching: {max_separation: .nan} | matching.max_separation must be a number from 1.0E-6 to 1000000.0 and is NaN; change it
            matching: {min_mass: many} | matching.min_mass must be a number from 1.0 to 1.0E20 and is 'many'; change it
            matching: {mass_ratio: 2} | matching.mass_ratio must be two rising numbers from 1.0E-6 to 1000000.0, such as [1.0e12, .inf] and is 2; change it
            matching: {mass_ratio: [2, 1]} | matching.mass_ratio must be two rising numbers from 1.0E-6 to 1000000.0, such as [1.0e12, .inf] and is [2, 1]; change it
            matching: {mass_ratio: [1, 2, 3]} | matching.mass_ratio must be two rising numbers from 1.0E-6 to 1000000.0, such as [1.0e12, .inf] and is [1, 2, 3]; change it
            matching: {mass_ratio: [0, 2]} | matching.mass_ratio must be a number from 1.0E-6 to 1000000.0 and is [0, 2]; change it
            cosmology: {sigma8: 81} | cosmology.sigma8 must be a number from 0.01 to 10.0 and is 81; change it
            output: [a]            | output must be text and is [a]; change it
            memory: lots           | memory must be an amount of memory such as 16GiB and is 'lots'; change it
            memory: 16             | memory must be an amount of memory from 1MiB on and is '16'; change it
            power: {}              | power asks for no spectra; add power.grid for those in three dimensions, such as grid: 512, or maps for theirs
            power: {planes: true}  | power.planes needs the maps whose spectra it holds; add a section such as maps: {grid: 1024}
            {maps: {}, power: {planes: false}} | power asks for no spectra; add power.grid for those in three dimensions, such as grid: 512, or maps for theirs
            {maps: {}, power: {interlaced: true}} | power.interlaced is of spectra in three dimensions, and power.grid is missing; add the cells along a side, such as grid: 512
            power: {grid: 30, jackknife: 4} | power.jackknife is 4 sub-boxes along a side, and power.grid of 30 cells cannot be cut into them; give a factor of the grid from 2 to 7, or 0 for no errors
            power: {grid: 32, folds: [1]} | power.folds must be a list of different whole numbers from 2 to 64, such as [4, 16] and is [1]; change it
            power: {grid: 32, multipoles: [u]} | power.multipoles must be one of x, y, z and is [u]; change it
            power: {grid: 32, precision: half} | power.precision must be one of single, double and is 'half'; change it
            power: {grid: 32, cross: dmo} | power.cross must be a list of names of fields, such as [dmo] and is 'dmo'; change it
            power: {grid: 32, cross: [gas]} | power.cross names gas, which is not among the fields with spectra; they are dmo, hydro, replace-M12.0-inf-R5.0
            {maps: {}, power: {planes: 1}} | power.planes must be true or false and is 1; change it
            {maps: {}, power: {window: tsc}} | power.window must be one of compensated, none and is 'tsc'; change it
            {maps: {}, power: {windows: none}} | unknown key power.windows; did you mean power.window? (known here: assignment, cross, fields, folds, grid, interlaced, jackknife, multipoles, planes, precision, window)
            {maps: {}, power: {grid: 3}} | power.grid must be a whole number from 4 to 8192 and is 3; change it
            {maps: {}, power: {fields: dmo}} | power.fields must be a list of names of fields, such as [dmo, hydro] and is 'dmo'; change it
            {maps: {}, power: {fields: [hydo]}} | power.fields names hydo, which is not a field of this configuration; did you mean hydro?
            {maps: {}, profiles: {bins: 3}} | unknown key profiles.bins; did you mean profiles.edges? (known here: centre, edges, fields, mass_bins, radii)
            profiles: {edges: 3}   | profiles.edges must be a section of keys and is 3; see the README for an example
            profiles: {edges: {min: 0}} | profiles.edges.min must be a number from 1.0E-6 to 1000.0 and is 0; change it
            profiles: {edges: {min: 7}} | profiles.edges.min is 7.0 and profiles.edges.max 5.0; the edges must rise, change one
            profiles: {edges: {bins: 0}} | profiles.edges.bins must be a whole number from 1 to 1000 and is 0; change it
            profiles: {edges: {step: 1}} | unknown key profiles.edges.step; did you mean profiles.edges.bins? (known here: bins, max, min)
            profiles: {edges: [1]} | profiles.edges must be rising numbers from 0.0 to 1000.0, such as [0.01, 0.1, 1, 5] and is [1]; change it
            profiles: {edges: [0, 2, 2]} | profiles.edges must be rising numbers from 0.0 to 1000.0, such as [0.01, 0.1, 1, 5] and is [0, 2, 2]; change it
            profiles: {radii: [0, 1]} | profiles.radii must be rising numbers from 1.0E-6 to 1000.0, such as [0.5, 1, 5] and is [0, 1]; change it
            profiles: {centre: hydro} | profiles.centre must be one of own, dmo and is 'hydro'; change it
            profiles: {mass_bins: [1e12]} | profiles.mass_bins must be rising numbers from 1.0 to .inf, such as [1.0e12, 1.0e13, .inf] and is [1.0E12]; change it
            profiles: {fields: [replace]} | profiles.fields names replace, which is not a field of this configuration; did you mean replace-M12.0-inf-R5.0?
            {fields: [replace], profiles: {}} | profiles are taken of all fields but replaced ones, and there is no other; add one, or name some in profiles.fields
            lens_planes: {gird: 8} | unknown key lens_planes.gird; did you mean lens_planes.grid? (known here: assignment, content, formats, grid, planes_per_snapshot, realizations, seed, transforms)
            lens_planes: {grid: 3} | lens_planes.grid must be a whole number from 4 to 46340 and is 3; change it
            lens_planes: {realizations: 0} | lens_planes.realizations must be a whole number from 1 to 10000 and is 0; change it
            lens_planes: {planes_per_snapshot: 128} | lens_planes.planes_per_snapshot must be a whole number from 1 to 127 and is 128; change it
            lens_planes: {seed: 4294967296} | lens_planes.seed must be a whole number from 0 to 4294967295 and is 4294967296; change it
            lens_planes: {content: kappa} | lens_planes.content must be one of mass, delta and is 'kappa'; change it
            lens_planes: {formats: [fits]} | lens_planes.formats must be one of raw, lux, lenstools and is [fits]; change it
            lens_planes: {formats: raw} | lens_planes.formats must be a list of different values out of raw, lux, lenstools and is 'raw'; change it
            lens_planes: {assignment: ngb} | lens_planes.assignment must be one of ngp, cic, tsc, pcs and is 'ngb'; change it
            lens_planes: {transforms: random} | lens_planes.transforms must be numpy, lux or the path of a transforms.h5 and is 'random'; change it
            """)
    void keysAndValuesAreChecked(String yaml, String message) {
        refused("c.yaml: " + message, SIMULATION + (yaml.startsWith("{") ? inner(yaml) : yaml));
    }

    /** Several sections of one line, one a line. */
    private static String inner(String yaml) {
        return yaml.substring(1, yaml.length() - 1)
                .replaceAll("}, (?=power|profiles)|], (?=profiles)", "$0\n")
                .replaceAll(", \n", "\n");
    }

    @Test
    void theSimulationIsRequired() {
        refused("c.yaml: simulation.dmo is missing; add it", "");
        refused("c.yaml: simulation.dmo is missing; add it", "# nothing\n");
        refused("c.yaml: simulation.snapshot is missing; add it", "simulation: {dmo: d}");
        refused(
                "c.yaml: simulation.snapshot must be a whole number from 0 to 99999999 and is -1; change it",
                "simulation: {dmo: d, snapshot: -1}");
        refused(
                "c.yaml: simulation.snapshot is 67, which is not in simulation.snapshots [99, 96]; give one of these, or none"
                        + " to make them all",
                "simulation: {dmo: d, snapshot: 67, snapshots: [99, 96]}");
        for (String list : List.of("96", "[]", "[96, 96]", "[96, -1]", "[96, a]")) {
            refused(
                    "c.yaml: simulation.snapshots must be a list of different whole numbers from 0 to 99999999, near to"
                            + " far, such as [96, 90] and is " + list + "; change it",
                    "simulation: {dmo: d, snapshots: " + list + "}");
        }
        refused(
                "c.yaml: simulation.dmo must be text and is {a=1}; change it",
                "simulation: {dmo: {a: 1}, snapshot: 1}");
    }

    @Test
    void otherDocumentsAreRefused() {
        refused("c.yaml: the file must be a section of keys and is [a, b]; see the README for an example", "[a, b]");
        refused("c.yaml: the file must be a section of keys and is 'text'; see the README for an example", "text");
    }

    @Test
    void invalidYamlIsExplainedInOneLine() {
        String file = folder.resolve("c.yaml").toString();
        refused(
                file + " is not valid YAML: while parsing a flow mapping, in reader, line 1, column 7:, maps: {grid: 8,"
                        + " ^, expected ',' or '}', but got <stream end>, in reader, line 2, column 1:, ^; mend it",
                "maps: {grid: 8\n");
        refused(
                file + " is not valid YAML: while constructing a mapping, in reader, line 1, column 1:, a: 1, ^,"
                        + " found duplicate key a, in reader, line 2, column 1:, a: 2, ^; mend it",
                "a: 1\na: 2\n");
    }

    @Test
    void settingsAreCheckedLikeTheFile() {
        for (String setting : new String[] {"maps.grid", "=3", ".=3", "maps.=3", ".grid=3", "maps..grid=3"}) {
            refused(
                    "--set " + setting + " is not of the form key=value, such as maps.grid=512; change it",
                    SIMULATION,
                    setting);
        }
        refused(
                "--set fields=[dmo has a value that is not valid YAML; quote it for the shell",
                SIMULATION,
                "fields=[dmo");
        refused(
                "c.yaml: unknown key maps.gird; did you mean maps.grid? (known here: assignment, axes, grid)",
                SIMULATION,
                "maps.gird=8");
        refused("c.yaml: output must be text and is {x=1}; change it", SIMULATION + "output: out\n", "output.x=1");
        refused("c.yaml: simulation.dmo is missing; add it", SIMULATION, "simulation.dmo=");
    }
}
