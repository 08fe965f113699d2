package dev.sluice.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.aws.testing.LocalSqs;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.notice.NoticeRecipient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queues, on ElasticMQ. */
class QueuesTest {
    private final String fifo = LocalSqs.freshQueue(true);
    private final EventsQueue events = new EventsQueue(LocalSqs.client(), fifo);
    private final String standard = LocalSqs.freshQueue(false);

    @Test
    void a_delivery_arrives_as_it_was_sent() {
        Delivery delivery =
                ExampleEvents.delivery("key", List.of(ExampleEvents.push("main"), ExampleEvents.pullRequest()));

        events.send(delivery);

        assertThat(DomainJson.read(receive(fifo).get(0).body(), Delivery.class)).isEqualTo(delivery);
    }

    @Test
    void the_same_delivery_told_twice_is_one_message() {
        Delivery first = Delivery.received(
                Examples.DEMO, Provider.GITHUB, "push", "key", Examples.NOW, facts(ExampleEvents.push("main")));
        Delivery second = Delivery.received(
                Examples.DEMO,
                Provider.GITHUB,
                "push",
                "key",
                Examples.NOW.plusSeconds(9),
                facts(ExampleEvents.push("main")));
        assertThat(second.id()).isNotEqualTo(first.id());

        events.send(first);
        events.send(second);

        assertThat(receive(fifo))
                .extracting(message ->
                        DomainJson.read(message.body(), Delivery.class).id())
                .containsExactly(first.id());
    }

