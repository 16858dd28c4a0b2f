package org.hydroreplace.io;

/** Inputs that cannot be used (damaged, missing, inconsistent), or a memory budget too small for them: exit code 3. */
public final class InputException extends UserException {
    private static final long serialVersionUID = 1L;

    public InputException(String message) {
        super(message);
    }

    public InputException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public int exitCode() {
        return 3;
    }
}
