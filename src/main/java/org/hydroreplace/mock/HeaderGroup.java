package org.hydroreplace.mock;

import org.hydroreplace.io.Hdf5Writer;

/** The attributes that the headers of snapshots and catalogues share. */
record HeaderGroup(Hdf5Writer writer) {
    static final String NAME = "Header";

    static HeaderGroup create(Hdf5Writer writer, MockUniverse universe) {
        writer.group(NAME);
        var header = new HeaderGroup(writer);
        header.number("BoxSize", universe.box());
        header.number("Time", 1);
        header.number("Redshift", 0);
        header.number("Omega0", MockUniverse.OMEGA_MATTER);
        header.number("OmegaLambda", MockUniverse.OMEGA_LAMBDA);
        header.number("HubbleParam", MockUniverse.HUBBLE);
        return header;
    }

    void number(String name, double value) {
        writer.attribute(NAME, name, value);
    }

    void integer(String name, int value) {
        writer.attribute(NAME, name, value);
    }

    void wide(String name, long value) {
        writer.attribute(NAME, name, value);
    }
}
