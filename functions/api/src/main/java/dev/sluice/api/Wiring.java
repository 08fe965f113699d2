package dev.sluice.api;

import dev.sluice.aws.AesGcmVault;
import dev.sluice.aws.DynamoCommits;
import dev.sluice.aws.DynamoDeliveryStore;
import dev.sluice.aws.DynamoNoticeStore;
import dev.sluice.aws.DynamoProjectStore;
import dev.sluice.aws.DynamoRunStore;
import dev.sluice.aws.EncryptionKey;
import dev.sluice.aws.EventsQueue;
import dev.sluice.aws.NoticesQueue;
import dev.sluice.aws.RunTokens;
import dev.sluice.aws.TaskTokens;
import dev.sluice.domain.Vault;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.DeliveryStore;
import dev.sluice.domain.store.NoticeStore;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts the adapters behind the domain's ports. Nothing here is made before it is first used. */
class Wiring {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @ApplicationScoped
    ProjectStore projects(DynamoDbClient client, ApiConfig config, Clock clock) {
        return new DynamoProjectStore(client, config.table(), clock);
    }

    @Produces
    @ApplicationScoped
    DeliveryStore deliveries(DynamoDbClient client, ApiConfig config, Clock clock) {
        return new DynamoDeliveryStore(client, config.table(), clock);
    }

    @Produces
    @ApplicationScoped
    RunStore runs(DynamoDbClient client, ApiConfig config, Clock clock) {
        return new DynamoRunStore(client, config.table(), clock);
    }

    @Produces
    @ApplicationScoped
    NoticeStore notices(DynamoDbClient client, ApiConfig config, Clock clock) {
        return new DynamoNoticeStore(client, config.table(), clock);
    }

    @Produces
    @Singleton
    NoticesQueue noticesQueue(SqsClient client, ApiConfig config) {
        return new NoticesQueue(client, config.noticesQueue());
    }

    @Produces
    @ApplicationScoped
    Commits commits(DynamoDbClient client, ApiConfig config, Clock clock) {
        return new DynamoCommits(client, config.table(), clock);
    }

    @Produces
    @Singleton
    EventsQueue events(SqsClient client, ApiConfig config) {
        return new EventsQueue(client, config.eventsQueue());
    }

    @Produces
    @ApplicationScoped
    Vault vault(ApiConfig config) {
        return new AesGcmVault(EncryptionKey.load(config.encryptionKey()));
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
    RunTokens tokens(SfnClient client, Vault vault) {
        return new RunTokens(new TaskTokens(client), vault);
    }
}
