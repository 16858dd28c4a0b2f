package org.hydroreplace.pipeline;

import java.time.Duration;
import java.util.Optional;

/**
 * How a run is interrupted and taken up again.
 *
 * @param resume go on from the checkpoint in the output folder, if there is one
 * @param interval time between checkpoints; empty for none but the one of a run that is asked to stop
 * @param stop how the run is asked to stop
 */
public record Restart(boolean resume, Optional<Duration> interval, StopRequest stop) {
    /** Time between checkpoints unless the user says otherwise: writing one takes seconds. */
    public static final Duration INTERVAL = Duration.ofMinutes(10);

    /** A run from the beginning that nobody stops. */
    public static Restart fromTheBeginning() {
        return new Restart(false, Optional.of(INTERVAL), new StopRequest());
    }
}
