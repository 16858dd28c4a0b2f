package org.hydroreplace.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.halo.CatalogueReader;
import org.hydroreplace.halo.HaloCatalogue;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.Hdf5Dataset;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.InputException;
import org.hydroreplace.pipeline.Manifest;
import org.hydroreplace.snapshot.FileSet;
import org.hydroreplace.snapshot.GadgetHeader;
import org.hydroreplace.snapshot.OutputHeader;
import org.hydroreplace.snapshot.ParticleType;
import org.hydroreplace.snapshot.Snapshot;
import org.hydroreplace.snapshot.SnapshotFormats;

/** Describes files in a screenful. */
final class Inspection {
    private static final int MAX_LINES = 30;

    /** A pair of simulations holds runs, and these hold folders of files. */
    private static final int DEPTH = 3;

    private final PrintWriter out;

    Inspection(PrintWriter out) {
        this.out = out;
    }

    /** Describes a file, the only set of files in a folder, the sets in a folder, or the output of a run. */
    void show(Path path) {
        if (!Files.exists(path)) {
            throw new InputException(path + " cannot be read: no such file; check the path and its permissions");
        }
        if (!Files.isDirectory(path)) {
            file(path);
        } else if (Files.exists(path.resolve(Manifest.NAME))) {
            run(path);
        } else {
            folder(path);
        }
    }

    private enum Kind {
        SNAPSHOT("snapshot"),
        CATALOGUE("group catalogue"),
        OTHER("HDF5, neither snapshot nor group catalogue");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        static Kind of(Hdf5File file) {
            if (CatalogueReader.isCatalogue(file)) {
                return CATALOGUE;
            }
            return SnapshotFormats.recognises(file) ? SNAPSHOT : OTHER;
        }

        static Kind of(Path path) {
            try (Hdf5File file = Hdf5File.open(path)) {
                return of(file);
            }
        }
    }

    private void folder(Path folder) {
        List<FileSet> sets = FileSet.allIn(folder);
        if (sets.size() == 1) {
            switch (Kind.of(sets.getFirst().first())) {
                case CATALOGUE -> catalogue(sets.getFirst());
                case SNAPSHOT -> snapshot(sets.getFirst());
                case OTHER -> file(sets.getFirst().first());
            }
            return;
        }
        List<FileSet> all = new ArrayList<>(sets);
        try (Stream<Path> below = Files.walk(folder, DEPTH)) {
            below.filter(path -> Files.isDirectory(path) && !path.equals(folder))
                    .sorted()
                    .forEach(path -> all.addAll(FileSet.allIn(path)));
        } catch (IOException e) {
            throw new InputException(
                    folder + " cannot be listed (" + AtomicFile.reason(e) + "); check its permissions", e);
        }
        if (all.isEmpty()) {
            throw new InputException(
                    folder + " holds no snapshot, group catalogue or output of a run, nor do the folders in it;"
                            + " check the path");
        }
        out.println(folder + " holds:");
        for (FileSet set : all.subList(0, Math.min(MAX_LINES, all.size()))) {
            String where = folder.relativize(set.first()).toString();
            out.println("  " + where + ": " + Kind.of(set.first()).label + ", " + files(set.size()));
        }
        if (all.size() > MAX_LINES) {
            out.println("  ... " + (all.size() - MAX_LINES) + " more");
        }
    }

    private void file(Path path) {
        try (Hdf5File file = Hdf5File.open(path)) {
            Kind kind = Kind.of(file);
            out.println(path + ": " + kind.label);
            if (kind != Kind.OTHER) {
                GadgetHeader header = new GadgetHeader(file);
                header(header.output());
                long files = header.files(kind == Kind.SNAPSHOT ? "NumFilesPerSnapshot" : "NumFiles");
                out.println(
                        files == 1
                                ? "the only file"
                                : "one of " + files + " files; inspect the folder for all of them");
            }
            list(file, "", new int[1]);
        }
    }

