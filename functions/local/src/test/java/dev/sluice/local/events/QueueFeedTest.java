package dev.sluice.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.aws.Clients;
import dev.sluice.local.aws.Queues;
import dev.sluice.local.aws.SqsServer;
import dev.sluice.local.io.Json;
import dev.sluice.local.io.Ports;
import dev.sluice.local.lambda.InvocationResult;
import dev.sluice.local.template.EventSourceSpec;
import dev.sluice.local.template.QueueSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueFeedTest {

    private static final String REGION = "us-east-1";
    private static final String ACCOUNT = "000000000000";
    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";

    @TempDir
    static Path folder;

    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private SqsServer server;
    private SqsClient sqs;
    private Queues queues;
    private QueueFeed feed;

    @BeforeAll
    void startServer() throws Exception {
        server = SqsServer.start(folder, Ports.anyFree(), REGION, ACCOUNT);
        sqs = Clients.sqs(server.url(), REGION);
        queues = new Queues(sqs, server.url(), ACCOUNT);
    }

    @AfterEach
    void stopFeed() {
        feed.close();
        events.clear();
        calls.set(0);
    }

    @AfterAll
    void stopServer() {
        sqs.close();
        server.close();
    }

    @Test
    void gives_a_batch_in_the_shape_of_aws_and_deletes_what_is_done() throws Exception {
        String url = make("done.fifo", 30);
        feed("done.fifo", event -> "{\"batchItemFailures\":[]}");
        send(url, "one", "group");

        JsonNode record = events.poll(10, TimeUnit.SECONDS).path("Records").get(0);

        assertThat(record.path("body").asText()).isEqualTo("one");
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(record.path("eventSourceARN").asText()).isEqualTo(ARN + "done.fifo");
        assertThat(record.path("awsRegion").asText()).isEqualTo(REGION);
        assertThat(record.path("md5OfBody").asText()).isEqualTo("f97c5d29941bfb1b2fdab0874906ab82");
        assertThat(record.path("attributes").path("MessageGroupId").asText()).isEqualTo("group");
        assertThat(record.path("attributes").path("ApproximateReceiveCount").asText())
                .isEqualTo("1");
        assertThat(record.path("receiptHandle").asText()).isNotEmpty();
        awaitLeft(url, 0);
    }

    @Test
    void leaves_only_the_messages_that_the_function_names_as_failed() throws Exception {
        String url = make("partial.fifo", 30);
        send(url, "good", "a");
        send(url, "bad", "b");
        feed("partial.fifo", event -> failures(event, "bad"));

        awaitLeft(url, 1);
    }

    @Test
    void leaves_the_whole_batch_when_the_function_fails() throws Exception {
        String url = make("failing.fifo", 1);
        send(url, "again", "a");
        feed("failing.fifo", event -> {
            throw new IllegalStateException("boom");
        });

        assertThat(events.poll(10, TimeUnit.SECONDS)).isNotNull();
        JsonNode second = events.poll(10, TimeUnit.SECONDS).path("Records").get(0);
        assertThat(second.path("attributes").path("ApproximateReceiveCount").asText())
                .isEqualTo("2");
    }

    @Test
    void moves_a_message_that_fails_too_often_to_the_dead_letters() throws Exception {
        make("parked.fifo", 1);
        String url = make("poison.fifo", 1);
        sqs.setQueueAttributes(it -> it.queueUrl(url)
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + ARN + "parked.fifo\",\"maxReceiveCount\":1}")));
        send(url, "poison", "a");
        feed("poison.fifo", event -> failures(event, "poison"));

        awaitLeft(queues.url("parked.fifo"), 1);
        assertThat(events).hasSize(1);
    }

    @Test
    void keeps_the_order_of_a_group() throws Exception {
        String url = make("ordered.fifo", 30);
        for (int i = 0; i < 25; i++) {
            send(url, "n" + i, "one-group");
        }
        feed("ordered.fifo", event -> "{}");

        int next = 0;
        while (next < 25) {
            for (JsonNode record : events.poll(10, TimeUnit.SECONDS).path("Records")) {
                assertThat(record.path("body").asText()).isEqualTo("n" + next++);
            }
        }
    }

    @Test
    void shows_what_a_killed_life_worked_on_again_at_once() throws Exception {
        String url = make("killed.fifo", 600);
        send(url, "interrupted", "a");
        var message =
                sqs.receiveMessage(it -> it.queueUrl(url).waitTimeSeconds(5)).messages();
        new InFlight(folder.resolve("killed.fifo")).begin(message);

        server.close();
        startServer();
        feed("killed.fifo", event -> "{}");

        JsonNode record = events.poll(10, TimeUnit.SECONDS).path("Records").get(0);
        assertThat(record.path("body").asText()).isEqualTo("interrupted");
        awaitLeft(queues.url("killed.fifo"), 0);
    }

    private String make(String name, int visibility) {
        queues.make(List.of(new QueueSpec(
                name, ARN + name, Map.of("FifoQueue", "true", "VisibilityTimeout", Integer.toString(visibility)))));
        return queues.url(name);
    }

    private void send(String url, String body, String group) {
        sqs.sendMessage(
                it -> it.queueUrl(url).messageBody(body).messageGroupId(group).messageDeduplicationId(body));
    }

    private void feed(String queue, Function<JsonNode, String> function) {
        Invoker invoker = (name, payload) -> {
            JsonNode event = Json.parse(payload);
            events.add(event);
            calls.incrementAndGet();
            return CompletableFuture.completedFuture(call(function, event));
        };
        var spec = new EventSourceSpec(ARN + queue, "function", 10, Duration.ZERO, 2, true);
        feed = new QueueFeed(spec, new QueueFeed.Source(sqs, queues.url(queue), REGION, folder), invoker);
        feed.start();
    }

    private static InvocationResult call(Function<JsonNode, String> function, JsonNode event) {
        try {
            return new InvocationResult.Answered(function.apply(event).getBytes(StandardCharsets.UTF_8));
        } catch (IllegalStateException e) {
            return new InvocationResult.Failed("Boom", "{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String failures(JsonNode event, String body) {
        var answer = Json.object();
        var list = answer.putArray("batchItemFailures");
        for (JsonNode record : event.path("Records")) {
            if (record.path("body").asText().equals(body)) {
                list.addObject().put("itemIdentifier", record.path("messageId").asText());
            }
        }
        return answer.toString();
    }

    /** Waits until the queue holds so many messages, seen or in work, and the function has been called. */
    private void awaitLeft(String url, int wanted) {
        Eventually.is(wanted, () -> calls.get() == 0 ? -1 : left(url));
    }

    private int left(String url) {
        return sqs
                .getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes()
                .entrySet()
                .stream()
                .filter(attribute -> attribute.getKey().toString().startsWith("ApproximateNumberOfMessages"))
                .mapToInt(attribute -> Integer.parseInt(attribute.getValue()))
                .sum();
    }
}
