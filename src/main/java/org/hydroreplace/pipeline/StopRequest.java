package org.hydroreplace.pipeline;

import java.util.concurrent.atomic.AtomicReference;
import org.hydroreplace.io.StoppedException;
import org.jspecify.annotations.Nullable;

/**
 * The wish that a run stops at the next place where it can be taken up again. Made by any thread, such as that of a
 * signal; the run looks at it between blocks of particles and between rows of what it writes.
 */
public final class StopRequest {
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

    /** Asks to stop; the first reason, such as the name of a signal, is the one that is told. */
    public void request(String why) {
        reason.compareAndSet(null, why);
    }

    /** Whether the run is to stop. */
    public boolean isMade() {
        return reason.get() != null;
    }

    /** Why the run is to stop. All ranks stop where one is asked to. */
    String reason() {
        String why = reason.get();
        return why == null ? "another rank" : why;
    }

    /** Ends the caller if the run is to stop. */
    void check() {
        if (isMade()) {
            throw new StoppedException(
                    "stopped by " + reason() + " before any particle was counted; give the same command again");
        }
    }
}
