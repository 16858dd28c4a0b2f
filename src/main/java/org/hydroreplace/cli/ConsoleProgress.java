package org.hydroreplace.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.hydroreplace.pipeline.Program;
import org.hydroreplace.pipeline.Progress;

/**
 * Progress on standard error: one line that is written over on a terminal, a plain line now and then in a log. The
 * launcher tells whether standard error is a terminal.
 */
final class ConsoleProgress implements Progress {
    private static final long TERMINAL_INTERVAL = 200_000_000L;
    private static final long LOG_INTERVAL = 10_000_000_000L;

    private final PrintStream err = System.err;
    private final boolean terminal = Boolean.getBoolean("hydro-replace.terminal");
    private final AtomicLong done = new AtomicLong();
    private String task = "";
    private String unit = "";
    private long total;
    private long began;
    private long before;
    private volatile long nextLine;

    @Override
    public synchronized void begin(String name, long amount, String unitName) {
        task = name;
        total = amount;
        unit = unitName;
        done.set(0);
        before = 0;
        began = System.nanoTime();
        nextLine = began + (terminal ? TERMINAL_INTERVAL : LOG_INTERVAL);
    }

    @Override
    public void advance(long more) {
        done.addAndGet(more);
        if (System.nanoTime() - nextLine >= 0) {
            show();
        }
    }

    @Override
    public synchronized void resumed(long already) {
        before = already;
        done.set(already);
    }

    @Override
    public synchronized void note(String sentence) {
        err.println((terminal ? "\r" : "") + Program.NAME + ": " + sentence + (terminal ? "\u001b[K" : ""));
    }

    private synchronized void show() {
        long now = System.nanoTime();
        if (now - nextLine < 0) {
            return;
        }
        nextLine = now + (terminal ? TERMINAL_INTERVAL : LOG_INTERVAL);
        double seconds = (now - began) * 1e-9;
        double rate = (done.get() - before) / seconds;
        String line = String.format(
                Locale.ROOT,
                "%s: %3.0f %%, %s %s/s, %s left",
                task,
                100.0 * (double) done.get() / Math.max(1, total),
                amount(rate),
                unit,
                rate > 0 ? duration((double) (total - done.get()) / rate) : "?");
        err.print(terminal ? "\r" + line + "\u001b[K" : line + System.lineSeparator());
        err.flush();
    }

    @Override
    public synchronized void end() {
        double seconds = (System.nanoTime() - began) * 1e-9;
        String line = String.format(
                Locale.ROOT,
                "%s: %s %s in %s (%s/s)",
                task,
                amount((double) (done.get() - before)),
                unit,
                duration(seconds),
                amount((double) (done.get() - before) / seconds));
        err.println((terminal ? "\r" : "") + line + (terminal ? "\u001b[K" : ""));
    }

    /** A count with three digits and a prefix: 48.3 M. */
    static String amount(double value) {
        String[] prefixes = {"", " k", " M", " G", " T"};
        int p = 0;
        while (value >= 999.5 && p < prefixes.length - 1) {
            value /= 1000;
            p++;
        }
        return p == 0
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3g%s", value, prefixes[p]);
    }

    static String duration(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole % 3600 / 60);
    }
}
