package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hydroreplace.baryons.Correction;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.Replacement;
import org.hydroreplace.field.Replacement.Centre;
import org.hydroreplace.field.Replacement.Overlap;
import org.hydroreplace.halo.MatchCriteria;
import org.hydroreplace.io.UsageException;
import org.jspecify.annotations.Nullable;

/** Reads the list of fields of a configuration. */
final class FieldsReader {
    /** Groups that every product has beside its fields. */
    private static final Set<String> RESERVED = Set.of("Code", "Cosmology", "Parameters");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

    /** Mass edges and radii of the published models (arXiv:2603.11815): each bin and each threshold at each radius. */
    private static final double[] GRID_EDGES = {1e12, StrictMath.pow(10, 12.5), 1e13, StrictMath.pow(10, 13.5), 1e15};

    private static final double[] GRID_RADII = {0.5, 1, 3, 5};

    private final String file;
    private final MatchCriteria matching;
    private final boolean hydro;
    private final List<FieldSpec> fields = new ArrayList<>();

    private FieldsReader(String file, MatchCriteria matching, boolean hydro) {
        this.file = file;
        this.matching = matching;
        this.hydro = hydro;
    }

    /**
     * Reads and checks fields; without a list, dmo and, where there is a hydro run, hydro and the default replace field.
     */
    static List<FieldSpec> read(String file, @Nullable Object value, MatchCriteria matching, boolean hydro) {
        FieldsReader reader = new FieldsReader(file, matching, hydro);
        if (value == null) {
            value = hydro ? List.of("dmo", "hydro", "replace") : List.of("dmo");
        }
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            throw new UsageException(file
                    + ": fields must be a list such as [dmo, hydro, {replace: {mass: [1.0e12, .inf], radius: 5.0}}] and is '"
                    + value + "'; change it");
        }
        for (int i = 0; i < list.size(); i++) {
            reader.add("fields[" + i + "]", list.get(i));
        }
        reader.check();
        return reader.fields;
    }

    private void add(String path, @Nullable Object item) {
        Map<Object, @Nullable Object> entry = new LinkedHashMap<>();
        if (item instanceof Map<?, ?> map) {
            entry.putAll(map);
        } else if (item != null) {
            entry.put(item, null);
        }
        ConfigNode node = new ConfigNode(file, path, entry);
        Optional<String> name = node.text("name");
        if (node.has("dmo")) {
            node.section("dmo").rejectUnknown();
            fields.add(new FieldSpec.Dmo(name.orElse("dmo")));
        } else if (node.has("hydro")) {
            node.section("hydro").rejectUnknown();
            fields.add(new FieldSpec.Hydro(name.orElse("hydro")));
        } else if (node.has("replace")) {
            fields.add(replace(node.section("replace"), name));
        } else if (node.has("replace-grid")) {
            node.section("replace-grid").rejectUnknown();
            if (name.isPresent()) {
                throw new UsageException(
                        file + ": " + path + ": replace-grid makes 32 fields with names of their own; remove name");
            }
            published();
        } else if (node.has("bcm")) {
            Correction correction = CorrectionReader.read(file, path + ".bcm", node.section("bcm"));
            fields.add(new FieldSpec.Baryonified(
                    name.orElse("bcm-" + correction.model().label()), correction));
        }
        node.rejectUnknown();
        if (entry.isEmpty() || (entry.size() == 1 && name.isPresent())) {
            throw new UsageException(
                    file + ": " + path + " names no field; give dmo, hydro, replace, bcm or replace-grid");
        }
    }

    private static FieldSpec replace(ConfigNode node, Optional<String> outerName) {
        double[] mass = node.interval("mass", 0, Double.POSITIVE_INFINITY)
                .orElse(new double[] {1e12, Double.POSITIVE_INFINITY});
        Replacement replacement = new Replacement(
                mass[0],
                mass[1],
                node.number("radius", 1e-6, 1e6).orElse(5.0),
                node.choice("centre", Centre.class).orElse(Centre.DMO),
                node.choice("overlap", Overlap.class).orElse(Overlap.UNION));
        String name = outerName.or(() -> node.text("name")).orElse(replacement.defaultName());
        node.has("name");
        node.rejectUnknown();
        return new FieldSpec.Replaced(name, replacement);
    }

    private void published() {
        for (double radius : GRID_RADII) {
            for (int i = 0; i < GRID_EDGES.length - 1; i++) {
                for (double upper : new double[] {GRID_EDGES[i + 1], Double.POSITIVE_INFINITY}) {
                    Replacement replacement = new Replacement(GRID_EDGES[i], upper, radius, Centre.DMO, Overlap.UNION);
                    fields.add(new FieldSpec.Replaced(replacement.defaultName(), replacement));
                }
            }
        }
    }

    private void check() {
        if (fields.size() > FieldRouter.MAX_FIELDS) {
            throw new UsageException(file + ": " + fields.size() + " fields are more than one run can make ("
                    + FieldRouter.MAX_FIELDS + "); split them over several configurations");
        }
        Set<String> names = new HashSet<>();
        for (FieldSpec field : fields) {
            if (!NAME.matcher(field.name()).matches()) {
                throw new UsageException(file + ": the field name '" + field.name()
                        + "' may hold only letters, digits, points, plus signs, hyphens and underscores; change it");
            }
            if (RESERVED.contains(field.name())) {
                throw new UsageException(file + ": a field cannot be called " + field.name()
                        + ", which is the name of a group in every product; change it");
            }
            if (!names.add(field.name())) {
                throw new UsageException(file + ": two fields are called " + field.name()
                        + "; remove one or give it another name: {..., name: NAME}");
            }
            if (field.needsHydro() && !hydro) {
                throw new UsageException(file + ": the field " + field.name()
                        + " needs a hydro run; set simulation.hydro or remove the field");
            }
            if (field instanceof FieldSpec.Replaced replaced
                    && replaced.replacement().minMass() < matching.minMass()) {
                throw new UsageException(file + ": the field " + field.name() + " replaces halos from "
                        + replaced.replacement().minMass() + " Msun/h, but only halos from matching.min_mass = "
                        + matching.minMass() + " Msun/h are matched; raise the one or lower the other");
            }
        }
    }
}
