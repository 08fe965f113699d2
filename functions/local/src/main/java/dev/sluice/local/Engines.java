package dev.sluice.local;

import dev.sluice.local.aws.Calls;
import dev.sluice.local.aws.Clients;
import dev.sluice.local.aws.CountingProxy;
import dev.sluice.local.aws.DynamoDbServer;
import dev.sluice.local.aws.Queues;
import dev.sluice.local.aws.SqsServer;
import dev.sluice.local.aws.Tables;
import dev.sluice.local.io.Parts;
import dev.sluice.local.io.Ports;
import dev.sluice.local.template.Stack;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The databases and queues of this process, and the addresses that functions know them by. */
final class Engines implements AutoCloseable {

    static final String REGION = "us-east-1";
    static final String ACCOUNT = "000000000000";

    private final DataFolder data;
    private final int dynamoDbPort;
    private final int sqsPort;
    private final int statesPort;
    private final SqsClient sqs;
    private final Queues queues;
    private final Parts parts = new Parts();

    Engines(DataFolder data, Ports ports) throws IOException {
        this.data = data;
        this.dynamoDbPort = ports.port("dynamodb");
        this.sqsPort = ports.port("sqs");
        this.statesPort = ports.port("states");
        this.sqs = parts.keep(Clients.sqs(address(sqsPort), REGION));
        this.queues = new Queues(sqs, address(sqsPort), ACCOUNT);
    }

    URI sqsAddress() {
        return address(sqsPort);
    }

    int statesPort() {
        return statesPort;
    }

    SqsClient sqs() {
        return sqs;
    }

    Queues queues() {
        return queues;
    }

    /** The endpoints as functions' variables, straight or by way of a counter. */
    Map<String, String> variables(boolean count, Calls calls) throws IOException {
        return Map.of(
                "AWS_REGION", REGION,
                "AWS_DEFAULT_REGION", REGION,
                "AWS_ENDPOINT_URL_DYNAMODB", endpoint(dynamoDbPort, count, calls),
                "AWS_ENDPOINT_URL_SQS", endpoint(sqsPort, count, calls),
                "AWS_ENDPOINT_URL_SFN", endpoint(statesPort, count, calls));
    }

    /** Starts the tables and the queues side by side; the future ends when the stack's are there. */
    CompletableFuture<Void> start(Stack stack, Executor executor) {
        return CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> startTables(stack), executor),
                CompletableFuture.runAsync(() -> startQueues(stack), executor));
    }

    private void startTables(Stack stack) {
        try {
            parts.keep(DynamoDbServer.start(data.path("dynamodb"), dynamoDbPort));
            try (DynamoDbClient client = Clients.dynamoDb(address(dynamoDbPort), REGION)) {
                new Tables(client).make(stack.tables());
            }
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (IllegalStateException e) {
            throw new CannotStart(e.getMessage(), e);
        }
    }

    private void startQueues(Stack stack) {
        try {
            parts.keep(SqsServer.start(data.path("sqs"), sqsPort, REGION, ACCOUNT));
            queues.make(stack.queues());
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private String endpoint(int port, boolean count, Calls calls) throws IOException {
        if (!count) {
            return address(port).toString();
        }
        var proxy = new CountingProxy(address(port), calls);
        parts.keep(proxy);
        return proxy.url().toString();
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        parts.close();
    }
}
