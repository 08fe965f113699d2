package dev.sluice.engine.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;

/** How long a platform asks to be left alone: RFC 9110, 10.2.3, and the field of that name in a body of oec.sh. */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /** Empty where the answer has no such header, or one that means nothing; at most a day. */
    static Optional<Duration> of(HttpResponse response, Instant now) {
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return header == null ? Optional.empty() : of(header.getValue().strip(), now);
    }

    /** {@code body}: {@code retry_after} in seconds, on its own or beside the error's message. */
    static Optional<Duration> of(JsonNode body) {
        JsonNode inside = body.path("detail").path("retry_after");
        JsonNode seconds = inside.isNumber() ? inside : body.path("retry_after");
        return seconds.isNumber()
                ? Optional.of(bounded(Duration.ofSeconds((long) Math.ceil(seconds.asDouble()))))
                : Optional.empty();
    }

    private static Optional<Duration> of(String text, Instant now) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
        }
        return Optional.ofNullable(DateUtils.parseStandardDate(text)).map(at -> bounded(Duration.between(now, at)));
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
