package org.hydroreplace.pipeline;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hydroreplace.io.UsageException;

/** Amounts of memory as people write them. */
public final class MemorySize {
    private static final Pattern FORM =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([KMGT]?)(i?)B?", Pattern.CASE_INSENSITIVE);

    private MemorySize() {}

    /**
     * Bytes of a size such as {@code 16GiB}, {@code 500 MB} or {@code 1073741824}.
     *
     * @param key what to call it in a message
     */
    public static long parse(String key, String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new UsageException(
                    key + " must be an amount of memory such as 16GiB and is '" + text + "'; change it");
        }
        int power = "KMGT".indexOf(form.group(2).toUpperCase(Locale.ROOT))
                + (form.group(2).isEmpty() ? 0 : 1);
        double base = form.group(3).isEmpty() ? 1000 : 1024;
        double bytes = Double.parseDouble(form.group(1)) * Math.pow(base, power);
        if (bytes < 1 << 20 || bytes > 1e18) {
            throw new UsageException(
                    key + " must be an amount of memory from 1MiB on and is '" + text + "'; change it");
        }
        return (long) bytes;
    }

    /** Bytes as people read them. */
    public static String format(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.2f %s", value, units[unit]);
    }
}
