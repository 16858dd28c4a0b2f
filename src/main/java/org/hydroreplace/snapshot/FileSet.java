package org.hydroreplace.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hydroreplace.io.InputException;

/**
 * The files that together hold one snapshot or one group catalogue, found by their names and kept in numeric order
 * ({@code .2.} before {@code .10.}). Whether the set is complete is known only once a header has told how many files
 * there should be: see {@link #complete}.
 */
public final class FileSet {
    private static final Pattern NAME = Pattern.compile("(.+)_(\\d+)(?:\\.(\\d+))?\\.(?:hdf5|h5)");
    private static final Pattern CATALOGUE_STEM = Pattern.compile("fof_subhalo_tab|fof_tab|groups");

    private final Path folder;
    private final SortedMap<Integer, Path> files;
    private final boolean numbered;

    private FileSet(Path folder, SortedMap<Integer, Path> files, boolean numbered) {
        this.folder = folder;
        this.files = files;
        this.numbered = numbered;
    }

    /**
     * The files of snapshot {@code number}: in {@code output/snapdir_NNN}, or in {@code output} itself.
     *
     * @throws InputException if there are none, or those of more than one snapshot
     */
    public static FileSet ofSnapshot(Path output, int number) {
        return find(output, number, "snapdir", "snapshot", false);
    }

    /** The files of the group catalogue of snapshot {@code number}: in {@code output/groups_NNN} or {@code output}. */
    public static FileSet ofCatalogue(Path output, int number) {
        return find(output, number, "groups", "group catalogue", true);
    }

    /** The set that one file belongs to, or the only set of a folder. */
    public static FileSet around(Path path) {
        Path folder = Files.isDirectory(path)
                ? path
                : Objects.requireNonNull(path.toAbsolutePath().getParent());
        List<Named> named = list(folder).stream()
                .filter(n ->
                        Files.isDirectory(path) || n.sameSet(path.getFileName().toString()))
                .toList();
        if (named.isEmpty() && !Files.isDirectory(path)) {
            return new FileSet(folder, new TreeMap<>(Map.of(0, path)), false);
        }
        return only(folder, named, "snapshot or group catalogue");
    }

    /** All sets whose files lie in a folder, in the order of their names. */
    public static List<FileSet> allIn(Path folder) {
        return bySet(list(folder)).values().stream()
                .map(named -> of(folder, named, "snapshot or group catalogue"))
                .toList();
    }

    private static FileSet find(Path output, int number, String subfolder, String what, boolean catalogue) {
        if (!Files.isDirectory(output)) {
            throw new InputException(output + " is not a folder; give the folder that holds " + subfolder + "_"
                    + String.format(Locale.ROOT, "%03d", number) + " or the " + what + " files");
        }
        String padded = String.format(Locale.ROOT, "%03d", number);
        for (Path folder : List.of(output.resolve(subfolder + "_" + padded), output)) {
            List<Named> named = Files.isDirectory(folder)
                    ? list(folder).stream()
                            .filter(n -> n.number == number
                                    && CATALOGUE_STEM.matcher(n.stem).matches() == catalogue)
                            .toList()
                    : List.of();
            if (!named.isEmpty()) {
                return only(folder, named, what);
            }
        }
        throw new InputException(output + " holds no " + what + " " + padded + ": neither " + subfolder + "_" + padded
                + " nor files *_" + padded + ".hdf5 are there; check the folder and the snapshot number");
    }

    private static FileSet only(Path folder, List<Named> named, String what) {
        SortedMap<String, List<Named>> sets = bySet(named);
        if (sets.size() != 1) {
            throw new InputException(folder + " holds "
                    + (sets.isEmpty()
                            ? "no " + what
                            : "more than one " + what + ": " + String.join(", ", sets.keySet()))
                    + "; give a folder with the files of one");
        }
        return of(folder, named, what);
    }

    private static SortedMap<String, List<Named>> bySet(List<Named> named) {
        return named.stream()
                .collect(Collectors.groupingBy(
                        n -> n.stem + "_" + n.number + (n.part < 0 ? "" : ".*"), TreeMap::new, Collectors.toList()));
    }

    private static FileSet of(Path folder, List<Named> named, String what) {
        TreeMap<Integer, Path> files = new TreeMap<>();
        for (Named file : named) {
            Path twin = files.putIfAbsent(Math.max(0, file.part), file.path);
            if (twin != null) {
                throw new InputException(folder + " holds the same part of the " + what + " twice, "
                        + twin.getFileName() + " and " + file.path.getFileName() + "; remove one of them");
            }
        }
        return new FileSet(folder, files, named.getFirst().part >= 0);
    }

    private static List<Named> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Named> named = new ArrayList<>();
            entries.sorted().forEach(path -> {
                Matcher name = NAME.matcher(path.getFileName().toString());
                if (name.matches() && isInt(name.group(2)) && (name.group(3) == null || isInt(name.group(3)))) {
                    int part = name.group(3) == null ? -1 : Integer.parseInt(name.group(3));
                    named.add(new Named(path, name.group(1), Integer.parseInt(name.group(2)), part));
                }
            });
            return named;
        } catch (IOException e) {
            throw new InputException(folder + " cannot be listed (" + e.getMessage() + "); check its permissions", e);
        }
    }

    private static boolean isInt(String digits) {
        return digits.length() < 10;
    }

    /** The folder that holds the files. */
    public Path folder() {
        return folder;
    }

    /** How many files are there; how many there should be, only a header tells. */
    public int size() {
        return files.size();
    }

    /** The first file that is there. */
    public Path first() {
        return files.values().iterator().next();
    }

    /**
     * All files in numeric order.
     *
     * @param expected how many there should be, as a header says
     * @throws InputException naming the missing or surplus files
     */
    public List<Path> complete(long expected) {
        List<String> missing = new ArrayList<>();
        for (int part = 0; part < expected && missing.size() < 5; part++) {
            if (!files.containsKey(part)) {
                missing.add(nameOf(part));
            }
        }
        if (!missing.isEmpty()) {
            long lacking = expected
                    - files.headMap((int) Math.min(expected, Integer.MAX_VALUE)).size();
            throw new InputException(
                    folder + " lacks " + String.join(", ", missing) + (lacking > missing.size() ? " ..." : "") + " ("
                            + lacking + " of " + expected + " files missing); copy or download what is missing");
        }
        if (files.size() > expected) {
            throw new InputException(folder + " holds " + files.size() + " files where the header of "
                    + first().getFileName() + " counts " + expected + "; remove those of another output, such as "
                    + List.copyOf(files.values()).getLast().getFileName());
        }
        return List.copyOf(files.values());
    }

    private String nameOf(int part) {
        String first = first().getFileName().toString();
        if (!numbered) {
            return first + " part " + part;
        }
        Matcher name = NAME.matcher(first);
        return name.matches() ? first.substring(0, name.start(3)) + part + first.substring(name.end(3)) : first;
    }

    private record Named(Path path, String stem, int number, int part) {
        boolean sameSet(String fileName) {
            Matcher name = NAME.matcher(fileName);
            return name.matches()
                    && name.group(1).equals(stem)
                    && isInt(name.group(2))
                    && Integer.parseInt(name.group(2)) == number
                    && (name.group(3) == null) == (part < 0);
        }
    }
}
