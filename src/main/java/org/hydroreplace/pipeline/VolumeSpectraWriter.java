package org.hydroreplace.pipeline;

import java.util.List;
import java.util.Objects;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.spectrum.Jackknife;
import org.hydroreplace.spectrum.PowerSpectra;
import org.hydroreplace.spectrum.Spectrum;
import org.hydroreplace.spectrum.SubBoxSpectra;
import org.hydroreplace.spectrum.Window;
import org.jspecify.annotations.Nullable;

/** Writes what was measured in three dimensions into power.h5. */
final class VolumeSpectraWriter {
    private static final String UNITS = "(Mpc/h)^3";

    private final Hdf5Writer file;
    private final List<FieldSpec> fields;
    private final Power.Volume volume;
    private final Window window;
    private final double boxSize;
    private final VolumeSpectra spectra;

    VolumeSpectraWriter(
            Hdf5Writer file,
            List<FieldSpec> fields,
            Power.Volume volume,
            Window window,
            double boxSize,
            VolumeSpectra spectra) {
        this.file = file;
        this.fields = fields;
        this.volume = volume;
        this.window = window;
        this.boxSize = boxSize;
        this.spectra = spectra;
    }

    /**
     * Writes a field.
     *
     * @param reference the field that others are compared with, or -1
     */
    void write(int index, int reference, double shotNoise) {
        FieldPower power = Objects.requireNonNull(spectra.of(index));
        FieldPower compared = index == reference ? null : spectra.of(reference);
        String field = fields.get(index).name();
        String of = " in bins of one fundamental mode, of the field " + field;
        attributes(field, shotNoise);
        SpectrumTable.write(file, field, of, UNITS, power.spectrum());
        attributes(field + "/power", shotNoise);
        SubBoxSpectra parts = power.subBoxes();
        if (parts != null) {
            column(
                    field + "/power_error",
                    UNITS,
                    "jackknife error of the power over " + parts.power().length + " sub-boxes" + of,
                    parts.errorOf(power.spectrum()));
        }
        if (compared != null) {
            ratio(field, of, power.spectrum(), compared.spectrum());
            SubBoxSpectra others = compared.subBoxes();
            if (parts != null && others != null) {
                column(
                        field + "/ratio_error",
                        "",
                        "jackknife error of the ratio over " + parts.power().length + " sub-boxes" + of,
                        parts.inBinsOf(power.spectrum(), parts.ratioError(others)));
            }
        }
        power.folded().forEach((fold, spectrum) -> {
            String group = field + "/folded-" + fold;
            file.group(group);
            attributes(group, shotNoise);
            file.attribute(group, "fold", (long) fold);
            String folded =
                    " in bins of " + fold + " fundamental modes, of the field " + field + " folded " + fold + " times";
            SpectrumTable.write(file, group, folded, UNITS, spectrum);
            Spectrum other = compared == null ? null : compared.folded().get(fold);
            if (other != null) {
                ratio(group, folded, spectrum, other);
            }
        });
        power.multipoles().forEach((axis, multipoles) -> {
            String group = field + "/multipoles/" + axis.label();
            file.group(group);
            String about = " about the line of sight " + axis.label() + of;
            column(group + "/quadrupole", UNITS, "quadrupole of the power" + about, multipoles.quadrupole());
            column(group + "/hexadecapole", UNITS, "hexadecapole of the power" + about, multipoles.hexadecapole());
        });
        power.cross().forEach((other, cross) -> {
            String name = fields.get(other).name();
            String group = field + "/cross/" + name;
            file.group(group);
            column(group + "/power", UNITS, "cross spectrum with the field " + name + of, cross.power());
            column(
                    group + "/correlation",
                    "",
                    "cross spectrum with the field " + name + " over the root of both spectra" + of,
                    cross.correlation());
        });
        if (parts != null) {
            subBoxes(field, parts, compared == null ? null : compared.subBoxes());
        }
    }

    private void subBoxes(String field, SubBoxSpectra parts, @Nullable SubBoxSpectra compared) {
        String group = field + "/jackknife";
        file.group(group);
        file.attribute(group, "sub_boxes_per_side", (long) parts.parts());
        String of = " in bins of one fundamental mode of a sub-box, of the field " + field;
        column(group + "/k", "h/Mpc", "mean wavenumber of the modes" + of, parts.k());
        HaloTable.column(file, group + "/modes", "number of independent modes of one sub-box" + of, parts.modes());
        int bins = parts.k().length;
        double[] table = new double[parts.power().length * bins];
        for (int p = 0; p < parts.power().length; p++) {
            System.arraycopy(parts.power()[p], 0, table, p * bins, bins);
        }
        HaloTable.reals(
                file,
                group + "/power",
                bins,
                UNITS,
                "power spectra of the sub-boxes, the third index of the box fastest," + of,
                table);
        column(group + "/power_error", UNITS, "jackknife error of their mean" + of, parts.error());
        if (compared != null) {
            column(group + "/ratio", "", "mean power over that of the gravity-only field" + of, parts.ratio(compared));
            column(group + "/ratio_error", "", "jackknife error of the ratio" + of, parts.ratioError(compared));
        }
    }

    private void ratio(String group, String of, Spectrum spectrum, Spectrum gravityOnly) {
        column(
                group + "/ratio",
                "",
                "power over that of the gravity-only field" + of,
                Jackknife.ratio(spectrum.power(), gravityOnly.power()));
    }

    private void column(String dataset, String units, String description, double[] values) {
        HaloTable.column(file, dataset, units, description, values);
    }

    private void attributes(String object, double shotNoise) {
        file.attribute(object, "shot_noise", shotNoise);
        file.attribute(object, "window", Labels.of(window));
        file.attribute(object, "assignment", volume.assignment().label());
        file.attribute(object, "interlaced", volume.interlaced() ? 1L : 0L);
        file.attribute(object, "grid", (long) volume.grid());
        file.attribute(object, "precision", volume.precision().label());
        file.attribute(object, "box_size", boxSize);
    }

    /**
     * Values of one field in power.h5.
     *
     * @param compared whether it is compared with the field that others are compared with
     * @param cross number of fields that it is correlated with
     */
    static long values(Power.Volume volume, boolean compared, int cross) {
        long bins = PowerSpectra.bins(3, volume.grid());
        long ratio = compared ? 1 : 0;
        long values = bins * (3 + ratio) * (1 + volume.folds().size());
        values += bins * 2 * (volume.multipoles().size() + cross);
        if (volume.jackknife() > 0) {
            long ofPart = PowerSpectra.bins(3, volume.grid() / volume.jackknife());
            long parts = (long) volume.jackknife() * volume.jackknife() * volume.jackknife();
            values += bins * (1 + ratio) + ofPart * (3 + parts + 2 * ratio);
        }
        return values;
    }
}
