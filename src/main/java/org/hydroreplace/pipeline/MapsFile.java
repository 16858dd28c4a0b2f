package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.FieldSpec.Replaced;
import org.hydroreplace.field.Source;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.Workers;
import org.hydroreplace.io.Hdf5Output;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.pipeline.RunConfiguration.Maps;
import org.hydroreplace.snapshot.OutputHeader;

/** Writes maps.h5, some rows at a time: /field/axis holds surface density, first index along the lower of the remaining axes. */
final class MapsFile implements AutoCloseable {
    static final String NAME = "maps.h5";

    /** Cells that are written at once: a call of the library takes as long as some thousand of them. */
    private static final int VALUES_AT_ONCE = 1 << 18;

    static final List<String> SECTIONS = List.of("simulation", "cosmology", "matching", "fields", "maps");

    private final Hdf5Writer file;
    private final Maps maps;
    private final double boxSize;
    private final List<FieldSpec> fields;
    private final int threads;
    private final Map<String, Hdf5Output> datasets = new HashMap<>();

    private MapsFile(Hdf5Writer file, Maps maps, double boxSize, List<FieldSpec> fields, int threads) {
        this.file = file;
        this.maps = maps;
        this.boxSize = boxSize;
        this.fields = fields;
        this.threads = threads;
    }

    /**
     * Begins the file.
     *
     * @param threads how many share the rows
     */
    static MapsFile begin(Path folder, RunConfiguration configuration, Maps maps, OutputHeader header, int threads) {
        Hdf5Writer writer = ProductFile.create(folder.resolve(NAME), configuration, header, SECTIONS);
        return new MapsFile(writer, maps, header.box().size(), configuration.fields(), threads);
    }

    /**
     * Writes the maps of a portion. Portions of the same fields follow each other; with the first of them the datasets of
     * all their axes are made, so that the bytes of the file do not depend on how the axes are dealt out.
     */
    void add(Portion portion, List<PassResult> passes) throws InterruptedException {
        for (int f = 0; f < fields.size(); f++) {
            if (portion.has(f)) {
                String name = fields.get(f).name();
                if (!datasets.containsKey(name + "/" + maps.axes().getFirst().label())) {
                    field(f, fields.get(f), passes);
                }
                for (MapCanvas canvas : portion.maps()) {
                    map(f, name, canvas, passes);
                }
            }
        }
    }

    /** Ends the file and gives it its name. */
    void commit() {
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }

    private void field(int index, FieldSpec field, List<PassResult> passes) {
        file.group(field.name());
        double total = 0;
        for (PassResult pass : passes) {
            total += pass.mass(index);
        }
        file.attribute(field.name(), "total_mass", total);
        if (field instanceof Replaced) {
            balance(index, field.name(), passes);
        }
        for (Axis axis : maps.axes()) {
            make(field.name(), axis, total);
        }
    }

    /** Replacing does not conserve mass, by construction: say by how much. */
    private void balance(int index, String name, List<PassResult> passes) {
        double dmo = 0;
        double removed = 0;
        double added = 0;
        for (PassResult pass : passes) {
            if (pass.source() == Source.DMO) {
                dmo += pass.totalMass();
                removed += pass.massLeftOut(index);
            } else {
                added += pass.mass(index);
            }
        }
        file.attribute(name, "dmo_mass", dmo);
        file.attribute(name, "mass_removed", removed);
        file.attribute(name, "mass_added", added);
    }

    private void make(String name, Axis axis, double total) {
        String dataset = name + "/" + axis.label();
        datasets.put(dataset, file.dataset(dataset, Hdf5Type.FLOAT64, maps.grid(), maps.grid()));
        ProductFile.describe(
                file,
                dataset,
                "(Msun/h)/(Mpc/h)^2",
                "surface density of the field " + name + " through the whole box along " + axis.label()
                        + ", comoving; grid point i lies at i box_size/grid; first index along "
                        + axis.first().label() + ", second along "
                        + axis.second().label());
        file.attribute(dataset, "box_size", boxSize);
        file.attribute(dataset, "assignment", maps.assignment().label());
        file.attribute(dataset, "total_mass", total);
    }

    private void map(int index, String name, MapCanvas canvas, List<PassResult> passes) throws InterruptedException {
        int side = maps.grid();
        double perArea = side / boxSize * (side / boxSize);
        try (Hdf5Output output =
                Objects.requireNonNull(datasets.get(name + "/" + canvas.axis().label()))) {
            double[] rows = new double[Math.clamp(VALUES_AT_ONCE / side, 1, side) * side];
            for (int begin = 0; begin < side; begin += rows.length / side) {
                int first = begin;
                int count = Math.min(rows.length / side, side - first);
                Workers.run(threads, count, () -> {
                    double[] row = new double[side];
                    return i -> {
                        PassResult.cells(passes, index, canvas, 0, first + i, 0, row);
                        for (int j = 0; j < side; j++) {
                            rows[i * side + j] = row[j] * perArea;
                        }
                    };
                });
                output.write(first, count, rows, 0);
            }
        }
    }
}
