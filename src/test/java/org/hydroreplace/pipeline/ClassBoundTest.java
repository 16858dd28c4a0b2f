package org.hydroreplace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.field.FieldSpec.Replaced;
import org.hydroreplace.field.Replacement;
import org.hydroreplace.field.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many classes of particles can occur: by the rule, and by trying. */
final class ClassBoundTest {
    private static final double[] MASSES = {1.5e12, 4e12, 2e13, 8e13};

    @TempDir
    private Path folder;

    private List<FieldSpec> fields(String yaml) {
        return Configurations.read(folder, Configurations.SIMULATION + "fields: " + yaml)
                .fields();
    }

    private static long all(List<FieldSpec> fields) {
        return (1L << fields.size()) - 1;
    }

    @Test
    void oneReplaceFieldMakesFourClasses() {
        List<FieldSpec> fields = fields("[dmo, hydro, replace]");
        ClassBound bound = new ClassBound(fields, all(fields), MASSES);
        assertThat(bound.classes(Source.DMO, 2)).isEqualTo(2);
        assertThat(bound.classes(Source.HYDRO, 2)).isEqualTo(2);
        assertThat(new ClassBound(fields, 0b011, MASSES).classes(Source.DMO, 2)).isOne();
        assertThat(new ClassBound(fields, 0b001, MASSES).classes(Source.HYDRO, 2))
                .isZero();
    }

    @Test
    void massBinsWithoutHalosDoNotCount() {
        List<FieldSpec> fields = fields("[dmo, {replace: {mass: [1.0e14, .inf]}}]");
        assertThat(new ClassBound(fields, all(fields), MASSES).classes(Source.DMO, 3))
                .isOne();
        assertThat(new ClassBound(fields, all(fields), new double[] {1e14}).classes(Source.DMO, 3))
                .isEqualTo(2);
    }

    @Test
    void recentredFieldsHaveAClassOfMovedParticles() {
        List<FieldSpec> fields = fields("[dmo, hydro, {replace: {centre: recentred}}]");
        ClassBound bound = new ClassBound(fields, all(fields), MASSES);
        assertThat(bound.classes(Source.DMO, 3)).isEqualTo(2);
        assertThat(bound.classes(Source.HYDRO, 3)).isEqualTo(2);
    }

    @Test
    void publishedFieldsAreBoundedByTheLimitAndTheFields() {
        List<FieldSpec> fields = fields("[dmo, hydro, replace-grid]");
        ClassBound bound = new ClassBound(fields, all(fields), MASSES);
        // Four mass bins with halos, four radii in each, or none: 5^4 sets of fields.
        assertThat(bound.classes(Source.DMO, 1000)).isEqualTo(625);
        assertThat(bound.classes(Source.HYDRO, 1000)).isEqualTo(625);
        assertThat(bound.classes(Source.DMO, 34)).isEqualTo(34 + 32);
        assertThat(bound.classes(Source.DMO, 2)).isEqualTo(2 + 32);
        assertThat(bound.classes(Source.HYDRO, 2)).isEqualTo(2 + 33);
    }

    /** Particles in up to three spheres of random halos, sent through the table: never more classes than the bound. */
    @Test
    void noOtherSetsOccur() {
        List<FieldSpec> fields = fields(
                "[dmo, hydro, replace-grid, {replace: {mass: [3.0e12, 5.0e13], radius: 2}}, {replace: {radius: 4, centre: recentred}}]");
        SplittableRandom random = new SplittableRandom(17);
        for (int limit : new int[] {2, 5, 35, 1000}) {
            for (Source source : Source.values()) {
                ClassBound bound = new ClassBound(fields, all(fields), MASSES);
                ClassTable table = bound.table(source, limit);
                Set<Integer> used = new HashSet<>();
                for (int i = 0; i < 20_000; i++) {
                    long taking = source == Source.DMO
                            ? dmo(fields, inside(fields, random))
                            : hydro(fields, inside(fields, random));
                    check(table, taking, used);
                }
                if (source == Source.HYDRO) {
                    check(table, 1L << (fields.size() - 1), used);
                }
                assertThat(used.size()).as(source + " " + limit).isLessThanOrEqualTo(bound.classes(source, limit));
            }
        }
    }

    /** The classes of a particle, with their signs, add up to the fields that take it. */
    private static void check(ClassTable table, long taking, Set<Integer> used) {
        int[] sums = new int[FIELDS_AT_MOST];
        for (int c : table.classes(taking)) {
            used.add(c);
            for (int f = 0; f < FIELDS_AT_MOST; f++) {
                sums[f] += table.times(f, c);
            }
        }
        for (int f = 0; f < FIELDS_AT_MOST; f++) {
            assertThat(sums[f]).as("field " + f).isEqualTo((int) (taking >>> f & 1));
        }
    }

    private static final int FIELDS_AT_MOST = 40;

    private static long inside(List<FieldSpec> fields, SplittableRandom random) {
        long inside = 0;
        for (int spheres = random.nextInt(4); spheres > 0; spheres--) {
            double mass = MASSES[random.nextInt(MASSES.length)];
            double distance = random.nextDouble(6);
            for (int f = 0; f < fields.size(); f++) {
                if (fields.get(f) instanceof Replaced replaced) {
                    Replacement r = replaced.replacement();
                    inside |= r.selects(mass) && distance <= r.radius() ? 1L << f : 0;
                }
            }
        }
        return inside;
    }

    private static long dmo(List<FieldSpec> fields, long inside) {
        long outside = 0;
        for (int f = 0; f < fields.size(); f++) {
            outside |= fields.get(f).needsDmo() ? 1L << f : 0;
        }
        return outside & ~inside;
    }

    private static long hydro(List<FieldSpec> fields, long inside) {
        long taking = 0;
        for (int f = 0; f < fields.size(); f++) {
            boolean inPlace =
                    fields.get(f) instanceof Replaced r && r.replacement().centre() == Replacement.Centre.DMO;
            taking |= fields.get(f) instanceof FieldSpec.Hydro || (inPlace && (inside >>> f & 1) != 0) ? 1L << f : 0;
        }
        return taking;
    }
}
