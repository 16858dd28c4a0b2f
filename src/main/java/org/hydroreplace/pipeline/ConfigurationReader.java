package org.hydroreplace.pipeline;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hydroreplace.cosmology.PowerNormalization;
import org.hydroreplace.cosmology.Radiation;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.grid.MassGrid;
import org.hydroreplace.halo.MatchCriteria;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.pipeline.RunConfiguration.CosmologyComplement;
import org.hydroreplace.pipeline.RunConfiguration.Maps;
import org.hydroreplace.pipeline.RunConfiguration.Simulation;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads and checks configuration files (YAML). Relative paths in them start at the working directory. */
public final class ConfigurationReader {
    private static final List<String> SECTIONS = List.of(
            "simulation",
            "cosmology",
            "matching",
            "fields",
            "maps",
            "power",
            "profiles",
            "lens_planes",
            "output",
            "memory");

    private static final int MAX_SNAPSHOT = 99_999_999;

    private ConfigurationReader() {}

    /** Maps of the command {@code project} where the configuration has no such section. */
    public static Maps defaultMaps() {
        return new Maps(1024, MassAssignment.TSC, List.of(Axis.values()));
    }

    /** Lens planes of the command {@code lensplanes} where the configuration has no such section. */
    public static LensPlanes defaultLensPlanes() {
        return LensPlanesReader.read(new ConfigNode("", "lens_planes", null));
    }

    /**
     * Profiles of the command {@code profiles} where the configuration has no such section.
     *
     * @param configuration whose fields these are
     */
    public static Profiles defaultProfiles(RunConfiguration configuration) {
        return ProfilesReader.read("the configuration", new ConfigNode("", "profiles", null), configuration.fields());
    }

    /**
     * Reads a configuration.
     *
     * @param file the YAML file
     * @param settings {@code key=value} of {@code --set}, the key with points, the value in YAML; later ones win
     * @throws UsageException if anything in it is unknown, of the wrong type or out of range
     */
    public static RunConfiguration read(Path file, List<String> settings) {
        Object document = document(file);
        String name = String.valueOf(file.getFileName());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (document != null) {
            new ConfigNode(name, "", document);
            ((Map<?, ?>) document).forEach((key, value) -> values.put(String.valueOf(key), value));
        }
        settings.forEach(setting -> set(values, setting));
        return parse(name, values);
    }

