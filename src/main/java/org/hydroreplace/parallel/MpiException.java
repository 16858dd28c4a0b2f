package org.hydroreplace.parallel;

/** A call into the MPI library failed: says which one, on which rank, and what the library says of it. */
public final class MpiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MpiException(String message) {
        super(message);
    }
}
