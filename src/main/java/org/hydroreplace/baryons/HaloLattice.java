package org.hydroreplace.baryons;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which nodes of a fixed lattice in ln M (and ln c, where halos have concentrations of their own) the halos of a catalogue
 * need, and with which weights: cubic (Lagrange) in both. Laws of mass have corners, where a fraction reaches its clip; a
 * halo reads nodes on its own side of them.
 */
final class HaloLattice {
    /** Steps of ln M. With docs/models.md, Accuracy. */
    private static final double MASS_STEP = StrictMath.log(10) / 64;

    /** Steps of ln M at a given concentration: what is least smooth in mass is the mean concentration. */
    private static final double MASS_STEP_WITH_CONCENTRATION = StrictMath.log(10) / 16;

    /** A node is its place in ln M and ln c in one number. */
    private static final long SPREAD = 1L << 32;

    private static final int CUBIC = 4;

    private final BaryonModel model;
    private final HaloSource source;
    private final boolean withConcentration;
    private final double massStep;
    private final double concentrationStep;
    private final long[] key;
    private final double[] weight;
    private final long[] nodes;
    private final Map<Long, Integer> regimes = new HashMap<>();

    HaloLattice(BaryonModel model, HaloSource source, CatalogueHalos halos) {
        this.model = model;
        this.source = source;
        this.withConcentration = halos.haveConcentrations();
        this.massStep = withConcentration ? MASS_STEP_WITH_CONCENTRATION : MASS_STEP;
        this.concentrationStep = model.concentrationStep();
        this.key = new long[halos.size() * perHalo()];
        this.weight = new double[key.length];
        int at = 0;
        for (int halo = 0; halo < halos.size(); halo++) {
            double mass = StrictMath.log(halos.mass(halo)) / massStep;
            double c = withConcentration ? StrictMath.log(halos.concentration(halo)) / concentrationStep : 0;
            long massNode = firstMass(mass, regime(halos.mass(halo)));
            long firstC = withConcentration ? (long) Math.floor(c) - 1 : 0;
            double[] massWeights = cubic(mass - massNode);
            double[] concentrationWeights = withConcentration ? cubic(c - firstC) : new double[] {1};
            for (int i = 0; i < massWeights.length; i++) {
                for (int j = 0; j < concentrationWeights.length; j++) {
                    key[at] = (massNode + i) * SPREAD + firstC + j;
                    weight[at++] = massWeights[i] * concentrationWeights[j];
                }
            }
        }
        this.nodes = Arrays.stream(key).sorted().distinct().toArray();
    }

    private int regime(double mass) {
        return model.regime(source.halo(mass, 1));
    }

    private double mass(long node) {
        return StrictMath.exp(node * massStep);
    }

    /**
     * The first of four masses: those round a halo, or if a corner lies among them the nearest four on the halo's side; between
     * two corners that leave no room for four, those round it.
     */
    private long firstMass(double place, int regime) {
        long middle = (long) Math.floor(place) - 1;
        for (int shift = 0; shift < CUBIC; shift = shift > 0 ? -shift : 1 - shift) {
            boolean alike = true;
            for (int i = 0; i < CUBIC; i++) {
                alike &= regimes.computeIfAbsent(middle + shift + i, node -> regime(mass(node))) == regime;
            }
            if (alike) {
                return middle + shift;
            }
        }
        return middle;
    }

    /** Lagrange weights of the nodes 0 to 3 at t, inside or up to a step outside. */
    private static double[] cubic(double t) {
        return new double[] {
            -(t - 1) * (t - 2) * (t - 3) / 6,
            t * (t - 2) * (t - 3) / 2,
            -t * (t - 1) * (t - 3) / 2,
            t * (t - 1) * (t - 2) / 6
        };
    }

    /** How many nodes each halo reads. */
    int perHalo() {
        return withConcentration ? CUBIC * CUBIC : CUBIC;
    }

    /** How many nodes there are. */
    int nodes() {
        return nodes.length;
    }

    /** The halo at a node. */
    HaloContext context(int number) {
        long node = nodes[number];
        long massNode = Math.floorDiv(node + SPREAD / 2, SPREAD);
        double c = StrictMath.exp((node - massNode * SPREAD) * concentrationStep);
        return withConcentration ? source.halo(mass(massNode), c) : source.halo(mass(massNode));
    }

    /** For each halo the numbers of its nodes. */
    int[] rowNumbers() {
        return Arrays.stream(key)
                .mapToInt(node -> Arrays.binarySearch(nodes, node))
                .toArray();
    }

    /** Their weights, which add to 1 for each halo. */
    double[] weights() {
        return weight;
    }
}
