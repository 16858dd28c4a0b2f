package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.hydroreplace.cosmology.PowerNormalization;
import org.hydroreplace.cosmology.Radiation;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.halo.MatchCriteria;
import org.hydroreplace.io.UsageException;

/**
 * Everything a configuration file says, checked, with its defaults filled in.
 *
 * @param fields in the order asked for, with different names
 * @param maps empty where no maps are asked for
 * @param power empty where no spectra are asked for
 * @param profiles empty where no profiles and statistics are asked for
 * @param lensPlanes empty where no lens planes are asked for
 * @param output folder of the products
 * @param memory budget in bytes, empty for what the Java heap allows
 */
public record RunConfiguration(
        Simulation simulation,
        CosmologyComplement cosmology,
        MatchCriteria matching,
        List<FieldSpec> fields,
        Optional<Maps> maps,
        Optional<Power> power,
        Optional<Profiles> profiles,
        Optional<LensPlanes> lensPlanes,
        Path output,
        OptionalLong memory) {

    public RunConfiguration {
        fields = List.copyOf(fields);
    }

    /**
     * Where the two runs are.
     *
     * @param dmo output folder of the gravity-only run
     * @param hydro output folder of the full-physics run; empty where no field needs it
     * @param snapshot number of the snapshot and its group catalogue
     * @param snapshots all of the light cone that it belongs to, near to far; where there is none, this one
     * @param whole whether all of them are to be made, one after the other, each in a folder of its own
     */
    public record Simulation(Path dmo, Optional<Path> hydro, int snapshot, List<Integer> snapshots, boolean whole) {
        public Simulation {
            snapshots = List.copyOf(snapshots);
        }
    }

    /**
     * What the headers may lack; a header that says otherwise is an error.
     *
     * @param power table of the linear power spectrum at redshift 0; empty: the formula of Eisenstein & Hu 1998
     * @param normalization what the amplitude of that table is
     * @param radiation what the expansion holds of it
     */
    public record CosmologyComplement(
            OptionalDouble sigma8,
            OptionalDouble spectralIndex,
            OptionalDouble omegaBaryon,
            Optional<Path> power,
            PowerNormalization normalization,
            Radiation radiation) {}

    /**
     * Two-dimensional density maps through the whole box.
     *
     * @param grid cells along a side
     * @param axes directions of projection, in order, without repetition
     */
    public record Maps(int grid, MassAssignment assignment, List<Axis> axes) {
        public Maps {
            axes = List.copyOf(axes);
        }
    }

    /** Whether any field needs matched halos. */
    public boolean fieldsNeedMatches() {
        return fields.stream().anyMatch(FieldSpec.Replaced.class::isInstance);
    }

    /** Whether any field is displaced round the halos of the gravity-only run. */
    public boolean fieldsNeedDisplacements() {
        return fields.stream().anyMatch(FieldSpec.Baryonified.class::isInstance);
    }

    /** The place of the gravity-only field that others are compared with: the first one. */
    public OptionalInt referenceField() {
        return IntStream.range(0, fields.size())
                .filter(f -> fields.get(f) instanceof FieldSpec.Dmo)
                .findFirst();
    }

    /** This configuration for one field, and no products of the pass. */
    RunConfiguration withField(FieldSpec field) {
        return new RunConfiguration(
                simulation,
                cosmology,
                matching,
                List.of(field),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                output,
                memory);
    }

    /** Whether this is a light cone, whose members are made in folders of their own, each by {@link #member}. */
    public boolean isLightCone() {
        return simulation.whole();
    }

    /**
     * This configuration for one snapshot of its light cone, with a folder of its own: {@code snap_096}.
     *
     * @throws UsageException if the light cone has no such snapshot
     */
    public RunConfiguration member(int snapshot) {
        if (!simulation.snapshots().contains(snapshot)) {
            throw new UsageException("--snapshot " + snapshot + " is not among the snapshots " + simulation.snapshots()
                    + " of the configuration; give one of these");
        }
        Simulation one = new Simulation(simulation.dmo(), simulation.hydro(), snapshot, simulation.snapshots(), false);
        Path folder = simulation.whole() ? output.resolve(memberFolder(snapshot)) : output;
        return new RunConfiguration(
                one, cosmology, matching, fields, maps, power, profiles, lensPlanes, folder, memory);
    }

    /** Folder of the products of a snapshot of a light cone. */
    public static String memberFolder(int snapshot) {
        return String.format(Locale.ROOT, "snap_%03d", snapshot);
    }

    /** This configuration with other maps, as the command {@code project} needs where none are configured. */
    public RunConfiguration withMaps(Optional<Maps> maps) {
        return new RunConfiguration(
                simulation, cosmology, matching, fields, maps, power, profiles, lensPlanes, output, memory);
    }

    /** This configuration with other profiles, as the command {@code profiles} needs where none are configured. */
    public RunConfiguration withProfiles(Optional<Profiles> profiles) {
        return new RunConfiguration(
                simulation, cosmology, matching, fields, maps, power, profiles, lensPlanes, output, memory);
    }

    /** This configuration with lens planes, as their command needs where none are configured. */
    public RunConfiguration withLensPlanes(Optional<LensPlanes> lensPlanes) {
        return new RunConfiguration(
                simulation, cosmology, matching, fields, maps, power, profiles, lensPlanes, output, memory);
    }
}
