package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hydroreplace.baryons.CatalogueHalos;
import org.hydroreplace.baryons.Correction;
import org.hydroreplace.baryons.Correction.ConcentrationChoice.Column;
import org.hydroreplace.baryons.Correction.ConcentrationChoice.Relation;
import org.hydroreplace.baryons.Correction.HaloRadius;
import org.hydroreplace.baryons.CosmicHalos;
import org.hydroreplace.baryons.HaloDisplacements;
import org.hydroreplace.cosmology.Concentration;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.cosmology.LinearPower;
import org.hydroreplace.cosmology.LinearPowers;
import org.hydroreplace.cosmology.PowerFile;
import org.hydroreplace.cosmology.StructureFormation;
import org.hydroreplace.cosmology.WavenumberBand;
import org.hydroreplace.field.Displacer;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.halo.CatalogueReader;
import org.hydroreplace.halo.HaloCatalogue;
import org.hydroreplace.halo.HaloSpheres;
import org.hydroreplace.pipeline.RunConfiguration.CosmologyComplement;

/** Tabulates the displacements of all corrected fields of a run. */
final class Displacements {
    private Displacements() {}

    /**
     * The displacements of a run's corrected fields round its halos.
     *
     * @throws org.hydroreplace.io.UsageException if the cosmology is not known well enough
     * @throws org.hydroreplace.io.InputException if a halo's numbers are of no use
     */
    static Displacer of(
            RunConfiguration configuration,
            Cosmology header,
            double redshift,
            HaloCatalogue catalogue,
            HaloSpheres halos,
            int threads) {
        StructureFormation structure = structure(header, configuration.cosmology());
        Map<Integer, HaloDisplacements> byField = new HashMap<>();
        for (int f = 0; f < configuration.fields().size(); f++) {
            if (configuration.fields().get(f) instanceof FieldSpec.Baryonified corrected) {
                byField.put(f, tables(corrected.correction(), structure, redshift, catalogue, halos, threads));
            }
        }
        return new Displacer(halos, byField);
    }

    /** The cosmology of the headers, completed by the configuration. */
    static StructureFormation structure(Cosmology header, CosmologyComplement complement) {
        Cosmology cosmology =
                header.completedBy(complement.omegaBaryon(), complement.sigma8(), complement.spectralIndex());
        Optional<Path> file = complement.power();
        LinearPower power = file.isPresent()
                ? PowerFile.read(file.get(), complement.normalization(), cosmology)
                : LinearPowers.eisensteinHu(cosmology);
        return new StructureFormation(cosmology, complement.radiation(), power, WavenumberBand.CCL);
    }

    private static HaloDisplacements tables(
            Correction correction,
            StructureFormation structure,
            double redshift,
            HaloCatalogue catalogue,
            HaloSpheres halos,
            int threads) {
        double[] radius = correction.radius() == HaloRadius.CATALOGUE
                ? halos.radius()
                : Arrays.stream(halos.mass())
                        .map(mass -> structure.radius200c(mass, redshift))
                        .toArray();
        Optional<double[]> concentrations = Optional.empty();
        // Of no consequence where every halo has its own.
        Concentration relation = Concentration.named(correction.model().concentration());
        if (correction.concentration() instanceof Column column) {
            double[] all = CatalogueReader.column(catalogue, column.dataset());
            concentrations = Optional.of(
                    Arrays.stream(halos.row()).mapToDouble(row -> all[row]).toArray());
        } else if (correction.concentration() instanceof Relation named) {
            relation = Concentration.named(named.name());
        }
        return HaloDisplacements.of(
                correction.create(),
                new CosmicHalos(structure, relation, redshift),
                new CatalogueHalos(halos.mass(), radius, concentrations),
                correction.outer(),
                correction.taper(),
                threads);
    }
}
