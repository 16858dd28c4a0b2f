package org.hydroreplace.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.hydroreplace.io.UsageException;
import org.hydroreplace.parallel.RankEnvironment.Launcher;
import org.junit.jupiter.api.Test;

class RankEnvironmentTest {
    private static RankEnvironment of(String... namesAndValues) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return RankEnvironment.of(variables);
    }

    @Test
    void aShellIsNoLauncher() {
        RankEnvironment shell = of("PATH", "/usr/bin", "OMPI_MCA_btl", "self");
        assertThat(shell).isEqualTo(new RankEnvironment(Launcher.NONE, 1, 0));
        assertThat(shell.underLauncher()).isFalse();
        assertThat(shell.mayHaveSeveralRanks()).isFalse();
    }

    @Test
    void theScriptOfABatchJobIsNoTaskOfAStep() {
        assertThat(of("SLURM_JOB_ID", "17", "SLURM_NTASKS", "4", "SLURM_PROCID", "0", "SLURM_NNODES", "2"))
                .isEqualTo(new RankEnvironment(Launcher.NONE, 1, 0));
    }

    @Test
    void mpirunOfOpenMpiWinsOverTheStepOfSlurmThatStartedIt() {
        RankEnvironment started = of(
                "OMPI_COMM_WORLD_SIZE",
                "4",
                "OMPI_COMM_WORLD_RANK",
                "3",
                "PMIX_RANK",
                "3",
                "SLURM_STEP_NUM_TASKS",
                "2");
        assertThat(started).isEqualTo(new RankEnvironment(Launcher.OPEN_MPI, 4, 3));
        assertThat(started.mayHaveSeveralRanks()).isTrue();
    }

    @Test
    void oneProcessUnderALauncherNeedsNoLibrary() {
        RankEnvironment started = of("OMPI_COMM_WORLD_SIZE", "1", "OMPI_COMM_WORLD_RANK", "0");
        assertThat(started.underLauncher()).isTrue();
        assertThat(started.mayHaveSeveralRanks()).isFalse();
    }

    @Test
    void readsTheVariablesOfOtherLaunchers() {
        assertThat(of("PMI_SIZE", "8", "PMI_RANK", "5")).isEqualTo(new RankEnvironment(Launcher.PMI, 8, 5));
        assertThat(of("MV2_COMM_WORLD_SIZE", "8", "MV2_COMM_WORLD_RANK", "5"))
                .isEqualTo(new RankEnvironment(Launcher.PMI, 8, 5));
        assertThat(of("PMI_RANK", "5", "SLURM_STEP_NUM_TASKS", "6", "SLURM_PROCID", "5"))
                .isEqualTo(new RankEnvironment(Launcher.PMI, 6, 5));
        assertThat(of("PMI_CONTROL_PORT", "20", "SLURM_STEP_NUM_TASKS", "6", "SLURM_PROCID", "5"))
                .isEqualTo(new RankEnvironment(Launcher.PMI, 6, 5));
        assertThat(of("PMIX_RANK", "2", "SLURM_STEP_NUM_TASKS", "3", "SLURM_PROCID", "2"))
                .isEqualTo(new RankEnvironment(Launcher.PMIX, 3, 2));
        assertThat(of("SLURM_STEP_NUM_TASKS", "3", "SLURM_PROCID", "2"))
                .isEqualTo(new RankEnvironment(Launcher.SLURM, 3, 2));
    }

    @Test
    void anUnknownSizeMayBeSeveral() {
        RankEnvironment started = of("PMIX_RANK", "2");
        assertThat(started).isEqualTo(new RankEnvironment(Launcher.PMIX, 0, 2));
        assertThat(started.mayHaveSeveralRanks()).isTrue();
        assertThatCode(() -> started.checkSize("Open MPI 4.1.4", 1)).doesNotThrowAnyException();
    }

    @Test
    void whatIsNoNumberIsMissing() {
        assertThat(of("PMI_SIZE", "many", "PMI_RANK", "-5")).isEqualTo(new RankEnvironment(Launcher.PMI, 0, -1));
        assertThat(of("SLURM_STEP_NUM_TASKS", "99999999999")).isEqualTo(new RankEnvironment(Launcher.NONE, 1, 0));
    }

    @Test
    void tasksOfSrunWithoutPmiAreRefusedBeforeALibraryIsLoaded() {
        assertThatThrownBy(() -> Ranks.open(Map.of("SLURM_STEP_NUM_TASKS", "4", "SLURM_PROCID", "0"), null))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "srun started 4 processes that cannot find each other: start them with srun --mpi=pmix (Open MPI)"
                                + " or srun --mpi=pmi2 (MPICH, Intel MPI; srun --mpi=list shows what there is), or a single one"
                                + " with --ntasks=1.");
    }

    @Test
    void aSizeThatDiffersIsRefusedWithWhatToDo() {
        RankEnvironment openMpi = new RankEnvironment(Launcher.OPEN_MPI, 4, 0);
        assertThatCode(() -> openMpi.checkSize("Open MPI 4.1.4", 4)).doesNotThrowAnyException();
        assertThatThrownBy(() -> openMpi.checkSize("MPICH 4.0.2", 1))
                .isInstanceOf(UsageException.class)
                .hasMessage("mpirun of Open MPI started 4 processes, but for MPICH 4.0.2 each is alone: give its own"
                        + " library with --mpi-library, or start them with the mpirun of that library.");
        assertThatThrownBy(() -> new RankEnvironment(Launcher.PMIX, 4, 0).checkSize("MPICH 4.0.2", 2))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "a PMIx launcher (srun --mpi=pmix) started 4 processes, but MPICH 4.0.2 sees 2: give the library"
                                + " that belongs to it with --mpi-library, or use the mpiexec of that library or srun --mpi=pmix"
                                + " (Open MPI) or srun --mpi=pmi2 (MPICH, Intel MPI; srun --mpi=list shows what there is).");
    }
}