    @Test
    void deliveries_that_differ_in_project_provider_or_key_are_messages_of_their_own() {
        assertThat(List.of(
                        deduplicationId(of("demo", Provider.GITHUB, "1", ExampleEvents.push("main"))),
                        deduplicationId(of("other", Provider.GITHUB, "1", ExampleEvents.push("main"))),
                        deduplicationId(of("demo", Provider.GITEA, "1", ExampleEvents.push("main"))),
                        deduplicationId(of("demo", Provider.GITHUB, "2", ExampleEvents.push("main")))))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_order_is_kept_within_one_ref_of_one_project() {
        String main = group(of("demo", Provider.GITHUB, "1", ExampleEvents.push("main")));

        assertThat(group(of("demo", Provider.GITLAB, "2", ExampleEvents.push("main"))))
                .isEqualTo(main);
        assertThat(group(of("demo", Provider.GITHUB, "3", ExampleEvents.push("other"))))
                .isNotEqualTo(main);
        assertThat(group(of("other", Provider.GITHUB, "4", ExampleEvents.push("main"))))
                .isNotEqualTo(main);
        assertThat(main).hasSizeLessThanOrEqualTo(128);
    }

    @Test
    void deliveries_without_an_event_hold_up_nothing() {
        Delivery one = ExampleEvents.ignored();
        Delivery two = Delivery.received(
                Examples.DEMO, Provider.GITHUB, "ping", "key-3", Examples.NOW, Delivery.Facts.ignored("A ping."));

        assertThat(group(one)).isNotEqualTo(group(two));
    }

    @Test
    void an_action_message_has_the_shape_that_the_state_machine_writes() throws Exception {
        ActionMessage message = new ActionMessage(Examples.RUN, new Secret("hush\"hush"), 3);
        new ActionsQueue(LocalSqs.client(), standard).send(message, Duration.ZERO);

        String body = receive(standard).get(0).body();

        JsonNode json = DomainJson.mapper().readTree(body);
        assertThat(json)
                .isEqualTo(DomainJson.mapper()
                        .createObjectNode()
                        .put("run_id", Examples.RUN.value())
                        .put("task_token", "hush\"hush")
                        .put("sequence", 3));
        assertThat(ActionMessage.fromJson(body)).isEqualTo(message);
        assertThat(message.toString()).doesNotContain("hush");
    }

    @Test
    void a_delayed_message_is_held_back() {
        new ActionsQueue(LocalSqs.client(), standard)
                .send(new ActionMessage(Examples.RUN, new Secret("token"), 1), Duration.ofMinutes(10));

        assertThat(receive(standard)).isEmpty();
        assertThat(attribute(standard, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .isEqualTo("1");
    }

    @Test
    void a_delay_that_sqs_cannot_keep_is_refused() {
        ActionsQueue actions = new ActionsQueue(LocalSqs.client(), standard);
        ActionMessage message = new ActionMessage(Examples.RUN, new Secret("token"), 1);

        actions.send(message, ActionsQueue.LONGEST_DELAY);
        for (Duration delay : List.of(Duration.ofMillis(-1), ActionsQueue.LONGEST_DELAY.plusMillis(1))) {
            assertThatThrownBy(() -> actions.send(message, delay))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("delay");
        }
    }

    @Test
    void part_of_a_second_counts_as_a_whole_one() {
        ActionsQueue actions = new ActionsQueue(LocalSqs.client(), standard);

        actions.send(new ActionMessage(Examples.RUN, new Secret("token"), 1), Duration.ofMillis(899_001));

        assertThat(attribute(standard, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .isEqualTo("1");
    }

    @Test
    void a_notice_arrives_with_ids_only() {
        Notice notice = new Notice(Examples.DEMO, Examples.RUN, "run.succeeded");
        new NoticesQueue(LocalSqs.client(), standard).send(notice);

        String body = receive(standard).get(0).body();

        assertThat(Notice.fromJson(body)).isEqualTo(notice);
        assertThat(body)
                .isEqualTo("{\"project\":\"demo\",\"run\":\"" + Examples.RUN + "\",\"event\":\"run.succeeded\"}");
    }

    @Test
    void one_copy_of_a_notice_names_its_recipient() {
        Notice all = new Notice(Examples.DEMO, Examples.RUN, "run.failed");
        List<Notice> copies = IntStream.range(0, 12)
                .mapToObj(i -> all.to(new NoticeRecipient.Person("p" + i + "@example.org")))
                .toList();

        new NoticesQueue(LocalSqs.client(), standard).sendAll(copies);

        Set<Notice> received = new HashSet<>();
        for (int call = 0; call < 20 && received.size() < 12; call++) {
            receive(standard).forEach(message -> received.add(Notice.fromJson(message.body())));
        }
        assertThat(received).containsExactlyInAnyOrderElementsOf(copies);
        assertThatThrownBy(() -> Notice.fromJson(all.toJson().replace("}", ",\"to\":\"all\"}")))
                .hasMessageStartingWith("to: ");
    }

    @Test
    void a_notice_that_is_held_back_is_not_seen_before_its_time() {
        NoticesQueue queue = new NoticesQueue(LocalSqs.client(), standard);
        queue.send(new Notice(Examples.DEMO, Examples.RUN, "run.failed"));
        String receipt = receive(standard).get(0).receiptHandle();

        queue.hold(receipt, Duration.ofMinutes(5));
        assertThat(attribute(standard, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo("1");
        queue.hold(receipt, Duration.ZERO);
        assertThat(receive(standard)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
            {"task_token":"hush","sequence":1}                     | run_id
            {"run_id":"a b","task_token":"hush","sequence":1}      | run_id
            {"run_id":"r","sequence":1}                            | task_token
            {"run_id":"r","task_token":"","sequence":1}            | task_token
            {"run_id":"r","task_token":"hush"}                     | sequence
            {"run_id":"r","task_token":"hush","sequence":"1"}      | sequence
            {"run_id":"r","task_token":"hush","sequence":1.5}      | sequence
            {"run_id":"r","task_token":"hush","sequence":-1}       | sequence
            ["hush"]                                               | object
            {"task_token":"hush                                    | JSON""")
    void a_bad_message_is_told_by_its_field_and_never_shows_a_token(String json, String field) {
        assertThatThrownBy(() -> ActionMessage.fromJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field)
                .hasMessageNotContaining("hush")
                .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("hush"));
    }

    private static Delivery.Facts facts(Event event) {
        return Delivery.Facts.of(List.of(event));
    }

    private static Delivery of(String project, Provider provider, String key, Event event) {
        return Delivery.received(new ProjectId(project), provider, "push", key, Examples.NOW, facts(event));
    }

    private String group(Delivery delivery) {
        return attributes(delivery).attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
    }

    private String deduplicationId(Delivery delivery) {
        return attributes(delivery).attributes().get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID);
    }

    private static Message attributes(Delivery delivery) {
        String queue = LocalSqs.freshQueue(true);
        new EventsQueue(LocalSqs.client(), queue).send(delivery);
        return receive(queue).get(0);
    }

    private static List<Message> receive(String queue) {
        return LocalSqs.client()
                .receiveMessage(r -> r.queueUrl(queue)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private static String attribute(String queue, QueueAttributeName name) {
        return LocalSqs.client()
                .getQueueAttributes(a -> a.queueUrl(queue).attributeNames(name))
                .attributes()
                .get(name);
    }
}
