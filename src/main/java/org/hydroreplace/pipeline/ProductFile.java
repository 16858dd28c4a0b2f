package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.snapshot.OutputHeader;

/** What every HDF5 product begins with: where it comes from, in terms that do not vary between two equal runs. */
final class ProductFile {
    private ProductFile() {}

    /**
     * Begins a product with the groups /Cosmology, /Parameters and /Code.
     *
     * @param sections the sections of the configuration that the product depends on, which /Parameters names
     */
    static Hdf5Writer create(Path target, RunConfiguration configuration, OutputHeader header, List<String> sections) {
        Hdf5Writer file = begin(target, header.box().size());
        Cosmology cosmology = complete(header.cosmology(), configuration);
        file.group("/Cosmology");
        file.attribute("/Cosmology", "omega_m", cosmology.omegaMatter());
        file.attribute("/Cosmology", "omega_lambda", cosmology.omegaLambda());
        file.attribute("/Cosmology", "h", cosmology.hubble());
        optional(file, "omega_b", cosmology.omegaBaryon());
        optional(file, "sigma8", cosmology.sigma8());
        optional(file, "n_s", cosmology.spectralIndex());
        file.attribute("/Cosmology", "redshift", header.redshift());
        file.attribute("/Cosmology", "scale_factor", header.scaleFactor());
        file.group("/Parameters");
        Map<String, Object> physics = EffectiveConfiguration.physics(configuration);
        physics.keySet().retainAll(sections);
        EffectiveConfiguration.flatten("", physics).forEach((key, value) -> {
            if (value instanceof Integer || value instanceof Long) {
                file.attribute("/Parameters", key, ((Number) value).longValue());
            } else if (value instanceof Number number) {
                file.attribute("/Parameters", key, number.doubleValue());
            } else {
                file.attribute("/Parameters", key, value.toString());
            }
        });
        return file;
    }

    private static Hdf5Writer begin(Path target, double boxSize) {
        Hdf5Writer file = Hdf5Writer.create(target);
        file.attribute("/", "box_size", boxSize);
        file.group("/Code");
        file.attribute("/Code", "name", Program.NAME);
        file.attribute("/Code", "version", Program.version());
        file.attribute("/Code", "git_commit", Program.commit());
        return file;
    }

    /** Begins a product that is made of another one, with its cosmology and parameters. */
    static Hdf5Writer createLike(Path target, Hdf5File source) {
        Hdf5Writer file = begin(target, source.doubles("/", "box_size").orElseThrow()[0]);
        for (String group : List.of("/Cosmology", "/Parameters")) {
            file.group(group);
            for (String name : source.attributeNames(group)) {
                if (source.text(group, name).isPresent()) {
                    file.attribute(group, name, source.text(group, name).get());
                } else if (source.longs(group, name).isPresent()) {
                    file.attribute(group, name, source.longs(group, name).get()[0]);
                } else {
                    file.attribute(group, name, source.doubles(group, name).orElseThrow()[0]);
                }
            }
        }
        return file;
    }

    private static Cosmology complete(Cosmology cosmology, RunConfiguration configuration) {
        return cosmology.completedBy(
                configuration.cosmology().omegaBaryon(),
                configuration.cosmology().sigma8(),
                configuration.cosmology().spectralIndex());
    }

    private static void optional(Hdf5Writer file, String name, OptionalDouble value) {
        value.ifPresent(v -> file.attribute("/Cosmology", name, v));
    }

    /** The two attributes that every dataset carries. */
    static void describe(Hdf5Writer file, String dataset, String units, String description) {
        file.attribute(dataset, "units", units);
        file.attribute(dataset, "description", description);
    }
}
