package dev.sluice.engine;

import dev.sluice.aws.ActionsQueue;
import dev.sluice.aws.AesGcmVault;
import dev.sluice.aws.DynamoCommits;
import dev.sluice.aws.DynamoDeliveryStore;
import dev.sluice.aws.DynamoNoticeStore;
import dev.sluice.aws.DynamoProjectStore;
import dev.sluice.aws.DynamoRunStore;
import dev.sluice.aws.EncryptionKey;
import dev.sluice.aws.NoticesQueue;
import dev.sluice.aws.RunExecutions;
import dev.sluice.aws.RunTokens;
import dev.sluice.aws.TaskTokens;
import dev.sluice.domain.Vault;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.DeliveryStore;
import dev.sluice.domain.store.NoticeStore;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Joins the ports with what carries them. A function makes only the clients that its own handler asks for. */
@Singleton
class Wiring {
    private final EngineConfig config;

    Wiring(EngineConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Commits commits(DynamoDbClient dynamo, Clock clock) {
        return new DynamoCommits(dynamo, config.table(), clock);
    }

    @Produces
    @Singleton
    ProjectStore projects(DynamoDbClient dynamo, Clock clock) {
        return new DynamoProjectStore(dynamo, config.table(), clock);
    }

    @Produces
    @Singleton
    DeliveryStore deliveries(DynamoDbClient dynamo, Clock clock) {
        return new DynamoDeliveryStore(dynamo, config.table(), clock);
    }

    @Produces
    @Singleton
    RunStore runs(DynamoDbClient dynamo, Clock clock) {
        return new DynamoRunStore(dynamo, config.table(), clock);
    }

    @Produces
    @Singleton
    NoticeStore notices(DynamoDbClient dynamo, Clock clock) {
        return new DynamoNoticeStore(dynamo, config.table(), clock);
    }

    @Produces
    @Singleton
    Vault vault() {
        return new AesGcmVault(EncryptionKey.load(required(config.encryptionKey(), "SLUICE_ENCRYPTION_KEY")));
    }

    /** There is no Quarkus extension for Step Functions; the client is made when it is first asked for, never at build time. */
    @Produces
    @Singleton
    SfnClient sfn() {
        return SfnClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Produces
    @Singleton
    RunExecutions executions(SfnClient sfn) {
        return new RunExecutions(sfn, required(config.stateMachine(), "SLUICE_STATE_MACHINE"));
    }

    @Produces
    @Singleton
    TaskTokens tokens(SfnClient sfn) {
        return new TaskTokens(sfn);
    }

    @Produces
    @Singleton
    RunTokens runTokens(TaskTokens tokens, Vault vault) {
        return new RunTokens(tokens, vault);
    }

    @Produces
    @Singleton
    ActionsQueue actions(SqsClient sqs) {
        return new ActionsQueue(sqs, required(config.actionsQueue(), "SLUICE_ACTIONS_QUEUE"));
    }

    @Produces
    @Singleton
    NoticesQueue noticesQueue(SqsClient sqs) {
        return new NoticesQueue(sqs, required(config.noticesQueue(), "SLUICE_NOTICES_QUEUE"));
    }

    private static String required(Optional<String> setting, String name) {
        return setting.orElseThrow(() -> new IllegalStateException(name + " is not set, and this function needs it."));
    }
}
