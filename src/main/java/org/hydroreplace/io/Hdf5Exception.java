package org.hydroreplace.io;

/**
 * A call of the HDF5 library that failed for a reason other than the disk: a fault of the program, not of the user. The
 * message names the call and gives the library's own explanation.
 */
public final class Hdf5Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Hdf5Exception(String message) {
        super(message);
    }
}
