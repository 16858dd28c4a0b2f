package org.hydroreplace.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.Hdf5File;
import org.hydroreplace.io.InputException;
import org.hydroreplace.lensing.RawPlane;
import org.hydroreplace.report.MapPicture.Frame;
import org.hydroreplace.report.MapPicture.Panel;
import org.hydroreplace.spectrum.PlaneSpectrum;
import org.hydroreplace.spectrum.Spectrum;
import org.hydroreplace.spectrum.Window;

/**
 * lens_planes: a strip of the planes of one realisation, the distribution and the spectra of one plane of each field, and where the
 * planes of the light cone lie. Planes are brought to {@value #CELLS} cells a side at most, 8 MB each, as they are read.
 */
final class PlaneFigures implements Chapter {
    static final String FOLDER = "lens_planes";
    private static final int CELLS = 1024;
    private static final int BINS = 80;
    private static final int PER_DECADE = 20;

    private final Path folder;
    private final Hdf5File transforms;
    private final Map<?, ?> about;
    private final Palette palette;
    private final List<String> fields;
    private final double boxSize;

    /** @param about what the manifest says of the planes */
    PlaneFigures(Path folder, Map<?, ?> about, Hdf5File transforms, Palette palette) {
        this.folder = folder.resolve(FOLDER);
        this.about = about;
        this.transforms = transforms;
        this.palette = palette;
        this.boxSize = transforms.doubles("/", "box_size").orElseThrow()[0];
        this.fields = fields(folder);
    }

    /** Fields with raw planes, in the order in which they are shown. */
    static List<String> fields(Path folder) {
        Path planes = folder.resolve(FOLDER);
        if (!Files.isDirectory(planes)) {
            return List.of();
        }
        try (Stream<Path> below = Files.list(planes)) {
            return Palette.order(below.filter(field -> Files.isDirectory(field.resolve("LP_00")))
                    .map(field -> String.valueOf(field.getFileName()))
                    .toList());
        } catch (IOException e) {
            throw new InputException(
                    planes + " cannot be read (" + AtomicFile.reason(e) + "); check its permissions", e);
        }
    }

