package org.hydroreplace.parallel;

import java.util.Map;
import org.hydroreplace.io.UsageException;

/**
 * What the variables of the environment say about who started this process, before any library is loaded.
 *
 * @param launcher who started it
 * @param size processes of the job, 0 where the variables do not say
 * @param rank this one among them, -1 where the variables do not say
 */
public record RankEnvironment(Launcher launcher, int size, int rank) {
    /** Who starts processes. */
    public enum Launcher {
        /** Nobody that we know: a shell, or the script of a batch job. */
        NONE("nobody"),
        /** mpirun of Open MPI. */
        OPEN_MPI("mpirun of Open MPI"),
        /** mpiexec (Hydra) of MPICH or Intel MPI, or a scheduler that speaks PMI. */
        PMI("a PMI launcher (mpiexec of MPICH or Intel MPI, srun --mpi=pmi2)"),
        /** A scheduler that speaks PMIx. */
        PMIX("a PMIx launcher (srun --mpi=pmix)"),
        /** srun without MPI. */
        SLURM("srun");

        private final String title;

        Launcher(String title) {
            this.title = title;
        }
    }

    /** Reads the variables; those that are not whole numbers count as missing. */
    public static RankEnvironment of(Map<String, String> environment) {
        // Set for the tasks of a step by srun. Not SLURM_NTASKS and SLURM_PROCID, which the script of a batch job has
        // as well.
        int step = number(environment, "SLURM_STEP_NUM_TASKS", 0);
        if (environment.containsKey("OMPI_COMM_WORLD_SIZE")) {
            return new RankEnvironment(
                    Launcher.OPEN_MPI,
                    number(environment, "OMPI_COMM_WORLD_SIZE", 0),
                    number(environment, "OMPI_COMM_WORLD_RANK", -1));
        }
        if (environment.containsKey("MV2_COMM_WORLD_SIZE")) {
            return new RankEnvironment(
                    Launcher.PMI,
                    number(environment, "MV2_COMM_WORLD_SIZE", 0),
                    number(environment, "MV2_COMM_WORLD_RANK", -1));
        }
        if (environment.containsKey("PMIX_RANK")) {
            return new RankEnvironment(Launcher.PMIX, step, number(environment, "PMIX_RANK", -1));
        }
        if (environment.containsKey("PMI_RANK") || environment.containsKey("PMI_SIZE")) {
            return new RankEnvironment(
                    Launcher.PMI, number(environment, "PMI_SIZE", step), number(environment, "PMI_RANK", -1));
        }
        if (step > 0) {
            boolean pmi = environment.keySet().stream().anyMatch(name -> name.startsWith("PMI_"));
            return new RankEnvironment(
                    pmi ? Launcher.PMI : Launcher.SLURM, step, number(environment, "SLURM_PROCID", -1));
        }
        return new RankEnvironment(Launcher.NONE, 1, 0);
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : otherwise;
    }

    /** Whether a launcher of ranks started this process, be it only one. */
    public boolean underLauncher() {
        return launcher != Launcher.NONE;
    }

    /** Whether there may be other processes of this job: if not, no library need be loaded. */
    public boolean mayHaveSeveralRanks() {
        return underLauncher() && size != 1;
    }

    /** Who started it, in words. */
    String who() {
        return launcher.title;
    }

    /** How many processes there are, in words. */
    String tasks() {
        return size == 0 ? "this process" : size + (size == 1 ? " process" : " processes");
    }

    /**
     * Refuses before a library is loaded what cannot work: several tasks of srun without any PMI, where some libraries end the
     * process without a word to us.
     *
     * @throws UsageException with what to do
     */
    void checkLauncher() {
        if (launcher == Launcher.SLURM) {
            throw new UsageException("srun started " + tasks() + " that cannot find each other: start them with "
                    + remedy() + ", or a single one with --ntasks=1.");
        }
    }

    /**
     * Compares with what MPI says.
     *
     * @param library name and version of the library
     * @param ranks its number of ranks
     * @throws UsageException if the launcher started another number
     */
    void checkSize(String library, int ranks) {
        if (size == 0 || size == ranks) {
            return;
        }
        String seen = who() + " started " + tasks() + ", but "
                + (ranks == 1 ? "for " + library + " each is alone" : library + " sees " + ranks) + ": ";
        throw new UsageException(seen
                + (launcher == Launcher.OPEN_MPI
                        ? "give its own library with --mpi-library, or start them with the mpirun of that library."
                        : "give the library that belongs to it with --mpi-library, or use the mpiexec of that"
                                + " library or " + remedy() + "."));
    }

    private static String remedy() {
        return "srun --mpi=pmix (Open MPI) or srun --mpi=pmi2 (MPICH, Intel MPI; srun --mpi=list shows what there is)";
    }
}
