package org.hydroreplace.lensing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.AtomicOutput;

/** The input files of the ray tracer lux: a potential file for each plane of a realisation, and its config.dat; all little-endian. */
public final class LuxFiles {
    public static final String CONFIGURATION = "config.dat";

    private LuxFiles() {}

    /**
     * The name of a plane's potential: {@code lenspot01.dat} for the first.
     *
     * @param p from 1
     */
    public static String name(int p) {
        return String.format(Locale.ROOT, "lenspot%02d.dat", p);
    }

    /** Bytes that writing a potential takes. */
    public static long bytes(int side, int threads) {
        return RowBlocks.bytes(2 * LensPotential.FIELDS * side, threads);
    }

    /**
     * Writes int32 N, float64[5 N N] with field f of pixel (i, j) at f + 5 (j + N i), int32 N.
     *
     * @return SHA-256 of the file
     * @throws org.hydroreplace.io.UsageException if the disk does not take it
     */
    public static String write(Path target, LensPotential potential, int threads) throws InterruptedException {
        int side = potential.side();
        try (AtomicOutput out = AtomicOutput.create(target)) {
            out.write(RawPlane.mark(side));
            RowBlocks.write(
                    out, ByteOrder.LITTLE_ENDIAN, side, LensPotential.FIELDS * side, potential.interleaved(), threads);
            out.write(RawPlane.mark(side));
            return out.commit();
        }
    }

    /**
     * Writes config.dat of one realisation: int32 Np, int32 Ns, float64 a[Np+1], chi[Np+1], chi_out[Np], Ll[Ns], Lt[Ns], int32
     * proj[Ns], float64 disp[3 Ns], bool flip[3 Ns]. Entry i of a and chi is of plane i + 1, and the last of one behind the
     * light cone. Ll and Lt are the box size: how long and how wide a box is.
     *
     * @throws org.hydroreplace.io.UsageException if the disk does not take it
     */
    public static void writeConfiguration(
            Path target, LightConeGeometry geometry, LightConeTransforms transforms, int realization) {
        int planes = geometry.planes();
        int snapshots = transforms.shape().snapshots().size();
        if (snapshots != geometry.snapshots()) {
            throw new IllegalArgumentException(
                    "transforms of " + snapshots + " snapshots for " + geometry.snapshots() + " boxes");
        }
        int numbers = 2 * (planes + 1) + planes + 5 * snapshots;
        ByteBuffer bytes = ByteBuffer.allocate((2 + snapshots) * Integer.BYTES + numbers * Double.BYTES + 3 * snapshots)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(planes).putInt(snapshots);
        for (int p = 1; p <= planes + 1; p++) {
            bytes.putDouble(geometry.scaleFactor(p));
        }
        for (int p = 1; p <= planes + 1; p++) {
            bytes.putDouble(geometry.distance(p));
        }
        for (int p = 1; p <= planes; p++) {
            bytes.putDouble(geometry.sourceDistance(p));
        }
        for (int i = 0; i < 2 * snapshots; i++) {
            bytes.putDouble(transforms.shape().boxSize());
        }
        for (int s = 0; s < snapshots; s++) {
            bytes.putInt(transforms.of(realization, s).projection().number());
        }
        for (int s = 0; s < snapshots; s++) {
            for (Axis axis : Axis.values()) {
                bytes.putDouble(transforms.of(realization, s).displacement().get(axis.number()));
            }
        }
        for (int s = 0; s < snapshots; s++) {
            for (Axis axis : Axis.values()) {
                bytes.put((byte) (transforms.of(realization, s).flips().get(axis.number()) ? 1 : 0));
            }
        }
        AtomicFile.write(target, bytes.array());
    }
}
