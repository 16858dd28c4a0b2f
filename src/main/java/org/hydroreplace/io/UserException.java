package org.hydroreplace.io;

/**
 * A fault that the user can mend. The message is one sentence: what was wrong with which file or key, the numbers, the
 * remedy. The command line prints it without a stack trace and exits with {@link #exitCode()}.
 */
public abstract sealed class UserException extends RuntimeException
        permits UsageException, InputException, StoppedException {
    private static final long serialVersionUID = 1L;

    UserException(String message, Throwable cause) {
        super(message, cause);
    }

    UserException(String message) {
        super(message);
    }

    /** The exit code of the process, as in the contract of commands: 2 for usage, 3 for inputs, 4 for a run that was stopped. */
    public abstract int exitCode();
}
