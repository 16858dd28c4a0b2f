package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hydroreplace.baryons.BaryonModel;
import org.hydroreplace.baryons.BaryonModels;
import org.hydroreplace.baryons.BaryonicHalo;
import org.hydroreplace.baryons.Component;
import org.hydroreplace.baryons.CosmicHalos;
import org.hydroreplace.baryons.HaloContext;
import org.hydroreplace.baryons.TwoHalo;
import org.hydroreplace.cosmology.Concentration;
import org.hydroreplace.cosmology.Cosmology;
import org.hydroreplace.cosmology.StructureFormation;

/** One halo of a baryonic correction model, as text. */
public final class HaloModel {
    private final BaryonModels kind;
    private final BaryonModel model;
    private final TwoHalo twoHalo;
    private final Cosmology cosmology;
    private final double redshift;
    private final Concentration relation;
    private final BaryonicHalo halo;

    /**
     * A halo.
     *
     * @param name of the model
     * @param variant empty: the default
     * @param parameters those that differ from the defaults, Msun/h and Mpc/h
     * @param concentration name of a relation, or a number; empty: what the model was made with
     * @param cosmology a file; empty: IllustrisTNG
     * @param mass M200c, Msun/h
     * @throws org.hydroreplace.io.UsageException for an unknown name, or a number out of its range
     */
    public HaloModel(
            String name,
            Optional<String> variant,
            TwoHalo twoHalo,
            Map<String, Double> parameters,
            Optional<String> concentration,
            Optional<Path> cosmology,
            double mass,
            double redshift) {
        this.kind = BaryonModels.named(name);
        this.model = kind.create(variant, twoHalo, Optional.empty(), parameters);
        this.twoHalo = twoHalo;
        this.relation = Concentration.named(concentration.orElse(kind.concentration()));
        this.redshift = redshift;
        StructureFormation structure = CosmologyFile.of(cosmology);
        this.cosmology = structure.cosmology();
        this.halo = model.halo(new CosmicHalos(structure, relation, redshift).halo(mass));
    }

    /** The halo. */
    public BaryonicHalo halo() {
        return halo;
    }

    /** What the numbers depend on, a line each. */
    public List<String> heading() {
        HaloContext context = halo.halo();
        List<String> lines = new ArrayList<>();
        lines.add("model: " + kind.label());
        lines.add(kind.variantKey() + ": " + model.variant());
        lines.add("two_halo: " + Labels.of(twoHalo));
        lines.add("M200c: " + context.mass() + " Msun/h");
        lines.add("redshift: " + redshift);
        lines.add("R200c: " + context.radius() + " Mpc/h, comoving");
        lines.add("concentration: " + context.concentration() + " (" + relation.label() + ")");
        lines.add("Omega_m: " + cosmology.omegaMatter());
        lines.add("Omega_b: " + cosmology.omegaBaryon().orElseThrow());
        lines.add("h: " + cosmology.hubble());
        lines.add("sigma8: " + cosmology.sigma8().orElseThrow());
        lines.add("n_s: " + cosmology.spectralIndex().orElseThrow());
        model.parameters().values().forEach((name, value) -> {
            String unit = model.parameters().unit(name);
            lines.add("parameter " + name + ": " + value + (unit.equals("1") ? "" : " " + unit));
        });
        halo.fractions().forEach((name, value) -> lines.add("fraction " + name + ": " + value));
        return lines;
    }

    /** Names of the columns, with units; densities are (Msun/h)/(Mpc/h)^3, comoving. */
    public String columns() {
        StringBuilder names =
                new StringBuilder("r[Mpc/h],x[r/R200c],dr[Mpc/h],M_dmo[Msun/h],M_dmb[Msun/h],rho_dmo,rho_dmb");
        for (Component component : halo.components()) {
            names.append(",rho_").append(component.name());
        }
        return names.toString();
    }

    /**
     * A row.
     *
     * @param r comoving Mpc/h, positive
     */
    public String row(double r) {
        StringBuilder row = new StringBuilder();
        row.append(r)
                .append(',')
                .append(r / halo.halo().radius())
                .append(',')
                .append(halo.displacement(r))
                .append(',')
                .append(halo.darkMatterOnly().enclosedMass(r))
                .append(',')
                .append(halo.darkMatterBaryon().enclosedMass(r))
                .append(',')
                .append(halo.darkMatterOnly().density(r))
                .append(',')
                .append(halo.darkMatterBaryon().density(r));
        for (Component component : halo.components()) {
            row.append(',').append(component.profile().density(r));
        }
        return row.toString();
    }
}
