package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.SlabExchange;
import org.hydroreplace.spectrum.CrossSpectrum;
import org.hydroreplace.spectrum.DensityModes;
import org.hydroreplace.spectrum.Mesh;
import org.hydroreplace.spectrum.Multipoles;
import org.hydroreplace.spectrum.PowerSpectra;
import org.hydroreplace.spectrum.Spectrum;
import org.hydroreplace.spectrum.SubBoxSpectra;
import org.hydroreplace.spectrum.Window;
import org.jspecify.annotations.Nullable;

/**
 * Measures the spectra of all fields in three dimensions, field by field, from the grids of the passes. One transform is in
 * memory, two while they are interlaced, and those of the fields that others are correlated with. Ranks measure together, each
 * with its planes of grids and transforms, and all have the spectra.
 */
final class VolumeSpectra {
    private final Power.Volume volume;
    private final Window window;
    private final double boxSize;
    private final int threads;
    /** The places of the fields that others are correlated with. */
    private final List<Integer> partners;

    private final SlabExchange ranks;

    private final Map<Integer, DensityModes> kept = new HashMap<>();
    private final Map<Integer, Spectrum> spectra = new HashMap<>();
    private final Map<Integer, Map<Integer, Spectrum>> folded = new HashMap<>();
    private final Map<Integer, SubBoxSpectra> subBoxes = new HashMap<>();
    private final Map<Integer, Map<Axis, Multipoles>> multipoles = new HashMap<>();
    private final Map<Integer, Map<Integer, CrossSpectrum>> cross = new HashMap<>();

    VolumeSpectra(
            Power.Volume volume,
            Window window,
            double boxSize,
            List<Integer> partners,
            SlabExchange ranks,
            int threads) {
        this.volume = volume;
        this.window = window;
        this.boxSize = boxSize;
        this.partners = List.copyOf(partners);
        this.ranks = ranks;
        this.threads = threads;
    }

    /** Bytes at the peak of a measurement, in one of so many ranks. */
    static long bytes(Power.Volume volume, int threads, int ranks) {
        Mesh mesh = volume.mesh(1);
        long first = DensityModes.bytes(mesh, volume.precision(), threads, ranks);
        // Those that are not being made.
        long others = (volume.interlaced() ? 1L : 0L) + volume.cross().size();
        long made = DensityModes.bytes(mesh, volume.precision(), 0, ranks);
        long parts = volume.jackknife() == 0
                ? 0
                : SubBoxSpectra.bytes(mesh, volume.jackknife(), volume.precision(), threads, ranks);
        return first + others * made + PowerSpectra.bytes(mesh, ranks) + parts;
    }

    /** Bytes of the transforms that later portions need. */
    static long keptBytes(Power.Volume volume, int ranks) {
        return volume.cross().size() * DensityModes.bytes(volume.mesh(1), volume.precision(), 0, ranks);
    }

    /** Measures the fields of a portion, those first that others are correlated with. */
    void measure(List<Integer> fields, Portion portion, List<PassResult> passes) throws InterruptedException {
        List<Integer> order = new ArrayList<>(partners);
        order.retainAll(fields);
        fields.stream().filter(field -> !partners.contains(field)).forEach(order::add);
        for (VolumeCanvas canvas : portion.volumes()) {
            for (int field : order) {
                if (canvas.fold() == 1) {
                    measureWhole(field, canvas, passes);
                } else {
                    DensityModes modes = modes(field, canvas, passes);
                    // Amplitudes of the overdensity do not change by folding, only the wavenumbers that they belong to.
                    Spectrum stretched = PowerSpectra.auto(modes, window, threads);
                    folded.computeIfAbsent(field, f -> new TreeMap<>())
                            .put(canvas.fold(), unstretched(stretched, canvas.fold()));
                }
            }
        }
    }

    private void measureWhole(int field, VolumeCanvas canvas, List<PassResult> passes) throws InterruptedException {
        DensityModes modes = modes(field, canvas, passes);
        spectra.put(field, PowerSpectra.auto(modes, window, threads));
        for (Axis axis : volume.multipoles()) {
            multipoles
                    .computeIfAbsent(field, f -> new EnumMap<>(Axis.class))
                    .put(axis, PowerSpectra.multipoles(modes, axis, window, threads));
        }
        for (int partner : partners) {
            DensityModes other = kept.get(partner);
            if (other != null) {
                cross.computeIfAbsent(field, f -> new TreeMap<>())
                        .put(partner, PowerSpectra.cross(modes, other, window, threads));
            }
        }
        if (partners.contains(field)) {
            kept.put(field, modes);
        }
        if (volume.jackknife() > 0) {
            double mass = 0;
            for (PassResult pass : passes) {
                mass += pass.mass(field);
            }
            double cells = (double) volume.grid() * volume.grid() * volume.grid();
            subBoxes.put(
                    field,
                    SubBoxSpectra.of(
                            volume.mesh(boxSize),
                            volume.jackknife(),
                            (row, from, line) -> PassResult.cells(passes, field, canvas, 0, row, from, line),
                            mass / cells,
                            window,
                            volume.precision(),
                            ranks,
                            threads));
        }
    }

    private DensityModes modes(int field, VolumeCanvas canvas, List<PassResult> passes) throws InterruptedException {
        Mesh mesh = volume.mesh(boxSize);
        CellRows cells = (row, line) -> PassResult.cells(passes, field, canvas, 0, row, 0, line);
        if (canvas.grids() == 1) {
            return DensityModes.of(mesh, cells, volume.precision(), ranks, threads);
        }
        CellRows between = (row, line) -> PassResult.cells(passes, field, canvas, 1, row, 0, line);
        return DensityModes.interlaced(mesh, cells, between, volume.precision(), ranks, threads);
    }

    private static Spectrum unstretched(Spectrum spectrum, int fold) {
        double[] k = spectrum.k().clone();
        for (int b = 0; b < k.length; b++) {
            k[b] *= fold;
        }
        return new Spectrum(k, spectrum.power(), spectrum.modes());
    }

    /** What was measured of a field, or null. */
    @Nullable
    FieldPower of(int field) {
        Spectrum spectrum = spectra.get(field);
        return spectrum == null
                ? null
                : new FieldPower(
                        spectrum,
                        folded.getOrDefault(field, Map.of()),
                        subBoxes.get(field),
                        multipoles.getOrDefault(field, Map.of()),
                        cross.getOrDefault(field, Map.of()));
    }
}
