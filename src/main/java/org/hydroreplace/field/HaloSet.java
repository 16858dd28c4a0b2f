package org.hydroreplace.field;

/** Halos round which something is done or measured; those of the gravity-only run first. */
public enum HaloSet {
    /** The DMO halos of the matched pairs. */
    DMO_PARTNERS(Source.DMO),
    /** All DMO halos of at least the minimum mass, matched or not. */
    SELECTED(Source.DMO),
    /** The hydro halos of the matched pairs, in the same order. */
    HYDRO_PARTNERS(Source.HYDRO);

    private final Source source;

    HaloSet(Source source) {
        this.source = source;
    }

    /** The run whose halos these are. */
    public Source source() {
        return source;
    }
}
