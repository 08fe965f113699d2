package dev.sluice.webhook;

import dev.sluice.aws.AesGcmVault;
import dev.sluice.aws.DynamoProjectStore;
import dev.sluice.aws.EncryptionKey;
import dev.sluice.aws.EventsQueue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts the function together. */
@Singleton
class Parts {
    private static final Duration KEY_TIMEOUT = Duration.ofSeconds(5);

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    HookSecrets hookSecrets(DynamoDbClient dynamo, WebhookConfig config, Clock clock) {
        return new HookSecrets(
                new DynamoProjectStore(dynamo, config.table(), clock),
                new AesGcmVault(EncryptionKey.load(config.encryptionKey(), Parts::secretsManager)),
                clock);
    }

    @Produces
    @Singleton
    Intake intake(HookSecrets secrets, SqsClient sqs, WebhookConfig config, Clock clock) {
        return new Intake(secrets, new EventsQueue(sqs, config.eventsQueue()), clock);
    }

    /** Its HTTP client is named, because a native image does not search for one. */
    private static SecretsManagerClient secretsManager() {
        return SecretsManagerClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(c -> c.apiCallTimeout(KEY_TIMEOUT))
                .build();
    }
}
