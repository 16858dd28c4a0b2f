package org.hydroreplace.baryons;

import java.util.OptionalDouble;
import org.hydroreplace.cosmology.Concentration;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.cosmology.StructureFormation;

/** Halos of the reference tables' cosmology: with their own radius, concentration and peak height, or of any mass. */
final class ReferenceHalos {
    static final StructureFormation TNG = StructureFormation.of(new Cosmology(
            0.3089, 0.6911, 0.6774, OptionalDouble.of(0.0486), OptionalDouble.of(0.8159), OptionalDouble.of(0.9667)));
    private static final BcmTable HALOS = BcmTable.read("halo_c_R_sigma_bias.csv");

    private ReferenceHalos() {}

    /** Halos of any mass, with the concentration that a model was made with. */
    static HaloSource source(BaryonModels model, double z) {
        return new CosmicHalos(TNG, Concentration.named(model.concentration()), z);
    }

    /** A halo of the table, its radius, concentration and peak height as they stand there. */
    static HaloContext tabulated(BaryonModels model, double mass, double z) {
        for (int i = 0; i < HALOS.size(); i++) {
            if (Math.abs(HALOS.value(i, "M200c") / mass - 1) < 1e-9 && HALOS.value(i, "z") == z) {
                return new HaloContext(
                        mass,
                        HALOS.value(i, "R200c"),
                        HALOS.value(i, model == BaryonModels.MEAD20 ? "c_Duffy08" : "c_Diemer15"),
                        HALOS.value(i, "nu_1686"),
                        new CosmicHalos(TNG, Concentration.named("duffy08"), z).matter());
            }
        }
        throw new IllegalArgumentException("no halo of " + mass + " Msun/h at z = " + z);
    }

    /** A halo in a universe of another baryon fraction, all else equal. */
    static HaloContext withBaryons(HaloContext halo, double omegaBaryon) {
        return new HaloContext(
                halo.mass(),
                halo.radius(),
                halo.concentration(),
                halo.peakHeight(),
                new OtherBaryons(halo.matter(), omegaBaryon / TNG.cosmology().omegaMatter()));
    }

    private record OtherBaryons(CosmicMatter matter, double baryonFraction) implements CosmicMatter {
        @Override
        public double redshift() {
            return matter.redshift();
        }

        @Override
        public double growth() {
            return matter.growth();
        }

        @Override
        public double hubble() {
            return matter.hubble();
        }

        @Override
        public double meanDensity() {
            return matter.meanDensity();
        }

        @Override
        public double correlation(double r) {
            return matter.correlation(r);
        }

        @Override
        public double meanCorrelation(double r) {
            return matter.meanCorrelation(r);
        }
    }
}
