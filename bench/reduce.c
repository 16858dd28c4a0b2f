/* What a C program takes for the sums of ReduceRates: one MPI_Allreduce, and one MPI_Reduce, of all elements at once; started by
 * bench/run reduce. Arguments: elements, rounds. Prints seconds, one line a round: "all one". */
#include <mpi.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static int rank, size;

static void fill(int64_t *values, int count) {
    for (int i = 0; i < count; i++) values[i] = (int64_t)i + rank;
}

int main(int argc, char **argv) {
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int count = atoi(argv[1]), rounds = atoi(argv[2]);
    int64_t *values = malloc(8 * (size_t)count), *sums = malloc(8 * (size_t)count);
    for (int round = 0; round <= rounds; round++) {
        fill(values, count);
        MPI_Barrier(MPI_COMM_WORLD);
        double begin = MPI_Wtime();
        MPI_Allreduce(values, sums, count, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD);
        MPI_Barrier(MPI_COMM_WORLD);
        double all = MPI_Wtime() - begin;
        for (int i = 0; i < count; i++)
            if (sums[i] != (int64_t)i * size + size * (size - 1L) / 2) MPI_Abort(MPI_COMM_WORLD, 1);
        MPI_Barrier(MPI_COMM_WORLD);
        begin = MPI_Wtime();
        MPI_Reduce(values, sums, count, MPI_INT64_T, MPI_SUM, 0, MPI_COMM_WORLD);
        MPI_Barrier(MPI_COMM_WORLD);
        double one = MPI_Wtime() - begin;
        if (round > 0 && rank == 0) printf("%.6f %.6f\n", all, one);
    }
    MPI_Finalize();
    return 0;
}
