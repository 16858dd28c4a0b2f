package org.hydroreplace.report;

import java.awt.AWTError;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Whether this machine can draw, and the step from an image to PNG bytes. */
public final class Pictures {

    private Pictures() {}

    /** Whether pictures can be drawn here. Tried once, without a display. */
    public static boolean available() {
        return obstacle().isEmpty();
    }

    /** A sentence saying why no picture can be drawn here and what to install; empty where they can. */
    public static Optional<String> obstacle() {
        return Trial.OBSTACLE;
    }

    /** The obstacle that an attempt to draw meets: libraries and fonts that lack end in very different throwables. */
    static Optional<String> obstacle(Runnable attempt) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (RuntimeException | LinkageError | InternalError | AWTError e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            String detail =
                    cause.getMessage() == null ? "" : ": " + cause.getMessage().strip();
            return Optional.of("Pictures are left out because Java cannot draw text here ("
                    + cause.getClass().getSimpleName() + detail
                    + "); install fontconfig and a font such as DejaVu Sans to have them.");
        }
    }

    /** A white image to draw on, with smooth lines and letters. */
    static Graphics2D graphics(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(Lettering.INK);
        return graphics;
    }

    static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("this Java has no PNG writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static final class Trial {
        static final Optional<String> OBSTACLE = obstacle(Trial::draw);

        private static void draw() {
            if (System.getProperty("java.awt.headless") == null) {
                System.setProperty("java.awt.headless", "true");
            }
            BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = graphics(image);
            graphics.setFont(Lettering.font(20));
            graphics.drawString("Mpc/h", 2, 40);
            graphics.dispose();
            if (png(image).length == 0) {
                throw new IllegalStateException("an empty PNG was written");
            }
        }
    }
}
