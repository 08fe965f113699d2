package dev.sluice.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.io.Json;
import dev.sluice.local.lambda.InvocationResult;
import dev.sluice.local.template.EventSourceSpec;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * An event source mapping: takes batches from a queue, gives them to a function, and deletes what the function has
 * done. What fails stays in the queue until its visibility timeout ends, and goes to the dead letters after as many
 * tries as the queue says; the queue itself keeps a FIFO group's messages in order.
 */
public final class QueueFeed implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(QueueFeed.class.getName());
    private static final int POLL_SECONDS = 20;
    private static final int MOST_PER_RECEIVE = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EventSourceSpec spec;
    private final SqsClient sqs;
    private final String queueUrl;
    private final String region;
    private final InFlight inFlight;
    private final Invoker invoker;
    private final Semaphore free;
    private final Thread thread;
    private volatile boolean closed;

    /** The queue as this machine knows it, and where to note what is in work. */
    public record Source(SqsClient sqs, String url, String region, Path notes) {}

    public QueueFeed(EventSourceSpec spec, Source source, Invoker invoker) {
        this.spec = spec;
        this.sqs = source.sqs();
        this.queueUrl = source.url();
        this.region = source.region();
        this.inFlight = new InFlight(source.notes().resolve(spec.queueName()));
        this.invoker = invoker;
        // one process works on one batch at a time; a second batch waits ready for it
        this.free = new Semaphore(Math.min(spec.concurrency(), 2));
        this.thread = new Thread(null, this::run, "feed-" + spec.queueName(), 256 << 10);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        inFlight.release(sqs, queueUrl);
        while (!closed) {
            try {
                free.acquire();
                List<Message> batch = receive();
                if (batch.isEmpty()) {
                    free.release();
                } else {
                    hand(batch);
                }
            } catch (InterruptedException | AbortedException e) {
                return;
            } catch (SdkException e) {
                free.release();
                if (!closed) {
                    LOG.log(
                            Level.WARNING,
                            "cannot receive from " + spec.queueName() + ", trying again: " + e.getMessage());
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }
    }

    private List<Message> receive() {
        var batch = new ArrayList<Message>(receive(spec.batchSize(), POLL_SECONDS));
        long end = System.nanoTime() + spec.window().toNanos();
        while (!batch.isEmpty() && batch.size() < spec.batchSize() && System.nanoTime() < end) {
            int left = (int) Math.min(
                    POLL_SECONDS,
                    Math.max(1, Duration.ofNanos(end - System.nanoTime()).toSeconds()));
            batch.addAll(receive(spec.batchSize() - batch.size(), left));
        }
        return batch;
    }

    private List<Message> receive(int most, int wait) {
        return sqs.receiveMessage(it -> it.queueUrl(queueUrl)
                        .maxNumberOfMessages(Math.min(most, MOST_PER_RECEIVE))
                        .waitTimeSeconds(wait)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private void hand(List<Message> batch) {
        inFlight.begin(batch);
        byte[] event = SqsEvent.of(batch, spec.queueArn(), region);
        var ignored = invoker.invoke(spec.function(), event).handle((result, never) -> {
            try {
                settle(batch, result);
            } catch (SdkException e) {
                LOG.log(Level.WARNING, "cannot delete from " + spec.queueName() + "; it will come again", e);
            } finally {
                inFlight.end(batch);
                free.release();
            }
            return result;
        });
    }

    private void settle(List<Message> batch, InvocationResult result) {
        Optional<Set<String>> failures = result.fold(
                answered -> spec.reportsItemFailures() ? failures(answered.payload(), batch) : Optional.of(Set.of()),
                failed -> {
                    LOG.log(
                            Level.WARNING,
                            "a batch of " + batch.size() + " from " + spec.queueName() + " failed: "
                                    + failed.summary());
                    return Optional.empty();
                });
        failures.ifPresent(kept -> delete(batch.stream()
                .filter(message -> !kept.contains(message.messageId()))
                .toList()));
    }

    /** The ids that the function returned as failed; nothing where its answer is not to be trusted: then all failed. */
    private Optional<Set<String>> failures(byte[] payload, List<Message> batch) {
        var ids = new HashSet<String>();
        try {
            for (JsonNode failure : Json.parse(payload).path("batchItemFailures")) {
                ids.add(failure.path("itemIdentifier").asText(""));
            }
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, spec.function() + " answered no JSON; the whole batch comes again");
            return Optional.empty();
        }
        Set<String> known = new HashSet<>();
        batch.forEach(message -> known.add(message.messageId()));
        if (!known.containsAll(ids)) {
            LOG.log(
                    Level.WARNING,
                    spec.function() + " named failures that are not in its batch; all of it comes again");
            return Optional.empty();
        }
        return Optional.of(ids);
    }

    private void delete(List<Message> done) {
        for (int from = 0; from < done.size(); from += MOST_PER_RECEIVE) {
            var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
            for (Message message : done.subList(from, Math.min(done.size(), from + MOST_PER_RECEIVE))) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            var answer = sqs.deleteMessageBatch(it -> it.queueUrl(queueUrl).entries(entries));
            answer.failed()
                    .forEach(failure -> LOG.log(
                            Level.WARNING,
                            "cannot delete a message of " + spec.queueName() + ": " + failure.message()));
        }
    }
}
