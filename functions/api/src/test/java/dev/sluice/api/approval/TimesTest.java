package dev.sluice.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "PT59S, in less than a minute",
        "PT1M59S, in 1 minute",
        "PT1H, in 1 hour",
        "PT2H5M, in 2 hours 5 minutes",
        "P1DT30M, in 1 day",
        "P6DT23H59M, in 6 days 23 hours",
    })
    void time_left_is_said_in_words_and_rounded_down(Duration left, String words) {
        assertThat(Times.in(left)).isEqualTo(words);
    }

    @Test
    void times_are_said_in_utc() {
        assertThat(Times.at(Instant.parse("2026-03-01T15:04:59Z"))).isEqualTo("1 March 2026, 15:04 UTC");
    }
}
