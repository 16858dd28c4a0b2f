package org.hydroreplace.io;

/** A run that was asked to stop and can be taken up again: exit code 4. */
public final class StoppedException extends UserException {
    private static final long serialVersionUID = 1L;

    public StoppedException(String message) {
        super(message);
    }

    @Override
    public int exitCode() {
        return 4;
    }
}
