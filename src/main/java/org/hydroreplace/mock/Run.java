package org.hydroreplace.mock;

/** The two simulations of a pair. */
enum Run {
    DMO("dmo"),
    HYDRO("hydro");

    private final String folder;

    Run(String folder) {
        this.folder = folder;
    }

    String folder() {
        return folder;
    }
}
