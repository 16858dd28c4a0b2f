package org.hydroreplace.field;

import org.hydroreplace.baryons.Correction;

/** A matter field, as a configuration asks for it. */
public sealed interface FieldSpec {
    /** Name of the field in files: letters, digits, points and hyphens. */
    String name();

    /** Whether matter of the hydro run enters. */
    boolean needsHydro();

    /** Whether matter of the gravity-only run enters. */
    boolean needsDmo();

    /** Whether matter of a run enters. */
    default boolean needs(Source source) {
        return source == Source.DMO ? needsDmo() : needsHydro();
    }

    /** All matter of the gravity-only run. */
    record Dmo(String name) implements FieldSpec {
        @Override
        public boolean needsHydro() {
            return false;
        }

        @Override
        public boolean needsDmo() {
            return true;
        }
    }

    /** All matter of the full-physics run. */
    record Hydro(String name) implements FieldSpec {
        @Override
        public boolean needsHydro() {
            return true;
        }

        @Override
        public boolean needsDmo() {
            return false;
        }
    }

    /** The gravity-only run with its matter displaced round all halos of at least the minimum mass. */
    record Baryonified(String name, Correction correction) implements FieldSpec {
        @Override
        public boolean needsHydro() {
            return false;
        }

        @Override
        public boolean needsDmo() {
            return true;
        }
    }

    /** The gravity-only run with the matter of some halos replaced by that of their partners. */
    record Replaced(String name, Replacement replacement) implements FieldSpec {
        @Override
        public boolean needsHydro() {
            return true;
        }

        @Override
        public boolean needsDmo() {
            return true;
        }
    }
}
