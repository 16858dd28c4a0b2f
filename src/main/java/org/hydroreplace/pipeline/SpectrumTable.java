package org.hydroreplace.pipeline;

import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.spectrum.Spectrum;

/** Writes the columns of spectra. */
final class SpectrumTable {
    private SpectrumTable() {}

    /**
     * Writes wavenumbers, power and numbers of modes into a group.
     *
     * @param of the end of the descriptions: what is measured
     */
    static void write(Hdf5Writer file, String group, String of, String units, Spectrum spectrum) {
        HaloTable.column(file, group + "/k", "h/Mpc", "mean wavenumber of the modes" + of, spectrum.k());
        HaloTable.column(
                file,
                group + "/power",
                units,
                "power spectrum of the overdensity" + of + "; shot noise is not subtracted",
                spectrum.power());
        HaloTable.column(file, group + "/modes", "number of independent modes" + of, spectrum.modes());
    }
}
