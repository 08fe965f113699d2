package dev.sluice.aws;

import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The actions that are under way: buffer, retry and timer in one. The consumer is act. */
public final class ActionsQueue {
    /** The longest that SQS holds a message back. */
    public static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private final SqsClient client;
    private final String url;

    public ActionsQueue(SqsClient client, String url) {
        this.client = Objects.requireNonNull(client, "client");
        this.url = Objects.requireNonNull(url, "url");
    }

    /** {@code delay}: 0 to 900 seconds, rounded up to a whole one; the message is not seen before it is over. */
    public void send(ActionMessage message, Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("delay: 0 to " + LONGEST_DELAY.toSeconds() + " seconds.");
        }
        int seconds = Math.toIntExact(delay.plusNanos(999_999_999).toSeconds());
        client.sendMessage(m -> m.queueUrl(url).messageBody(message.toJson()).delaySeconds(seconds));
    }
}
