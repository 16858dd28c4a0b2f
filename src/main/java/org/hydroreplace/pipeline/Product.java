package org.hydroreplace.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a command can make, with the files it consists of and the sections of the configuration it depends on. */
@SuppressWarnings("ImmutableEnumChecker") // lists that are never changed
public enum Product {
    MATCHED_HALOS(List.of(MatchedHalosFile.NAME), MatchedHalosFile.SECTIONS),
    MAPS(List.of(MapsFile.NAME), MapsFile.SECTIONS),
    POWER(List.of(PowerFile.NAME), PowerFile.SECTIONS),
    PROFILES(List.of(ProfilesFile.NAME, StatisticsFile.NAME), ProfilesFile.SECTIONS),
    LENS_PLANES(List.of(LensPlanesFiles.FOLDER), LensPlanesFiles.SECTIONS),
    /** The particles of fields: a folder of snapshots. */
    PARTICLES(List.of(Transform.FOLDER), List.of("simulation", "cosmology", "matching", "fields"));

    /** What {@code run} makes, as far as the configuration asks for it. */
    public static final Set<Product> OF_RUN = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(PARTICLES)));

    private final List<String> files;
    private final List<String> sections;

    Product(List<String> files, List<String> sections) {
        this.files = files;
        this.sections = sections;
    }

    /** Sections of the configuration whose values the product depends on. */
    List<String> sections() {
        return sections;
    }

    /** Its files, or the folder of its files. */
    List<String> files() {
        return files;
    }

    /** Whether a file of this name belongs to it. */
    boolean has(String name) {
        return files.stream().anyMatch(file -> name.equals(file) || name.startsWith(file + "/"));
    }

    /** Whether a configuration asks for it. */
    boolean isAskedFor(RunConfiguration configuration) {
        return switch (this) {
            case MATCHED_HALOS -> configuration.simulation().hydro().isPresent();
            case MAPS -> configuration.maps().isPresent();
            case POWER -> Wanted.of(configuration, OF_RUN).power().isPresent();
            case PROFILES -> configuration.profiles().isPresent();
            case LENS_PLANES -> configuration.lensPlanes().isPresent();
            case PARTICLES -> false;
        };
    }

    /** Whether a folder holds any of its files. */
    boolean isIn(Path folder) {
        return files.stream().anyMatch(file -> Files.exists(folder.resolve(file)));
    }
}
