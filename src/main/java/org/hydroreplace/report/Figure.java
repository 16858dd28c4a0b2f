package org.hydroreplace.report;

import java.nio.ByteBuffer;

/**
 * A PNG with the words that stand for it where it cannot be seen ({@code alternative}), its caption, and how much of a
 * page's width it takes.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Figure(byte[] png, String alternative, String caption, Room room) {
    private static final int WIDTH_AT = 16;
    private static final int HEIGHT_AT = 20;

    /** The width of a figure on a page. */
    public enum Room {
        /** Beside another one where the window is wide enough. */
        HALF,
        /** As wide as text. */
        TEXT,
        /** All there is, for several panels side by side; on a phone it can be moved sideways. */
        WHOLE
    }

    public Figure {
        if (png.length < 24 || png[1] != 'P' || png[2] != 'N' || png[3] != 'G') {
            throw new IllegalArgumentException("the figure " + alternative + " is not a PNG");
        }
    }

    /** A figure that takes all the width there is. */
    public Figure(byte[] png, String alternative, String caption) {
        this(png, alternative, caption, Room.WHOLE);
    }

    int width() {
        return ByteBuffer.wrap(png).getInt(WIDTH_AT);
    }

    int height() {
        return ByteBuffer.wrap(png).getInt(HEIGHT_AT);
    }
}
