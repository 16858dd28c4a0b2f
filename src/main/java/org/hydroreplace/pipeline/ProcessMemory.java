package org.hydroreplace.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What the operating system says of this process's memory, where it does (Linux). */
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /** The largest amount of anonymous memory so far, bytes: that of all memory without the mapped files of now. */
    static OptionalLong peak() {
        try {
            long peak = 0;
            long files = 0;
            for (String line : Files.readAllLines(STATUS)) {
                String[] words = line.split("\\s+", -1);
                if (line.startsWith("VmHWM:")) {
                    peak = Long.parseLong(words[1]) << 10;
                } else if (line.startsWith("RssFile:")) {
                    files = Long.parseLong(words[1]) << 10;
                }
            }
            return peak > files ? OptionalLong.of(peak - files) : OptionalLong.empty();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
