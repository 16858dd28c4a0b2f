package org.hydroreplace.baryons;

import org.hydroreplace.cosmology.Concentration;
import org.hydroreplace.cosmology.StructureFormation;

/** The halos of a cosmology at one redshift. */
public final class CosmicHalos implements HaloSource {
    private final StructureFormation structure;
    private final Concentration relation;
    private final CosmicMatter matter;

    /** @throws org.hydroreplace.io.UsageException where the cosmology has no baryons */
    public CosmicHalos(StructureFormation structure, Concentration relation, double redshift) {
        this.structure = structure;
        this.relation = relation;
        this.matter = new Matter(
                structure,
                redshift,
                structure.growth(redshift),
                structure.cosmology().baryonFraction());
    }

    public CosmicMatter matter() {
        return matter;
    }

    @Override
    public HaloContext halo(double mass) {
        double c = structure.concentration(relation, mass, matter.redshift());
        return halo(mass, Double.isFinite(c) ? c : 1);
    }

    @Override
    public HaloContext halo(double mass, double concentration) {
        double redshift = matter.redshift();
        return new HaloContext(
                mass,
                structure.radius200c(mass, redshift),
                concentration,
                structure.peakHeight(mass, redshift),
                matter);
    }

    private record Matter(StructureFormation structure, double redshift, double growth, double baryonFraction)
            implements CosmicMatter {
        @Override
        public double hubble() {
            return structure.cosmology().hubble();
        }

        @Override
        public double meanDensity() {
            return structure.meanMatterDensity();
        }

        @Override
        public double correlation(double r) {
            return growth * growth * structure.correlation(r, 0);
        }

        @Override
        public double meanCorrelation(double r) {
            return growth * growth * structure.meanCorrelation(r, 0);
        }
    }
}
