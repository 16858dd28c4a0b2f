package org.hydroreplace.io;

import java.util.Collection;
import java.util.TreeSet;

/** What somebody may have meant to write. */
public final class Names {
    private Names() {}

    /**
     * The candidate that begins with the word, else that with the smallest edit distance (Levenshtein 1966); the
     * alphabetically first of equals.
     */
    public static String nearest(String word, Collection<String> candidates) {
        String best = "";
        int smallest = Integer.MAX_VALUE;
        for (String candidate : new TreeSet<>(candidates)) {
            int distance = !word.isEmpty() && candidate.startsWith(word) ? -1 : distance(word, candidate);
            if (distance < smallest) {
                smallest = distance;
                best = candidate;
            }
        }
        return best;
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
