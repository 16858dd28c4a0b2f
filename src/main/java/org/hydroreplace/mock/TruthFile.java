package org.hydroreplace.mock;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.hydroreplace.io.Hdf5Output;
import org.hydroreplace.io.Hdf5Type;
import org.hydroreplace.io.Hdf5Writer;

/** Writes what was drawn, a row for every halo by decreasing M200c, in Msun/h and Mpc/h. */
final class TruthFile {
    private static final double MASS_UNIT = 1e10;
    private static final double LENGTH_UNIT = 1e-3;
    private static final String MASS = "Msun/h";
    private static final String LENGTH = "Mpc/h";

    private final Hdf5Writer writer;
    private final List<MockHalo> halos;

    private TruthFile(Hdf5Writer writer, List<MockHalo> halos) {
        this.writer = writer;
        this.halos = halos;
    }

    static void write(PairModel model, MockSettings settings, Path path) {
        try (var writer = Hdf5Writer.create(path)) {
            writer.attribute("/", "particles", settings.particles());
            writer.attribute("/", "seed", settings.seed());
            writer.attribute("/", "files", settings.files());
            writer.attribute("/", "box_size", settings.boxSize());
            writer.attribute("/", "particle_mass", model.universe().particleMass() * MASS_UNIT);
            var file = new TruthFile(writer, model.halos().all());
            file.column("M200", MASS, halo -> halo.mass() * MASS_UNIT);
            file.column("R200", LENGTH, halo -> halo.radius() * LENGTH_UNIT);
            file.column("c", "1", MockHalo::concentration);
            file.places("centre_dmo", MockHalo::centre);
            file.column("M200_hydro", MASS, halo -> halo.hydroMass() * MASS_UNIT);
            file.column("R200_hydro", LENGTH, halo -> halo.hydroRadius() * LENGTH_UNIT);
            file.places("centre_hydro", MockHalo::hydroCentre);
            file.indices("dmo_group_index", model.halos().groupIndex(Run.DMO));
            file.indices("hydro_group_index", model.halos().groupIndex(Run.HYDRO));
            writer.commit();
        }
    }

    private void column(String name, String units, ToDoubleFunction<MockHalo> value) {
        create(name, units, halos.size())
                .write(0, halos.size(), halos.stream().mapToDouble(value).toArray(), 0);
    }

    private void places(String name, Function<MockHalo, Point> place) {
        double[] values = new double[3 * halos.size()];
        int at = 0;
        for (MockHalo halo : halos) {
            Point point = place.apply(halo);
            values[at++] = point.x() * LENGTH_UNIT;
            values[at++] = point.y() * LENGTH_UNIT;
            values[at++] = point.z() * LENGTH_UNIT;
        }
        create(name, LENGTH, halos.size(), 3).write(0, halos.size(), values, 0);
    }

    private void indices(String name, long[] values) {
        writer.dataset(name, Hdf5Type.INT64, values.length).write(0, values.length, values, 0);
    }

    private Hdf5Output create(String name, String units, long... shape) {
        var output = writer.dataset(name, Hdf5Type.FLOAT64, shape);
        writer.attribute(name, "units", units);
        return output;
    }
}
