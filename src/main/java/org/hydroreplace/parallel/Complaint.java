package org.hydroreplace.parallel;

/** The last words of a process. */
final class Complaint {
    private Complaint() {}

    /** Prints one line, at once, so that lines of ranks do not mix. */
    static void print(String message, String place) {
        System.out.flush();
        System.err.print("hydro-replace: " + message.strip().replace('\n', ' ') + place + System.lineSeparator());
        System.err.flush();
    }
}
