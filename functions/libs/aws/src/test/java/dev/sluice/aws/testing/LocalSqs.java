package dev.sluice.aws.testing;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * ElasticMQ on a free port of the loopback interface: one for the whole JVM, started at first use. Who uses it has
 * {@code org.elasticmq:elasticmq-rest-sqs_2.13} and {@code software.amazon.awssdk:url-connection-client} in scope.
 */
public final class LocalSqs {
    private LocalSqs() {}

    /** For {@code AWS_ENDPOINT_URL_SQS}. */
    public static URI endpoint() {
        return Running.ENDPOINT;
    }

    public static SqsClient client() {
        return Running.CLIENT;
    }

    /** Makes an empty queue and returns its URL. A FIFO queue has no content-based deduplication, as ours have none. */
    public static String freshQueue(boolean fifo) {
        String name = "sluice-" + UUID.randomUUID() + (fifo ? ".fifo" : "");
        Map<QueueAttributeName, String> attributes = fifo ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
        return client().createQueue(q -> q.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static URI start() {
        SQSRestServer server = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .start();
        return URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
    }

    /** Started when it is first named. */
    private static final class Running {
        static final URI ENDPOINT = start();
        static final SqsClient CLIENT = SqsClient.builder()
                .endpointOverride(ENDPOINT)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
