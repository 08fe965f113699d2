package dev.sluice.asl.language;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One entry of a Retry. Its attempts are counted for itself alone, from the entering of the state.
 *
 * @param fullJitter whether each delay is drawn between nothing and what it would have been
 */
public record Retrier(
        List<String> errorEquals,
        int intervalSeconds,
        int maxAttempts,
        double backoffRate,
        Optional<Integer> maxDelaySeconds,
        boolean fullJitter) {
    /** Copies the names. */
    public Retrier {
        errorEquals = List.copyOf(errorEquals);
    }

    /** Whether it takes this error up. */
    public boolean matches(String error) {
        return ErrorNames.anyMatches(errorEquals, error);
    }

    /** How long to wait before the next attempt, after so many retries by this entry. */
    public Duration delay(int retriesBefore, RandomGenerator random) {
        double seconds = intervalSeconds * Math.pow(backoffRate, retriesBefore);
        double limit = maxDelaySeconds.map(Integer::doubleValue).orElse((double) DefinitionReader.MAX_SECONDS);
        double capped = Math.min(seconds, limit);
        double drawn = fullJitter ? capped * random.nextDouble() : capped;
        return Duration.ofMillis(Math.round(drawn * 1000));
    }
}
