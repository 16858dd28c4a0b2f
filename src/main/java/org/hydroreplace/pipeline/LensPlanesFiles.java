package org.hydroreplace.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.Workers;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.Checksum;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.lensing.LensPotential;
import org.hydroreplace.lensing.LensToolsPlane;
import org.hydroreplace.lensing.LensToolsPlane.Kind;
import org.hydroreplace.lensing.LuxFiles;
import org.hydroreplace.lensing.PlaneContent;
import org.hydroreplace.lensing.RawPlane;
import org.hydroreplace.lensing.TransformsFile;
import org.hydroreplace.pipeline.LensPlanes.Format;

/**
 * Writes the lens planes, out of the grids that were accumulated: {@code lens_planes/FIELD/LP_00/lenspot00.dat} and so on, lux's
 * files in {@code lens_planes/FIELD/lux/LP_00}, those for LensTools in {@code lens_planes/FIELD/lenstools/LP_00}.
 */
final class LensPlanesFiles {
    static final String FOLDER = "lens_planes";

    static final List<String> SECTIONS = List.of("simulation", "cosmology", "matching", "fields", "lens_planes");

    private static final String TRANSFORMS = FOLDER + "/" + TransformsFile.NAME;

    private final LightCone cone;
    private final LensPlanes planes;
    private final List<FieldSpec> fields;
    private final int snapshot;
    private final Path folder;
    private final Manifest manifest;
    private final int threads;

    LensPlanesFiles(RunConfiguration configuration, LightCone cone, Path folder, Manifest manifest, int threads) {
        this.cone = cone;
        this.planes = cone.planes();
        this.fields = configuration.fields();
        this.snapshot = configuration.simulation().snapshot();
        this.folder = folder;
        this.manifest = manifest;
        this.threads = threads;
    }

    /** A plane of a field. */
    private record Plane(int field, PlanesCanvas canvas, int slice) {}

    /** Live bytes that writing takes. */
    static long bytes(LensPlanes planes, int threads) {
        long bytes = writers(threads) * RawPlane.bytes(planes.grid(), 1);
        if (planes.formats().contains(Format.LUX)) {
            bytes = Math.max(
                    bytes, LensPotential.bytes(planes.grid(), threads) + LuxFiles.bytes(planes.grid(), threads));
        }
        if (planes.formats().contains(Format.LENSTOOLS)) {
            bytes = Math.max(bytes, LensToolsPlane.bytes(Kind.POTENTIAL, planes.grid(), threads));
        }
        return bytes;
    }

    /** Files that are written at the same time: one more than there are threads, as each waits for the disk in the end. */
    private static int writers(int threads) {
        return threads == 1 ? 1 : threads + 1;
    }

    /** Bytes of all files of pixels. */
    static long fileBytes(LensPlanes planes, int fields) {
        long pixels = (long) planes.grid() * planes.grid() * Double.BYTES;
        long each = 0;
        for (Format format : planes.formats()) {
            each += switch (format) {
                case RAW -> RawPlane.fileBytes(planes.grid());
                case LUX -> LensPotential.FIELDS * pixels + 2 * Integer.BYTES;
                case LENSTOOLS -> Kind.values().length * pixels;
            };
        }
        return each * planes.realizations() * planes.planesPerSnapshot() * fields;
    }

    /**
     * The names of all files of one member of a light cone, in the order in which they are announced.
     *
     * @param normal the axis that is the line of sight in a realisation
     */
    static List<String> names(
            LensPlanes planes, List<String> fields, int snapshot, int member, Function<Integer, Axis> normal) {
        List<String> names = new ArrayList<>(List.of(TRANSFORMS));
        for (String field : fields) {
            for (Format format : planes.formats()) {
                for (int r = 0; r < planes.realizations(); r++) {
                    for (int slice = 0; slice < planes.planesPerSnapshot(); slice++) {
                        int index = member * planes.planesPerSnapshot() + slice;
                        switch (format) {
                            case RAW -> names.add(raw(field, r, index));
                            case LUX -> names.add(other(field, format, r, LuxFiles.name(index + 1)));
                            case LENSTOOLS -> {
                                for (Kind kind : Kind.values()) {
                                    String name = LensToolsPlane.name(snapshot, kind, slice, normal.apply(r));
                                    names.add(other(field, format, r, name));
                                }
                            }
                        }
                    }
                    if (format == Format.LUX) {
                        names.add(other(field, format, r, LuxFiles.CONFIGURATION));
                    } else if (format == Format.LENSTOOLS) {
                        names.add(other(field, format, r, LensToolsPlane.INFO));
                    }
                }
            }
        }
        return names;
    }

    private static String raw(String field, int realization, int index) {
        return FOLDER + "/" + field + "/" + RawPlane.name(realization, index);
    }

    private static String other(String field, Format format, int realization, String name) {
        return FOLDER + "/" + field + "/" + Labels.of(format) + "/" + RawPlane.folder(realization) + "/" + name;
    }

