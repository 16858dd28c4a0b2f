package org.hydroreplace.io;

/** Wrong usage or configuration, or an output folder that cannot be used: exit code 2. */
public final class UsageException extends UserException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public int exitCode() {
        return 2;
    }
}
