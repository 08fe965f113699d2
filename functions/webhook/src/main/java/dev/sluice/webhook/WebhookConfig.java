package dev.sluice.webhook;

import io.smallrye.config.ConfigMapping;

/** What the function is told about its surroundings: {@code SLUICE_TABLE} and so on. */
@ConfigMapping(prefix = "sluice")
public interface WebhookConfig {
    /** The name of the table. */
    String table();

    /** The URL of the queue {@code events.fifo}. */
    String eventsQueue();

    /** Where the key that opens webhook secrets is: an ARN of Secrets Manager, or {@code file:} and an absolute path. */
    String encryptionKey();
}
