package dev.sluice.aws;

import dev.sluice.domain.Sha256;
import dev.sluice.domain.event.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Accepted deliveries on their way to dispatch. The order is kept within one ref of a project (that of the first event); the
 * same delivery sent twice within five minutes is one message, and beyond that the claim in the table makes it one.
 */
public final class EventsQueue {
    private final SqsClient client;
    private final String url;

    public EventsQueue(SqsClient client, String url) {
        this.client = Objects.requireNonNull(client, "client");
        this.url = Objects.requireNonNull(url, "url");
    }

    /** Returns once the queue has it on several disks; the body is the {@link DomainJson} of the delivery. */
    public void send(Delivery delivery) {
        String body = new String(DomainJson.bytes(delivery), StandardCharsets.UTF_8);
        client.sendMessage(m -> m.queueUrl(url)
                .messageBody(body)
                .messageGroupId(group(delivery))
                .messageDeduplicationId(Sha256.ofFields(
                        delivery.project().value(), delivery.provider().name(), delivery.key())));
    }

    private static String group(Delivery delivery) {
        String project = delivery.project().value();
        return delivery.events().stream()
                .findFirst()
                .map(e -> Sha256.ofFields(project, e.repository().toLowerCase(Locale.ROOT), e.qualifiedRef()))
                .orElseGet(() -> Sha256.ofFields(project, delivery.key()));
    }
}