    private double number(String key) {
        return about.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private int slices() {
        return (int) transforms.longs("/", "pps").orElseThrow()[0];
    }

    private int firstIndex() {
        return (int) number("first_index");
    }

    @Override
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "%d realisations of %d %s of a box of %s Mpc/h, one of %d in the light cone; plane files hold %s.%s",
                transforms.longs("/", "n_realizations").orElseThrow()[0],
                slices(),
                slices() == 1 ? "plane" : "planes",
                Ticks.text(boxSize),
                transforms.longs("/", "n_snapshots").orElseThrow()[0],
                "delta".equals(about.get("content")) ? "delta dchi in Mpc/h" : "the mass of pixels in Msun/h",
                Palette.leftOut(fields));
    }

    @Override
    public Table table() {
        return new Table("", List.of(), List.of());
    }

    @Override
    public Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        if (!fields.isEmpty()) {
            strip(figures);
            Map<String, double[][]> planes = new LinkedHashMap<>();
            Palette.shown(fields).forEach(field -> planes.put(field, plane(field, 0)));
            figures.put("planes_pdf.png", distribution(planes));
            figures.put("planes_power.png", spectra(planes));
        }
        figures.put("planes_geometry.png", geometry());
        return figures;
    }

    /** 1 + delta of a slice of the first realisation. */
    private double[][] plane(String field, int slice) {
        try (RawPlane plane = RawPlane.open(folder.resolve(field).resolve(RawPlane.name(0, firstIndex() + slice)))) {
            MapCoarsener coarsener = MapCoarsener.atMost(plane.side(), CELLS);
            CellRows rows = plane.rows();
            double[] row = new double[plane.side()];
            boolean delta = "delta".equals(about.get("content"));
            double unit = 1 / number(delta ? "thickness" : "mean_mass");
            for (int i = 0; i < plane.side(); i++) {
                rows.read(i, row);
                for (int j = 0; j < row.length; j++) {
                    row[j] = delta ? row[j] * unit + 1 : row[j] * unit;
                }
                coarsener.add(row);
            }
            return coarsener.result();
        }
    }

    private void strip(Map<String, Figure> figures) {
        String field = fields.getFirst();
        List<Panel> panels = new ArrayList<>();
        double perArea = number("mean_mass");
        for (int slice = 0; slice < Math.min(3, slices()); slice++) {
            double[][] plane = plane(field, slice);
            double cellArea = boxSize / number("pixels") * (boxSize / number("pixels"));
            for (double[] row : plane) {
                for (int j = 0; j < row.length; j++) {
                    row[j] *= perArea / cellArea;
                }
            }
            panels.add(new Panel("plane " + (firstIndex() + slice), plane));
        }
        figures.put(
                "planes.png",
                new Figure(
                        MapPicture.surfaceDensity(new Frame(boxSize, "first index", "second index"), panels),
                        "Lens planes of " + field,
                        "Surface density of the planes of " + field
                                + " in the first realisation, after the box was turned, shifted and flipped.",
                        Figure.Room.WHOLE));
    }

    private Figure distribution(Map<String, double[][]> planes) {
        double low = -1.5;
        double high = 2.5;
        double[] edges = IntStream.rangeClosed(0, BINS)
                .mapToDouble(i -> low + i * (high - low) / BINS)
                .toArray();
        Plot plot = new Plot("", PlotAxis.linear("log₁₀ (1 + δ)"), PlotAxis.log("PDF"));
        planes.forEach((field, plane) -> {
            double[] values = Stream.of(plane)
                    .flatMapToDouble(Arrays::stream)
                    .map(Math::log10)
                    .toArray();
            double[] counts = Histogram.of(values, edges).counts();
            double all = values.length * (high - low) / BINS;
            plot.steps(field, palette.field(field), new Histogram(edges, Datasets.scaled(counts, 1 / all)));
        });
        return new Figure(
                new PlotSheet(new double[] {1}, 460).add(plot).png(),
                "Distribution of the density of a plane",
                "Distribution of the pixels of plane " + firstIndex() + ", means over at least "
                        + String.format(
                                Locale.ROOT,
                                "%.2g",
                                boxSize / planes.values().iterator().next().length)
                        + " Mpc/h.",
                Figure.Room.TEXT);
    }

    private Figure spectra(Map<String, double[][]> planes) {
        PlotAxis wavenumber = PlotAxis.log("k  [h/Mpc]");
        Plot power = new Plot("", wavenumber, PlotAxis.log("P(k)  [(Mpc/h)²]"));
        Plot ratio = new Plot("", wavenumber, PlotAxis.linear("P / P(dmo)"));
        double[] reference = new double[0];
        for (Map.Entry<String, double[][]> entry : planes.entrySet()) {
            double[][] binned = binned(spectrum(entry.getValue()));
            Ink ink = palette.field(entry.getKey());
            power.line(entry.getKey(), ink, binned[0], binned[1]);
            if (entry.getKey().equals(Palette.DMO)) {
                reference = binned[1];
            } else if (reference.length > 0) {
                ratio.line(entry.getKey(), ink, binned[0], Datasets.combined(binned[1], reference, (a, b) -> a / b));
            }
        }
        boolean compared = reference.length > 0 && planes.size() > 1;
        PlotSheet sheet = compared
                ? new PlotSheet(new double[] {1}, 420, 280).add(power).add(ratio.level("", 1))
                : new PlotSheet(new double[] {1}, 460).add(power);
        return new Figure(
                sheet.png(),
                "Spectra of a plane",
                "Power spectra of plane " + firstIndex() + " of the first realisation, of at most " + CELLS
                        + " cells a side, in bins of 1/" + PER_DECADE
                        + " decade; the window of the mass assignment is left in.",
                Figure.Room.TEXT);
    }

    private Spectrum spectrum(double[][] plane) {
        try {
            return PlaneSpectrum.of(
                    (row, cells) -> System.arraycopy(plane[row], 0, cells, 0, cells.length),
                    plane.length,
                    boxSize,
                    MassAssignment.NGP,
                    Window.NONE,
                    1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Means over the modes of bins, up to the Nyquist wavenumber. */
    private static double[][] binned(Spectrum spectrum) {
        double nyquist = spectrum.k()[0] * spectrum.k().length / Math.sqrt(2);
        List<double[]> bins = new ArrayList<>();
        double upper = 0;
        for (int i = 0; i < spectrum.k().length && spectrum.k()[i] <= nyquist; i++) {
            if (spectrum.k()[i] >= upper) {
                upper = spectrum.k()[i] * Math.pow(10, 1.0 / PER_DECADE);
                bins.add(new double[3]);
            }
            double[] bin = bins.getLast();
            bin[0] += spectrum.modes()[i];
            bin[1] += spectrum.modes()[i] * spectrum.k()[i];
            bin[2] += spectrum.modes()[i] * spectrum.power()[i];
        }
        return new double[][] {
            bins.stream().mapToDouble(bin -> bin[1] / bin[0]).toArray(),
            bins.stream().mapToDouble(bin -> bin[2] / bin[0]).toArray()
        };
    }

    private Figure geometry() {
        double[] distances = numbers("distances");
        double[] redshifts = numbers("redshifts");
        int first = Math.min(firstIndex(), distances.length);
        int end = Math.min(first + slices(), distances.length);
        Plot plot = new Plot("", PlotAxis.linear("comoving distance  [Mpc/h]"), PlotAxis.linear("redshift"));
        plot.points("planes of the light cone", Ink.solid(Ink.BLACK), distances, redshifts);
        plot.points(
                "planes of this box",
                Ink.solid(Ink.VERMILLION),
                Arrays.copyOfRange(distances, first, end),
                Arrays.copyOfRange(redshifts, first, end));
        return new Figure(
                new PlotSheet(new double[] {1}, 360).add(plot).png(),
                "Geometry of the light cone",
                String.format(
                        Locale.ROOT,
                        "Centres of the planes, each %.4g Mpc/h thick: %d boxes one behind the other.",
                        number("thickness"),
                        transforms.longs("/", "n_snapshots").orElseThrow()[0]),
                Figure.Room.TEXT);
    }

    private double[] numbers(String key) {
        return about.get(key) instanceof List<?> list
                ? list.stream()
                        .mapToDouble(value -> value instanceof Number number ? number.doubleValue() : Double.NaN)
                        .toArray()
                : new double[0];
    }
}
