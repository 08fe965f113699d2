package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who deletes which message: SQS, unless we name it. */
class BatchTest {
    private final List<String> handled = new ArrayList<>();

    @Test
    void after_a_failure_all_later_messages_of_its_group_come_back_and_other_groups_go_on() {
        SQSBatchResponse answer = Batch.inOrder(event("a1:A", "b1:B", "a2:A", "b2:B", "a3:A"), failing(Set.of("a2")));
        assertThat(handled).containsExactly("a1", "b1", "b2");
        assertThat(returned(answer)).containsExactly("a2", "a3");
    }

    @Test
    void a_failure_in_a_standard_queue_brings_back_that_message_alone() {
        SQSBatchResponse answer = Batch.each(event("1:", "2:", "3:"), failing(Set.of("2")));
        assertThat(handled).containsExactly("1", "3");
        assertThat(returned(answer)).containsExactly("2");
    }

    @Test
    void a_batch_without_failures_brings_back_nothing() {
        assertThat(returned(Batch.inOrder(event("1:A", "2:A"), failing(Set.of()))))
                .isEmpty();
    }

    private Consumer<String> failing(Set<String> bodies) {
        return body -> {
            if (bodies.contains(body)) {
                throw new IllegalStateException("planted");
            }
            handled.add(body);
        };
    }

    private static List<String> returned(SQSBatchResponse answer) {
        return answer.getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }

    /** Messages as {@code body:group}, whose id is their body. */
    private static SQSEvent event(String... messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(Arrays.stream(messages).map(BatchTest::message).toList());
        return event;
    }

    private static SQSEvent.SQSMessage message(String text) {
        String[] parts = text.split(":", 2);
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId(parts[0]);
        message.setBody(parts[0]);
        message.setAttributes(Map.of("MessageGroupId", parts[1]));
        return message;
    }
}
