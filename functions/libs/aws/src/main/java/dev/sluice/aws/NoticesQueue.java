package dev.sluice.aws;

import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What people may want to hear of. The consumer is notify; a notice that cannot be sent never holds up a run. */
public final class NoticesQueue {
    private final SqsClient client;
    private final String url;

    public NoticesQueue(SqsClient client, String url) {
        this.client = Objects.requireNonNull(client, "client");
        this.url = Objects.requireNonNull(url, "url");
    }

    public void send(Notice notice) {
        client.sendMessage(m -> m.queueUrl(url).messageBody(notice.toJson()));
    }
}
