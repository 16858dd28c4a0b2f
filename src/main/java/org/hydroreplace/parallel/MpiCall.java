package org.hydroreplace.parallel;

/**
 * The functions of MPI in use, under their C names; all return an error code. The signature gives the arguments: {@code i}
 * for int, {@code p} for pointers, {@code h} for handles (communicators, types, operations), which are pointers or integers.
 */
enum MpiCall {
    MPI_Get_library_version("pp"),
    MPI_Init_thread("ppip"),
    MPI_Comm_set_errhandler("hh"),
    MPI_Comm_rank("hp"),
    MPI_Comm_size("hp"),
    MPI_Error_string("ipp"),
    MPI_Barrier("h"),
    MPI_Bcast("pihih"),
    MPI_Allreduce("ppihhh"),
    MPI_Reduce("ppihhih"),
    MPI_Alltoall("pihpihh"),
    MPI_Sendrecv("pihiipihiihp"),
    MPI_Abort("hi"),
    MPI_Finalize("");

    private final String arguments;

    MpiCall(String arguments) {
        this.arguments = arguments;
    }

    String arguments() {
        return arguments;
    }
}