    /** Tells the manifest what is going to be made. */
    void announce() {
        names(
                        planes,
                        fields.stream().map(FieldSpec::name).toList(),
                        snapshot,
                        cone.member(),
                        r -> cone.transforms().of(r, cone.member()).projection())
                .forEach(manifest::pending);
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("content", planes.content().label());
        description.put("unit", planes.content().unit());
        description.put("mean_mass", cone.normalization().meanMass());
        description.put("thickness", cone.geometry().thickness());
        description.put("pixels", planes.grid());
        description.put("first_index", cone.index(0));
        List<Double> distances = new ArrayList<>();
        List<Double> redshifts = new ArrayList<>();
        for (int p = 1; p <= cone.geometry().planes(); p++) {
            distances.add(cone.geometry().distance(p));
            redshifts.add(cone.geometry().redshift(p));
        }
        description.put("distances", distances);
        description.put("redshifts", redshifts);
        description.put("snapshots", new ArrayList<>(cone.transforms().shape().snapshots()));
        manifest.put("lens_planes", description);
    }

    /** Writes transforms.h5, which is the same for all members of a light cone. */
    void begin() {
        Path target = target(TRANSFORMS);
        try (Hdf5Writer file = Hdf5Writer.create(target)) {
            TransformsFile.write(file, cone.transforms());
            file.commit();
        }
        complete(TRANSFORMS, Checksum.sha256(target), -1);
    }

    /** Writes the planes of a portion. */
    void add(Portion portion, List<PassResult> passes) throws InterruptedException {
        List<Plane> all = new ArrayList<>();
        for (int f = 0; f < fields.size(); f++) {
            if (portion.has(f)) {
                for (PlanesCanvas canvas : portion.planes()) {
                    for (int slice = 0; slice < canvas.slices(); slice++) {
                        all.add(new Plane(f, canvas, slice));
                    }
                }
            }
        }
        if (planes.formats().contains(Format.RAW)) {
            raw(all, passes);
        }
        for (Plane plane : all) {
            CellRows mass = mass(plane, passes);
            for (Format format : planes.formats()) {
                if (format == Format.LUX) {
                    lux(plane, mass);
                } else if (format == Format.LENSTOOLS) {
                    lensTools(plane, mass);
                }
            }
        }
    }

    private static CellRows mass(Plane plane, List<PassResult> passes) {
        return (row, cells) -> PassResult.cells(passes, plane.field, plane.canvas, plane.slice, row, 0, cells);
    }

    /** Each by one thread, several at a time: while one waits for the disk, others compute. */
    private void raw(List<Plane> all, List<PassResult> passes) throws InterruptedException {
        String[] sums = new String[all.size()];
        Workers.run(writers(threads), sums.length, () -> i -> {
            Plane plane = all.get(i);
            CellRows pixels = cone.normalization().rows(planes.content(), mass(plane, passes));
            try {
                sums[i] = RawPlane.write(target(rawName(plane)), planes.grid(), pixels, 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
        for (int i = 0; i < sums.length; i++) {
            complete(rawName(all.get(i)), sums[i], all.get(i).field);
        }
    }

    private String rawName(Plane plane) {
        return raw(name(plane.field), plane.canvas.realization(), cone.index(plane.slice));
    }

    private String name(int field) {
        return fields.get(field).name();
    }

    private void lux(Plane plane, CellRows mass) throws InterruptedException {
        CellRows delta = cone.normalization().rows(PlaneContent.DELTA, mass);
        LensPotential potential = LensPotential.of(
                cone.geometry().background().cosmology().omegaMatter(), cone.boxSize(), planes.grid(), delta, threads);
        int realization = plane.canvas.realization();
        String name = other(name(plane.field), Format.LUX, realization, LuxFiles.name(cone.index(plane.slice) + 1));
        complete(name, LuxFiles.write(target(name), potential, threads), plane.field);
        if (plane.slice == 0) {
            String configuration = other(name(plane.field), Format.LUX, realization, LuxFiles.CONFIGURATION);
            LuxFiles.writeConfiguration(target(configuration), cone.geometry(), cone.transforms(), realization);
            complete(configuration, Checksum.sha256(folder.resolve(configuration)), plane.field);
        }
    }

    private void lensTools(Plane plane, CellRows mass) throws InterruptedException {
        int p = cone.index(plane.slice) + 1;
        LensToolsPlane file = LensToolsPlane.of(cone.geometry(), p, cone.boxSize(), planes.grid(), -1);
        int realization = plane.canvas.realization();
        for (Kind kind : Kind.values()) {
            String name = other(
                    name(plane.field),
                    Format.LENSTOOLS,
                    realization,
                    LensToolsPlane.name(
                            snapshot,
                            kind,
                            plane.slice,
                            plane.canvas.transform().projection()));
            complete(name, file.write(target(name), kind, planes.grid(), mass, threads), plane.field);
        }
        if (plane.slice == 0) {
            String info = other(name(plane.field), Format.LENSTOOLS, realization, LensToolsPlane.INFO);
            LensToolsPlane.writeInfo(
                    target(info), cone.geometry(), cone.transforms().shape().snapshots());
            complete(info, Checksum.sha256(folder.resolve(info)), plane.field);
        }
    }

    private void complete(String name, String sha256, int field) {
        manifest.complete(name, field < 0 ? List.of() : List.of(name(field)), sha256);
    }

    /** Where a file goes, in a folder that is made if need be. */
    private Path target(String name) {
        Path target = folder.resolve(name);
        try {
            Files.createDirectories(target.resolveSibling("."));
        } catch (IOException e) {
            throw new UsageException(
                    "output folder " + folder + " cannot be written (" + AtomicFile.reason(e)
                            + "); choose another with output or --output",
                    e);
        }
        return target;
    }
}
