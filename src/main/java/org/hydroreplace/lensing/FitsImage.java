package org.hydroreplace.lensing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCardException;
import nom.tam.fits.header.Standard;
import nom.tam.util.FitsOutputStream;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.io.AtomicOutput;

/**
 * A FITS file of one square image of float64. The header is that of nom-tam-fits; pixels are written block by block as they are
 * computed, which its images, held whole, do not allow.
 */
final class FitsImage {
    private static final int BLOCK = 2880;
    private static final String FIRST_CARD = "SIMPLE  =                    T / file conforms to the FITS standard";
    private static final int BITS = -64;

    private final Header header = new Header();

    private FitsImage() {}

    /** Writes an image whose rows run along NAXIS1. Returns the SHA-256 of the file. */
    static String write(Path target, int side, CellRows pixels, int threads, Consumer<FitsImage> cards)
            throws InterruptedException {
        FitsImage image = new FitsImage();
        image.mandatory(side);
        cards.accept(image);
        try (AtomicOutput out = AtomicOutput.create(target)) {
            out.write(ByteBuffer.wrap(image.encoded()));
            RowBlocks.write(out, ByteOrder.BIG_ENDIAN, side, pixels, threads);
            out.write(ByteBuffer.allocate((int) Math.floorMod(-out.bytes(), (long) BLOCK)));
            return out.commit();
        }
    }

    private void mandatory(int side) {
        header.addValue(Standard.SIMPLE, true);
        header.addValue(Standard.BITPIX, BITS);
        header.addValue(Standard.NAXIS, 2);
        header.addValue(Standard.NAXISn.n(1), side);
        header.addValue(Standard.NAXISn.n(2), side);
    }

    /** Adds a card with all digits of a number. */
    void number(String key, double value, String comment) {
        try {
            header.addValue(key, value, comment);
        } catch (HeaderCardException e) {
            throw new IllegalArgumentException(key, e);
        }
    }

    /** Adds a card with a text. */
    void text(String key, String value, String comment) {
        try {
            header.addValue(key, value, comment);
        } catch (HeaderCardException e) {
            throw new IllegalArgumentException(key, e);
        }
    }

    private byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (FitsOutputStream out = new FitsOutputStream(bytes)) {
            header.write(out);
            out.flush();
        } catch (FitsException | IOException e) {
            throw new IllegalStateException("a FITS header could not be formed", e);
        }
        byte[] cards = bytes.toByteArray();
        // The library notes the time in the comment of the first card, and equal planes are to be equal files.
        byte[] first = String.format(Locale.ROOT, "%-80s", FIRST_CARD).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(first, 0, cards, 0, first.length);
        return cards;
    }
}
