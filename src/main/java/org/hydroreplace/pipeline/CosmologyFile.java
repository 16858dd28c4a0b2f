package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.cosmology.StructureFormation;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.pipeline.RunConfiguration.CosmologyComplement;

/**
 * A flat cosmology in a file of its own, for what needs no simulation: {@code omega_m}, {@code omega_b}, {@code h},
 * {@code sigma8} and {@code n_s}, and what the section {@code cosmology} of a configuration takes beside.
 */
final class CosmologyFile {
    private CosmologyFile() {}

    /** The cosmology of IllustrisTNG (Planck 2015). */
    static StructureFormation tng() {
        return StructureFormation.of(new Cosmology(
                0.3089,
                0.6911,
                0.6774,
                OptionalDouble.of(0.0486),
                OptionalDouble.of(0.8159),
                OptionalDouble.of(0.9667)));
    }

    /**
     * Reads a file.
     *
     * @throws UsageException if it is missing, is not such a file, or lacks a key
     */
    static StructureFormation read(Path file) {
        ConfigNode node = ConfigurationReader.node(file);
        CosmologyComplement complement = ConfigurationReader.cosmology(node, "omega_m", "h");
        double omegaMatter = required(node, "omega_m", 0.01, 1);
        for (String key : new String[] {"omega_b", "sigma8", "n_s"}) {
            if (!node.has(key)) {
                throw node.missing(key);
            }
        }
        return Displacements.structure(
                new Cosmology(
                        omegaMatter,
                        1 - omegaMatter,
                        required(node, "h", 0.1, 2),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()),
                complement);
    }

    private static double required(ConfigNode node, String key, double low, double high) {
        return node.number(key, low, high).orElseThrow(() -> node.missing(key));
    }

    /** The file's cosmology, or that of IllustrisTNG. */
    static StructureFormation of(Optional<Path> file) {
        return file.map(CosmologyFile::read).orElseGet(CosmologyFile::tng);
    }
}
