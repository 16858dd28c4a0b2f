package org.hydroreplace.parallel;

/** Predefined handles in use: an exported variable in Open MPI, a number in MPICH's ABI (mpi.h of MPICH 4.0; the same since 3.1). */
enum MpiHandle {
    COMM_WORLD("ompi_mpi_comm_world", 0x44000000),
    BYTE("ompi_mpi_byte", 0x4c00010d),
    INT64("ompi_mpi_int64_t", 0x4c00083a),
    SUM("ompi_mpi_op_sum", 0x58000003),
    MAX("ompi_mpi_op_max", 0x58000001),
    ERRORS_RETURN("ompi_mpi_errors_return", 0x54000001);

    private final String symbol;
    private final int number;

    MpiHandle(String symbol, int number) {
        this.symbol = symbol;
        this.number = number;
    }

    String symbol() {
        return symbol;
    }

    int number() {
        return number;
    }
}
