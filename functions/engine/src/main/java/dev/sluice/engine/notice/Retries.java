package dev.sluice.engine.notice;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.util.List;

/** When a copy that failed is tried again. {@code tries}: after how many deliveries the queue parks a message. */
record Retries(int tries) {
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(3), Duration.ofMinutes(15), Duration.ofHours(1));

    Retries {
        if (tries < 1) {
            throw new IllegalArgumentException("SLUICE_NOTICES_TRIES: a whole number from 1 on.");
        }
    }

    static int received(SQSEvent.SQSMessage message) {
        return Integer.parseInt(message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
    }

    boolean isLast(int received) {
        return received >= tries;
    }

    /** After the last try there is nothing to wait for: the queue parks the message when it would deliver it again. */
    Duration pauseAfter(int received) {
        return isLast(received) ? Duration.ZERO : PAUSES.get(Math.min(received, PAUSES.size()) - 1);
    }
}
