package org.hydroreplace.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hydroreplace.pipeline.Restart;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of {@code --checkpoint-interval}: {@code 500ms}, {@code 90s}, {@code 10m}, {@code 1h} or {@code off}. */
final class CheckpointInterval implements ITypeConverter<CheckpointInterval> {
    static final CheckpointInterval DEFAULT = new CheckpointInterval(Optional.of(Restart.INTERVAL));

    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private final Optional<Duration> time;

    /** For the command line, which makes a converter before it has a value. */
    CheckpointInterval() {
        this(Optional.empty());
    }

    private CheckpointInterval(Optional<Duration> time) {
        this.time = time;
    }

    /** Time between checkpoints; empty for none. */
    Optional<Duration> time() {
        return time;
    }

    @Override
    public CheckpointInterval convert(String text) {
        if (text.equals("off")) {
            return new CheckpointInterval(Optional.empty());
        }
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new TypeConversionException(
                    "'" + text + "' is not a time between checkpoints; give one such as 90s, 10m or 1h, or off");
        }
        long number = Long.parseLong(matcher.group(1));
        return new CheckpointInterval(Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                }));
    }
}
