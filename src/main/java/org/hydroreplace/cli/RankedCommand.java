package org.hydroreplace.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hydroreplace.io.StoppedException;
import org.hydroreplace.io.UserException;
import org.hydroreplace.parallel.RankEnvironment;
import org.hydroreplace.parallel.Ranks;

/** What becomes of a command that several ranks run together. */
final class RankedCommand {
    /** Commands that share their work among ranks; of any other the first rank alone does anything. */
    private static final List<String> SHARED = List.of("run", "match", "project", "profiles", "lensplanes");

    /** All ranks stumble over bad input alike: the first one gets this long to say so before others do. */
    private static final long COURTESY_MILLIS = 3000;

    private RankedCommand() {}

    /** Whether this process has nothing to do, as another rank runs the command alone. */
    static boolean isIdle(Map<String, String> environment, String... arguments) {
        RankEnvironment started = RankEnvironment.of(environment);
        boolean shared = arguments.length > 0 && SHARED.contains(arguments[0]);
        return started.mayHaveSeveralRanks() && started.rank() > 0 && !shared;
    }

    /**
     * Runs the work of a rank. With several ranks, one that fails ends all with its message and exit code; when all were asked
     * to stop, all return, and the first one says so.
     */
    static int of(Ranks ranks, Callable<Integer> work) throws InterruptedException {
        if (ranks.size() == 1) {
            return call(work);
        }
        return Ranks.supervise(ranks, () -> {
            try {
                return call(work);
            } catch (StoppedException e) {
                if (ranks.rank() == 0) {
                    System.err.println("hydro-replace: " + e.getMessage());
                }
                return e.exitCode();
            } catch (UserException e) {
                letSpeak(ranks.rank());
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
    }

    private static int call(Callable<Integer> work) throws InterruptedException {
        try {
            return work.call();
        } catch (RuntimeException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void letSpeak(int rank) {
        if (rank > 0) {
            try {
                Thread.sleep(COURTESY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
