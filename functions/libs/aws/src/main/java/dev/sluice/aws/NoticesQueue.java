package dev.sluice.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** What people may want to hear of. The consumer is notify; a notice that cannot be sent never holds up a run. */
public final class NoticesQueue {
    private static final int BATCH = 10;

    private final SqsClient client;
    private final String url;

    public NoticesQueue(SqsClient client, String url) {
        this.client = Objects.requireNonNull(client, "client");
        this.url = Objects.requireNonNull(url, "url");
    }

    public void send(Notice notice) {
        client.sendMessage(m -> m.queueUrl(url).messageBody(notice.toJson()));
    }

    /** Ten to a call. Throws where one of them was not taken; some may have been then: send all of them again. */
    public void sendAll(List<Notice> notices) {
        for (int from = 0; from < notices.size(); from += BATCH) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Notice notice : notices.subList(from, Math.min(notices.size(), from + BATCH))) {
                entries.add(SendMessageBatchRequestEntry.builder()
                        .id("n" + entries.size())
                        .messageBody(notice.toJson())
                        .build());
            }
            SendMessageBatchResponse answer =
                    client.sendMessageBatch(m -> m.queueUrl(url).entries(entries));
            if (!answer.failed().isEmpty()) {
                throw new IllegalStateException("The notices queue did not take "
                        + answer.failed().size() + " of " + entries.size() + " messages: "
                        + answer.failed().get(0).message());
            }
        }
    }

    /** A message that was received is seen again only after this time, rounded to seconds, instead of the queue's own. */
    public void hold(String receiptHandle, Duration time) {
        client.changeMessageVisibility(
                m -> m.queueUrl(url).receiptHandle(receiptHandle).visibilityTimeout(Math.toIntExact(time.toSeconds())));
    }
}
