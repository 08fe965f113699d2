package dev.sluice.engine;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Works through a batch of messages and tells SQS which to deliver again (the event source reports partial failures, so a
 * message that is not named is deleted by it). A body that can never be read fails too: after the queue's receive limit it
 * lies in the dead-letter queue, where it can be looked at, instead of being dropped.
 */
public final class Batch {
    private static final Logger LOG = Logger.getLogger(Batch.class);

    private Batch() {}

    /** A FIFO batch: after a failure all later messages of the same group fail as well, or SQS would reorder them. */
    public static SQSBatchResponse inOrder(SQSEvent event, Consumer<String> handler) {
        Set<String> stopped = new HashSet<>();
        List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            String group = message.getAttributes().getOrDefault("MessageGroupId", "");
            if (stopped.contains(group) || !handled(message, handler)) {
                stopped.add(group);
                failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    /** A batch of a standard queue: each message stands for itself. */
    public static SQSBatchResponse each(SQSEvent event, Consumer<String> handler) {
        return eachMessage(event, message -> handled(message, handler));
    }

    /** As {@link #each}, for a handler that looks at the whole message and says itself whether it is done with it. */
    public static SQSBatchResponse eachMessage(SQSEvent event, Predicate<SQSEvent.SQSMessage> handler) {
        List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            if (!done(message, handler)) {
                failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    private static boolean handled(SQSEvent.SQSMessage message, Consumer<String> handler) {
        return done(message, m -> {
            handler.accept(m.getBody());
            return true;
        });
    }

    private static boolean done(SQSEvent.SQSMessage message, Predicate<SQSEvent.SQSMessage> handler) {
        try {
            return handler.test(message);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Message %s failed; the queue delivers it again", message.getMessageId());
            return false;
        }
    }
}
