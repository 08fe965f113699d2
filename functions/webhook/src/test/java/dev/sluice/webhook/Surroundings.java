package dev.sluice.webhook;

import dev.sluice.aws.AesGcmVault;
import dev.sluice.aws.DomainJson;
import dev.sluice.aws.DynamoCommits;
import dev.sluice.aws.EncryptionKey;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.HookSecret;
import dev.sluice.domain.store.Write;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What stands around the function: its table, which the test fills, and its queue, which the test reads. */
@Singleton
class Surroundings {
    private final DynamoDbClient dynamo;
    private final SqsClient sqs;
    private final WebhookConfig config;
    private final MovableClock clock;
    private final Vault vault;

    @Inject
    Surroundings(DynamoDbClient dynamo, SqsClient sqs, WebhookConfig config, MovableClock clock) {
        this.dynamo = dynamo;
        this.sqs = sqs;
        this.config = config;
        this.clock = clock;
        this.vault = new AesGcmVault(EncryptionKey.load(config.encryptionKey()));
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    Instant now() {
        return clock.instant();
    }

    /** A project with a webhook of GitHub's, signed with this secret. */
    String project(String secret) {
        return project(secret, Provider.GITHUB);
    }

    /** A project with webhooks of these hosts, all of them with this secret. */
    String project(String secret, Provider... hosts) {
        ProjectId project = new ProjectId("p" + UUID.randomUUID().toString().substring(0, 8));
        for (Provider host : hosts) {
            save(hook(project, host, secret));
        }
        return project.value();
    }

    /** Gives the webhook a new secret; the old one counts for as long as {@code overlap}. */
    void rotate(String project, String former, String secret, Duration overlap) {
        ProjectId id = new ProjectId(project);
        HookSecret.Former old =
                new HookSecret.Former(seal(id, former), clock.instant().plus(overlap));
        save(hook(id, secret, Optional.of(old), 1));
    }

    /** Every delivery in the queue, which is then empty. */
    List<Delivery> queued() {
        List<Delivery> all = new ArrayList<>();
        List<Message> some = receive();
        while (!some.isEmpty()) {
            for (Message message : some) {
                all.add(DomainJson.read(message.body(), Delivery.class));
                sqs.deleteMessage(m -> m.queueUrl(config.eventsQueue()).receiptHandle(message.receiptHandle()));
            }
            some = receive();
        }
        return all;
    }

    private List<Message> receive() {
        return sqs.receiveMessage(r -> r.queueUrl(config.eventsQueue()).maxNumberOfMessages(10))
                .messages();
    }

    private HookSecret hook(ProjectId project, String secret, Optional<HookSecret.Former> former, long revision) {
        Instant now = clock.instant();
        return new HookSecret(project, Provider.GITHUB, seal(project, secret), former, now, revision);
    }

    private HookSecret hook(ProjectId project, Provider host, String secret) {
        dev.sluice.domain.Sealed sealed = vault.seal(HookSecret.purpose(project, host), new Secret(secret));
        return new HookSecret(project, host, sealed, Optional.empty(), clock.instant(), 0);
    }

    private dev.sluice.domain.Sealed seal(ProjectId project, String secret) {
        return vault.seal(HookSecret.purpose(project, Provider.GITHUB), new Secret(secret));
    }

    private void save(HookSecret secret) {
        boolean done = new DynamoCommits(dynamo, config.table(), clock)
                .commit(Write.save(secret))
                .done();
        if (!done) {
            throw new AssertionError("The hook's secret was not saved.");
        }
    }
}
