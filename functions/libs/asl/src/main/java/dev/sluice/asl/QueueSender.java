package dev.sluice.asl;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Puts a message on a queue, for {@code sqs:sendMessage}. The call is made on the interpreter's own thread, so it must
 * hand the work over and return at once; the answer may come from any thread.
 */
@FunctionalInterface
public interface QueueSender {
    /**
     * Sends one message. After a crash a message whose sending was not confirmed is sent again, with the same task
     * token.
     *
     * @return the answer; a stage that fails counts as {@code SQS.SdkClientException}
     */
    CompletionStage<Answer> send(Message message);

    /**
     * What the state asks to send. The body may hold a task token, so {@code toString} shows neither.
     *
     * @param body the MessageBody: text as it is, anything else as JSON
     * @param delaySeconds 0 to 900
     */
    record Message(
            String queueUrl,
            String body,
            Optional<Integer> delaySeconds,
            Optional<String> groupId,
            Optional<String> deduplicationId) {
        /** Checks that nothing is null. */
        public Message {
            Objects.requireNonNull(queueUrl, "queueUrl");
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(delaySeconds, "delaySeconds");
            Objects.requireNonNull(groupId, "groupId");
            Objects.requireNonNull(deduplicationId, "deduplicationId");
        }

        @Override
        public String toString() {
            return "Message[queueUrl=" + queueUrl + ", body=***]";
        }
    }

    /** What the queue said. */
    sealed interface Answer {
        /** The queue has the message. */
        record Sent(String messageId) implements Answer {
            /** Checks the id. */
            public Sent {
                Objects.requireNonNull(messageId, "messageId");
            }
        }

        /** The queue does not have it. The name is what a Retry would name, such as {@code SQS.SqsException}. */
        record Refused(String name, String message) implements Answer {
            /** Checks both. */
            public Refused {
                Objects.requireNonNull(name, "name");
                Objects.requireNonNull(message, "message");
            }
        }
    }
}