    private static @Nullable Object document(Path file) {
        try {
            return load(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new UsageException(file + " is not a text file in UTF-8; give a YAML configuration", e);
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read; give the path of a YAML configuration", e);
        } catch (YamlEngineException e) {
            throw new UsageException(
                    file + " is not valid YAML: "
                            + String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\n\\s*", ", ") + "; mend it",
                    e);
        }
    }

    private static @Nullable Object load(String yaml) {
        return new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
    }

    private static void set(Map<String, @Nullable Object> values, String setting) {
        int equals = setting.indexOf('=');
        String[] keys = setting.substring(0, Math.max(0, equals)).split("\\.", -1);
        if (List.of(keys).contains("")) {
            throw new UsageException(
                    "--set " + setting + " is not of the form key=value, such as maps.grid=512; change it");
        }
        Map<String, @Nullable Object> at = values;
        for (int i = 0; i < keys.length - 1; i++) {
            Map<String, @Nullable Object> inner = new LinkedHashMap<>();
            if (at.get(keys[i]) instanceof Map<?, ?> old) {
                old.forEach((key, value) -> inner.put(String.valueOf(key), value));
            }
            at.put(keys[i], inner);
            at = inner;
        }
        try {
            at.put(keys[keys.length - 1], load(setting.substring(equals + 1)));
        } catch (YamlEngineException e) {
            throw new UsageException(
                    "--set " + setting + " has a value that is not valid YAML; quote it for the shell", e);
        }
    }

    private static RunConfiguration parse(String file, Map<String, @Nullable Object> values) {
        ConfigNode root = new ConfigNode(file, "", values);
        root.allow(SECTIONS);
        Simulation simulation = simulation(file, root.section("simulation"));
        CosmologyComplement cosmology = cosmology(root.section("cosmology"));
        MatchCriteria matching = matching(root.section("matching"));
        List<FieldSpec> fields = FieldsReader.read(
                file, root.raw("fields"), matching, simulation.hydro().isPresent());
        Optional<Maps> maps = root.has("maps") ? Optional.of(maps(root.section("maps"))) : Optional.empty();
        Optional<Power> power = root.has("power")
                ? Optional.of(PowerReader.read(file, root.section("power"), fields, maps.isPresent()))
                : Optional.empty();
        Optional<Profiles> profiles = root.has("profiles")
                ? Optional.of(ProfilesReader.read(file, root.section("profiles"), fields))
                : Optional.empty();
        Optional<LensPlanes> lensPlanes = root.has("lens_planes")
                ? Optional.of(LensPlanesReader.read(root.section("lens_planes")))
                : Optional.empty();
        Path output = Path.of(root.text("output").orElse("out"));
        OptionalLong memory = root.text("memory")
                .map(text -> OptionalLong.of(MemorySize.parse(file + ": memory", text)))
                .orElse(OptionalLong.empty());
        return new RunConfiguration(
                simulation, cosmology, matching, fields, maps, power, profiles, lensPlanes, output, memory);
    }

    private static Simulation simulation(String file, ConfigNode node) {
        node.allow(List.of("dmo", "hydro", "snapshot", "snapshots"));
        Path dmo = Path.of(node.requiredText("dmo"));
        Optional<Integer> snapshot = node.whole("snapshot", 0, MAX_SNAPSHOT);
        if (snapshot.isEmpty() && !node.has("snapshots")) {
            throw node.missing("snapshot");
        }
        List<Integer> snapshots = node.has("snapshots") ? snapshots(node) : List.of(snapshot.orElseThrow());
        if (snapshot.isPresent() && !snapshots.contains(snapshot.get())) {
            throw new UsageException(file + ": " + node.name("snapshot") + " is " + snapshot.get()
                    + ", which is not in " + node.name("snapshots") + " " + snapshots
                    + "; give one of these, or none to make them all");
        }
        return new Simulation(
                dmo,
                node.text("hydro").map(Path::of),
                snapshot.orElse(snapshots.getFirst()),
                snapshots,
                snapshot.isEmpty());
    }

    private static List<Integer> snapshots(ConfigNode node) {
        List<Integer> snapshots = new ArrayList<>();
        Object value = node.raw("snapshots");
        for (Object item : value instanceof List<?> list ? list : List.of()) {
            if (!(item instanceof Integer number)
                    || number < 0
                    || number > MAX_SNAPSHOT
                    || snapshots.contains(number)) {
                snapshots.clear();
                break;
            }
            snapshots.add(number);
        }
        if (snapshots.isEmpty()) {
            throw node.wrong(
                    "snapshots",
                    "a list of different whole numbers from 0 to " + MAX_SNAPSHOT + ", near to far, such as [96, 90]");
        }
        return snapshots;
    }

    /** A file whose top level is a section of keys. */
    static ConfigNode node(Path file) {
        return new ConfigNode(String.valueOf(file.getFileName()), "", document(file));
    }

    /**
     * The section {@code cosmology}.
     *
     * @param others keys that belong there beside
     */
    static CosmologyComplement cosmology(ConfigNode node, String... others) {
        for (String other : others) {
            node.has(other);
        }
        CosmologyComplement complement = new CosmologyComplement(
                node.number("sigma8", 0.01, 10),
                node.number("n_s", -1, 3),
                node.number("omega_b", 1e-10, 1),
                node.text("power").map(Path::of),
                node.choice("normalization", PowerNormalization.class).orElse(PowerNormalization.AS_GIVEN),
                node.choice("radiation", Radiation.class).orElse(Radiation.PHOTONS_AND_NEUTRINOS));
        node.rejectUnknown();
        return complement;
    }

    private static MatchCriteria matching(ConfigNode node) {
        double[] ratio = node.interval("mass_ratio", 1e-6, 1e6).orElse(new double[] {0.3333333, 3.0});
        MatchCriteria criteria = new MatchCriteria(
                node.number("min_mass", 1, 1e20).orElse(1e12),
                node.number("max_separation", 1e-6, 1e6).orElse(0.5),
                ratio[0],
                ratio[1]);
        node.rejectUnknown();
        return criteria;
    }

    private static Maps maps(ConfigNode node) {
        Maps defaults = defaultMaps();
        Maps maps = new Maps(
                node.whole("grid", MassGrid.MIN_SIDE, MassGrid.MAX_SIDE).orElse(defaults.grid()),
                node.choice("assignment", MassAssignment.class).orElse(defaults.assignment()),
                node.choices("axes", Axis.class).orElse(defaults.axes()));
        node.rejectUnknown();
        return maps;
    }
}
