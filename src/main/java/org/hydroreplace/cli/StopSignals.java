package org.hydroreplace.cli;

import java.util.ArrayList;
import java.util.List;
import org.hydroreplace.pipeline.Progress;
import org.hydroreplace.pipeline.StopRequest;

/**
 * From {@link #install} to {@link #restore}, SIGTERM, SIGINT and SIGUSR1 ask a run to stop instead of ending the process.
 * Batch systems repeat themselves (USR1 before the limit, TERM at it, {@code timeout} twice at once), so a repeated signal
 * changes nothing; only an impatient second Ctrl-C ends the process at once.
 *
 * <p>The option {@code -Xrs} of Java takes SIGTERM and SIGINT away: they then end the process, and only the periodic
 * checkpoints remain.
 */
final class StopSignals {
    private static final List<String> NAMES = List.of("TERM", "INT", "USR1");
    private static final int KILLED_BY_INT = 130;
    private static final long IMPATIENCE = 1_000_000_000L;

    private final StopRequest stop;
    private final Progress progress;
    private final List<ProcessSignal> handled = new ArrayList<>();
    private long asked;

    private StopSignals(StopRequest stop, Progress progress) {
        this.stop = stop;
        this.progress = progress;
    }

    static StopSignals install(StopRequest stop, Progress progress) {
        StopSignals signals = new StopSignals(stop, progress);
        for (String name : NAMES) {
            try {
                signals.handled.add(ProcessSignal.handle(name, () -> signals.received(name)));
            } catch (UnsupportedOperationException e) {
                progress.note("SIG" + name + " would end the run without a checkpoint (" + e.getMessage()
                        + "); leave the option -Xrs of Java out to have one written");
            }
        }
        return signals;
    }

    private synchronized void received(String name) {
        long now = System.nanoTime();
        if (!stop.isMade()) {
            asked = now;
            stop.request("SIG" + name);
            progress.note("SIG" + name + ": finishing what is in flight and writing the checkpoint");
        } else if (name.equals("INT") && now - asked > IMPATIENCE) {
            // What is half written has a temporary name, and the next run removes it.
            Runtime.getRuntime().halt(KILLED_BY_INT);
        }
    }

    /** Puts the former handlers back, unless the process is about to end with the exit code of a stopped run. */
    void restore() {
        if (!stop.isMade()) {
            handled.forEach(ProcessSignal::restore);
        }
    }
}