    private void snapshot(FileSet set) {
        Snapshot snapshot = SnapshotFormats.open(set);
        out.println("snapshot in " + set.folder() + ": " + snapshot.formatName() + ", "
                + files(snapshot.files().size()));
        header(snapshot.header().output());
        out.println("type                          particles   mass of one [Msun/h]");
        for (ParticleType type : ParticleType.all()) {
            long count = snapshot.header().count(type);
            if (count > 0) {
                Double mass = snapshot.header().tableMasses().get(type);
                String each = !type.isMatter()
                        ? "not matter"
                        : mass == null ? "Masses" : String.format(Locale.ROOT, "%.6e", mass);
                out.println(String.format(
                        Locale.ROOT,
                        "%d %-22s %15d   %s",
                        type.number(),
                        type.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        count,
                        each));
            }
        }
        try (Hdf5File file = Hdf5File.open(snapshot.files().getFirst())) {
            for (ParticleType type : new GadgetHeader(file).countsHere().keySet()) {
                out.println(type.group() + " in " + snapshot.files().getFirst().getFileName() + ": "
                        + String.join(", ", file.children(type.group())));
            }
        }
    }

    private void catalogue(FileSet set) {
        HaloCatalogue catalogue = CatalogueReader.read(set);
        out.println("group catalogue in " + set.folder() + ": "
                + files(catalogue.files().size()));
        header(catalogue.header());
        out.println("groups: " + catalogue.size());
        for (double mass : new double[] {1e11, 1e12, 1e13, 1e14, 1e15}) {
            out.println(String.format(Locale.ROOT, "  M200c >= %.0e Msun/h: %d", mass, catalogue.byMass(mass).length));
        }
        int[] heaviest = catalogue.byMass(Double.MIN_VALUE);
        if (heaviest.length > 0) {
            int h = heaviest[0];
            out.println(String.format(
                    Locale.ROOT,
                    "heaviest: group %d, M200c %.4e Msun/h, R200c %.4f Mpc/h, at %.4f %.4f %.4f Mpc/h",
                    h,
                    catalogue.mass(h),
                    catalogue.radius(h),
                    catalogue.x(h),
                    catalogue.y(h),
                    catalogue.z(h)));
        }
    }

    private void header(OutputHeader header) {
        Cosmology cosmology = header.cosmology();
        out.println(String.format(
                Locale.ROOT,
                "box %s Mpc/h, redshift %.6f, scale factor %.6f",
                header.box().size(),
                header.redshift(),
                header.scaleFactor()));
        out.println("Omega_m " + cosmology.omegaMatter() + ", Omega_Lambda " + cosmology.omegaLambda() + ", h "
                + cosmology.hubble() + optional(", Omega_b ", cosmology.omegaBaryon())
                + optional(", sigma_8 ", cosmology.sigma8()) + optional(", n_s ", cosmology.spectralIndex()));
    }

    private static String optional(String label, OptionalDouble value) {
        return value.isPresent() ? label + value.getAsDouble() : "";
    }

    private static String files(int count) {
        return count == 1 ? "1 file" : count + " files";
    }

    private void run(Path folder) {
        Map<?, ?> manifest = Manifest.read(folder);
        out.println("output of " + manifest.get("program") + " " + manifest.get("version") + " "
                + manifest.get("command") + ", state " + manifest.get("state") + ", begun " + manifest.get("started"));
        if (manifest.get("products") instanceof List<?> products) {
            for (Object product : products) {
                if (product instanceof Map<?, ?> map) {
                    boolean there = Files.exists(folder.resolve(String.valueOf(map.get("file"))));
                    Object bytes = map.get("bytes");
                    out.println("  " + map.get("file") + ": " + map.get("state")
                            + (bytes == null ? "" : ", " + bytes + " bytes") + (there ? "" : ", NOT THERE"));
                }
            }
        }
    }

    private void list(Hdf5File file, String group, int[] lines) {
        for (String name : new TreeSet<>(file.children(group.isEmpty() ? "/" : group))) {
            if (++lines[0] > MAX_LINES) {
                if (lines[0] == MAX_LINES + 1) {
                    out.println("  ...");
                }
                return;
            }
            String path = group + "/" + name;
            if (file.isGroup(path)) {
                out.println("  " + path + "/" + attributes(file, path));
                list(file, path, lines);
            } else {
                Hdf5Dataset dataset = file.dataset(path);
                out.println("  " + path + " " + dataset.typeName() + shape(dataset.shape()) + attributes(file, path));
            }
        }
    }

    private static String attributes(Hdf5File file, String object) {
        return file.text(object, "units")
                .filter(units -> !units.isEmpty())
                .map(units -> " [" + units + "]")
                .orElse("");
    }

    private static String shape(long[] shape) {
        StringBuilder text = new StringBuilder(" (");
        for (int i = 0; i < shape.length; i++) {
            text.append(i == 0 ? "" : ", ").append(shape[i]);
        }
        return text.append(')').toString();
    }
}
