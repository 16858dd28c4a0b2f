package org.hydroreplace.pipeline;

import static org.hydroreplace.pipeline.Configurations.SIMULATION;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Complaints about the list of fields, word for word. */
class FieldsReaderTest {
    private static final String KINDS = "(known here: bcm, dmo, hydro, name, replace, replace-grid)";

    @TempDir
    private Path folder = Path.of("");

    private void refused(String message, String fields) {
        Configurations.assertRefused(folder, "c.yaml: " + message, SIMULATION + "fields: " + fields);
    }

    @Test
    void fieldsAreAListThatIsNotEmpty() {
        for (String value : new String[] {"dmo", "[]"}) {
            refused(
                    "fields must be a list such as [dmo, hydro, {replace: {mass: [1.0e12, .inf], radius: 5.0}}]"
                            + " and is '" + value + "'; change it",
                    value);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [dmo, {name: x}]           | fields[1] names no field; give dmo, hydro, replace, bcm or replace-grid
            [dmo, null]                | fields[1] names no field; give dmo, hydro, replace, bcm or replace-grid
            [{dmo: , hydro: }]         | unknown key fields[0].hydro; did you mean fields[0].dmo? (known here: dmo, name)
            [{dmo: {radius: 5}}]       | unknown key fields[0].dmo.radius; nothing can be set here, remove it
            [{hydro: 5}]               | fields[0].hydro must be a section of keys and is 5; see the README for an example
            [{replace: {raduis: 5}}]   | unknown key fields[0].replace.raduis; did you mean fields[0].replace.radius? (known here: centre, mass, name, overlap, radius)
            [{replace: {radius: 0}}]   | fields[0].replace.radius must be a number from 1.0E-6 to 1000000.0 and is 0; change it
            [{replace: {radius: .inf}}] | fields[0].replace.radius must be a number from 1.0E-6 to 1000000.0 and is Infinity; change it
            [{replace: {centre: hydro}}] | fields[0].replace.centre must be one of dmo, recentred and is 'hydro'; change it
            [{replace: {overlap: most_massive}}] | fields[0].replace.overlap must be one of union, most-massive and is 'most_massive'; change it
            [{replace: {mass: [1e13, 1e12]}}] | fields[0].replace.mass must be two rising numbers from 0.0 to .inf, such as [1.0e12, .inf] and is [1.0E13, 1.0E12]; change it
            [{replace: {mass: [-1, 1e12]}}] | fields[0].replace.mass must be a number from 0.0 to .inf and is [-1, 1.0E12]; change it
            [{replace: {mass: [1e12, null]}}] | fields[0].replace.mass must be two rising numbers from 0.0 to .inf, such as [1.0e12, .inf] and is [1.0E12, null]; change it
            [{bcm: }]                  | fields[0].bcm.model is missing; add it
            [{bcm: {model: schneider20}}] | fields[0].bcm: unknown baryonic correction model schneider20; did you mean schneider25? (known: schneider19, schneider25, arico20, mead20)
            [{bcm: {model: schneider25, slope: bounded}}] | unknown key fields[0].bcm.slope; did you mean fields[0].bcm.model? (known here: bias, concentration, model, outer_radius, parameters, radius, taper, two_halo, variant)
            [{bcm: {model: schneider25, variant: autor}}] | fields[0].bcm: schneider25: variant must be one of author, baryonforge and is autor; did you mean author?
            [{bcm: {model: mead20, parameters: {etab: 1}}}] | fields[0].bcm: mead20: unknown parameter etab; did you mean eta? (known here: A_star, Gamma, M_0, M_star, T_AGN, beta, cdelta, eps1, eps2, epsilon_h, eta, eta_b, nu_A_star, nu_Gamma, nu_M_star, nu_eps1, p, q, sigma_star)
            [{bcm: {model: mead20, parameters: {eta_b: many}}}] | fields[0].bcm.parameters.eta_b must be a number from -1.7976931348623157E308 to 1.7976931348623157E308 and is 'many'; change it
            [{bcm: {model: arico20, parameters: 5}}] | fields[0].bcm.parameters must be a section of keys and is 5; see the README for an example
            [{bcm: {model: arico20, concentration: duffy}}] | fields[0].bcm: There is no concentration 'duffy': choose diemer15, diemer19, duffy08 or a number of 0.1 to 1000.
            [{bcm: {model: arico20, outer_radius: 0}}] | fields[0].bcm.outer_radius must be a number from 0.1 to 1000.0 and is 0; change it
            [{bcm: {model: arico20, taper: cosine}}] | fields[0].bcm.taper must be one of linear, none and is 'cosine'; change it
            [{bcm: {model: arico20}}, {bcm: {model: arico20, radius: model}}] | two fields are called bcm-arico20; remove one or give it another name: {..., name: NAME}
            [{replace-grid: , name: x}] | fields[0]: replace-grid makes 32 fields with names of their own; remove name
            [{replace-grid: {radius: 1}}] | unknown key fields[0].replace-grid.radius; nothing can be set here, remove it
            [dmo, hydro, dmo]          | two fields are called dmo; remove one or give it another name: {..., name: NAME}
            [replace, {hydro: , name: replace-M12.0-inf-R5.0}] | two fields are called replace-M12.0-inf-R5.0; remove one or give it another name: {..., name: NAME}
            [{dmo: , name: a/b}]       | the field name 'a/b' may hold only letters, digits, points, plus signs, hyphens and underscores; change it
            [{dmo: , name: .hidden}]   | the field name '.hidden' may hold only letters, digits, points, plus signs, hyphens and underscores; change it
            [{dmo: , name: [a]}]       | fields[0].name must be text and is [a]; change it
            [{replace: {mass: [9e11, .inf]}}] | the field replace-M11.9542-inf-R5.0 replaces halos from 9.0E11 Msun/h, but only halos from matching.min_mass = 1.0E12 Msun/h are matched; raise the one or lower the other
            """)
    void fieldsAreChecked(String fields, String message) {
        refused(message, fields);
    }

    @Test
    void misspeltKindsAreUnknownKeys() {
        refused("unknown key fields[0].replac; did you mean fields[0].replace? " + KINDS, "[replac]");
        refused("unknown key fields[1].5; did you mean fields[1].bcm? " + KINDS, "[dmo, 5]");
    }

    @Test
    void fieldsOfHydroMatterNeedAHydroRun() {
        for (String field : new String[] {"hydro", "replace"}) {
            Configurations.assertRefused(
                    folder,
                    "c.yaml: the field " + (field.equals("hydro") ? field : "replace-M12.0-inf-R5.0")
                            + " needs a hydro run; set simulation.hydro or remove the field",
                    "simulation: {dmo: d, snapshot: 1}\nfields: [" + field + "]");
        }
    }

    @Test
    void theMinimumMassOfTheMatchingMovesTheLimit() {
        Configurations.assertRefused(
                folder,
                "c.yaml: the field replace-M12.0-12.5-R0.5 replaces halos from 1.0E12 Msun/h, but only halos from"
                        + " matching.min_mass = 2.0E12 Msun/h are matched; raise the one or lower the other",
                SIMULATION + "matching: {min_mass: 2e12}\nfields: [replace-grid]");
        Configurations.read(
                folder, SIMULATION + "matching: {min_mass: 9e11}\nfields: [{replace: {mass: [9e11, 1e12]}}]");
    }

    @Test
    void moreFieldsThanBitsAreRefused() {
        StringBuilder fields = new StringBuilder("[replace-grid");
        for (int i = 0; i < 33; i++) {
            fields.append(", {dmo: , name: d").append(i).append('}');
        }
        refused(
                "65 fields are more than one run can make (64); split them over several configurations",
                fields.append(']').toString());
    }
}
