package org.hydroreplace.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums of files. */
public final class Checksum {
    private static final int BUFFER_BYTES = 1 << 20;

    /** Bytes of one call: the digest gets the processor's instructions for it once it has been called some hundred times. */
    private static final int AT_ONCE = 1 << 13;

    private Checksum() {}

    /**
     * The SHA-256 of a file's bytes as 64 lower-case hexadecimal digits, read in blocks of 1 MiB.
     *
     * @throws InputException if the file cannot be read
     */
    public static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int at = 0; at < read; at += AT_ONCE) {
                    digest.update(buffer, at, Math.min(AT_ONCE, read - at));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new InputException(
                    "The checksum of " + file + " cannot be formed because the file cannot be read (" + e
                            + "): check that it exists and may be read.",
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
