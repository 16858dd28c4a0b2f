package org.hydroreplace.pipeline;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.io.Hdf5Writer;
import org.hydroreplace.pipeline.RunConfiguration.Maps;
import org.hydroreplace.spectrum.Jackknife;
import org.hydroreplace.spectrum.PlaneSpectrum;
import org.hydroreplace.spectrum.Spectrum;
import org.hydroreplace.spectrum.Window;
import org.jspecify.annotations.Nullable;

/** The spectra of the maps of all fields: what power.h5 holds in {@code /<field>/planes}. */
final class PlaneSpectra {
    private final Maps maps;
    private final Window window;
    private final double boxSize;
    private final int threads;
    private final Map<Integer, Map<Axis, Spectrum>> spectra = new HashMap<>();

    PlaneSpectra(Maps maps, Window window, double boxSize, int threads) {
        this.maps = maps;
        this.window = window;
        this.boxSize = boxSize;
        this.threads = threads;
    }

    /** Measures the spectra of a field's maps of a portion. */
    void measure(int field, Portion portion, List<PassResult> passes) throws InterruptedException {
        for (MapCanvas canvas : portion.maps()) {
            Spectrum spectrum = PlaneSpectrum.of(
                    (row, mass) -> PassResult.cells(passes, field, canvas, 0, row, 0, mass),
                    maps.grid(),
                    boxSize,
                    maps.assignment(),
                    window,
                    threads);
            spectra.computeIfAbsent(field, f -> new EnumMap<>(Axis.class)).put(canvas.axis(), spectrum);
        }
    }

    /** Values of one field in power.h5. */
    static long values(Maps maps, boolean compared) {
        return (compared ? 4L : 3L) * maps.axes().size() * PlaneSpectrum.bins(maps.grid());
    }

    /**
     * Writes the spectra of a field.
     *
     * @param reference the field that others are compared with, or -1
     */
    void write(Hdf5Writer file, int index, String field, int reference, double shotNoise) {
        for (Axis axis : maps.axes()) {
            String group = field + "/planes/" + axis.label();
            file.group(group);
            attributes(file, group, shotNoise);
            String of = " in bins of one fundamental mode, of the map of the field " + field + " along " + axis.label();
            Spectrum spectrum = Objects.requireNonNull(spectrum(index, axis));
            SpectrumTable.write(file, group, of, "(Mpc/h)^2", spectrum);
            attributes(file, group + "/power", shotNoise);
            Spectrum gravityOnly = spectrum(reference, axis);
            if (gravityOnly != null && index != reference) {
                HaloTable.column(
                        file,
                        group + "/ratio",
                        "",
                        "power over that of the gravity-only field" + of,
                        Jackknife.ratio(spectrum.power(), gravityOnly.power()));
            }
        }
    }

    private @Nullable Spectrum spectrum(int field, Axis axis) {
        Map<Axis, Spectrum> ofField = spectra.get(field);
        return ofField == null ? null : ofField.get(axis);
    }

    private void attributes(Hdf5Writer file, String object, double shotNoise) {
        file.attribute(object, "shot_noise", shotNoise);
        file.attribute(object, "window", Labels.of(window));
        file.attribute(object, "assignment", maps.assignment().label());
        file.attribute(object, "interlaced", 0L);
        file.attribute(object, "grid", (long) maps.grid());
        file.attribute(object, "box_size", boxSize);
    }
}
