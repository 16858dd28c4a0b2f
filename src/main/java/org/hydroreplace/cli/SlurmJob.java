package org.hydroreplace.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hydroreplace.io.UsageException;

/**
 * What a SLURM job asks for, as the user said it.
 *
 * @param nodes how many nodes, at least 1
 * @param ranksPerNode ranks on each, at least 1
 * @param threads of a rank, at least 1
 * @param time limit as SLURM writes it: minutes, hours:minutes:seconds or days-hours:minutes:seconds
 * @param mpi how srun introduces ranks to each other: its {@code --mpi}
 * @param options further options of sbatch, each beginning with {@code --}
 * @param settings {@code key=value} for the program
 * @param program the launcher, absolute or on the PATH
 * @param configuration the configuration, absolute
 * @param directory where relative paths of the configuration begin
 */
record SlurmJob(
        int nodes,
        int ranksPerNode,
        int threads,
        String time,
        Optional<String> mpi,
        List<String> options,
        List<String> settings,
        String program,
        Path configuration,
        Path directory) {

    /** A job checked. */
    SlurmJob {
        atLeastOne("--nodes", nodes);
        atLeastOne("--ranks-per-node", ranksPerNode);
        atLeastOne("--threads", threads);
        if (!time.matches("(\\d+-)?\\d+(:\\d+){0,2}")) {
            throw new UsageException(
                    "--time must be a limit such as 12:00:00 or 2-00:00:00 and is '" + time + "'; change it");
        }
        if (mpi.isPresent() && !mpi.get().matches("[a-z0-9_]+")) {
            throw new UsageException("--mpi must be what srun --mpi=list shows, such as pmix or pmi2, and is '"
                    + mpi.get() + "'; change it");
        }
        if (mpi.equals(Optional.of("none")) && nodes * ranksPerNode > 1) {
            throw new UsageException("--mpi none leaves " + nodes * ranksPerNode
                    + " ranks that cannot find each other; give pmix or pmi2, or ask for one rank");
        }
        for (String option : options) {
            if (!option.startsWith("--") || option.contains("\n")) {
                throw new UsageException(
                        "--sbatch must be an option such as --constraint=rome and is '" + option + "'; change it");
            }
        }
        options = List.copyOf(options);
        settings = List.copyOf(settings);
    }

    private static void atLeastOne(String option, int number) {
        if (number < 1) {
            throw new UsageException(option + " must be at least 1 and is " + number + "; change it");
        }
    }

    /** Ranks on all nodes. */
    int ranks() {
        return nodes * ranksPerNode;
    }

    /** The same on one rank: match and response share no work. */
    SlurmJob alone() {
        return new SlurmJob(
                1, 1, threads, time, Optional.empty(), options, settings, program, configuration, directory);
    }
}
