package dev.sluice.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.io.Json;
import dev.sluice.local.io.Ports;
import dev.sluice.local.template.QueueSpec;
import dev.sluice.local.template.TableSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class EnginesTest {

    private static final String REGION = "us-east-1";
    private static final String ACCOUNT = "000000000000";

    @TempDir
    private Path folder;

    @Test
    void keeps_tables_and_their_items_over_a_restart() throws Exception {
        Map<String, AttributeValue> item = Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"));
        try (DynamoDbServer server = DynamoDbServer.start(folder, 0);
                DynamoDbClient client = Clients.dynamoDb(server.url(), REGION)) {
            new Tables(client).make(List.of(table("sk")));
            client.putItem(it -> it.tableName("Storage").item(item));
            assertThat(client.describeTimeToLive(it -> it.tableName("Storage"))
                            .timeToLiveDescription()
                            .timeToLiveStatus())
                    .isEqualTo(TimeToLiveStatus.ENABLED);
        }
        try (DynamoDbServer server = DynamoDbServer.start(folder, 0);
                DynamoDbClient client = Clients.dynamoDb(server.url(), REGION)) {
            new Tables(client).make(List.of(table("sk")));

            assertThat(client.getItem(it -> it.tableName("Storage").key(item)).item())
                    .isEqualTo(item);
            assertThat(client.describeTable(it -> it.tableName("Storage"))
                            .table()
                            .globalSecondaryIndexes())
                    .hasSize(1);
        }
    }

    @Test
    void refuses_a_table_of_an_older_template() throws Exception {
        try (DynamoDbServer server = DynamoDbServer.start(folder, 0);
                DynamoDbClient client = Clients.dynamoDb(server.url(), REGION)) {
            new Tables(client).make(List.of(table("sk")));

            assertThatThrownBy(() -> new Tables(client).make(List.of(table("other"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "the table Storage in the data folder has keys or indexes of an older template");
        }
    }

    @Test
    void keeps_queues_and_their_messages_over_a_restart() throws Exception {
        var dead = new QueueSpec("dead.fifo", arn("dead.fifo"), Map.of("FifoQueue", "true"));
        String redrive = "{\"deadLetterTargetArn\":\"" + arn("dead.fifo") + "\",\"maxReceiveCount\":5}";
        var queue = new QueueSpec(
                "events.fifo",
                arn("events.fifo"),
                Map.of("FifoQueue", "true", "VisibilityTimeout", "7", "RedrivePolicy", redrive));
        int port = Ports.anyFree();
        try (SqsServer server = SqsServer.start(folder, port, REGION, ACCOUNT);
                SqsClient client = Clients.sqs(server.url(), REGION)) {
            var queues = new Queues(client, server.url(), ACCOUNT);
            // the order of the template is any
            queues.make(List.of(queue, dead));
            client.sendMessage(it -> it.queueUrl(queues.url("events.fifo"))
                    .messageBody("kept")
                    .messageGroupId("g")
                    .messageDeduplicationId("d"));
        }
        try (SqsServer server = SqsServer.start(folder, Ports.anyFree(), REGION, ACCOUNT);
                SqsClient client = Clients.sqs(server.url(), REGION)) {
            var queues = new Queues(client, server.url(), ACCOUNT);
            queues.make(List.of(queue, dead));

            String url = queues.url("events.fifo");
            assertThat(client.getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                            .attributes())
                    .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "7")
                    .containsEntry(QueueAttributeName.FIFO_QUEUE, "true");
            assertThat(client.receiveMessage(it -> it.queueUrl(url).waitTimeSeconds(5))
                            .messages())
                    .singleElement()
                    .satisfies(message -> assertThat(message.body()).isEqualTo("kept"));
        }
    }

    @Test
    void counts_calls_by_caller_and_operation() throws Exception {
        var calls = new Calls();
        try (DynamoDbServer server = DynamoDbServer.start(folder, 0);
                var proxy = new CountingProxy(server.url(), calls);
                DynamoDbClient client = Clients.dynamoDb(proxy.url(), REGION)) {
            new Tables(client).make(List.of(table("sk")));
            client.listTables();
        }

        assertThat(calls.json()
                        .path("local")
                        .path("DynamoDB_20120810.ListTables")
                        .asInt())
                .isEqualTo(2);
        assertThat(calls.json()
                        .path("local")
                        .path("DynamoDB_20120810.CreateTable")
                        .asInt())
                .isEqualTo(1);
    }

    private static String arn(String queue) {
        return "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + queue;
    }

    private static TableSpec table(String sortKey) {
        JsonNode definition = Json.parse(
                """
                {"AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
                                          {"AttributeName": "SORT", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "SORT", "KeyType": "RANGE"}],
                 "GlobalSecondaryIndexes": [{"IndexName": "turned", "Projection": {"ProjectionType": "ALL"},
                   "KeySchema": [{"AttributeName": "SORT", "KeyType": "HASH"}, {"AttributeName": "pk", "KeyType": "RANGE"}]}]}
                """
                        .replace("SORT", sortKey)
                        .getBytes(StandardCharsets.UTF_8));
        return new TableSpec("Storage", definition, Optional.of("ttl"));
    }
}
