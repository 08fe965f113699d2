package dev.sluice.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSourceProps;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * A queue that one function works through. It has a dead-letter queue, because there is no way to make one without.
 *
 * <p>A message stays hidden for six times as long as its consumer may take, which is what Lambda asks for: less, and a
 * batch that was throttled comes back while it is still being worked on.
 */
public final class WorkQueue extends Construct {
    /** How many times as long as the function's timeout a message stays hidden. */
    static final int VISIBILITY_FACTOR = 6;

    /** After so many deliveries a message is parked. */
    static final int MAX_RECEIVES = 5;

    private static final int MAX_CONCURRENCY = 10;

    private final int consumerTimeoutSeconds;
    private final Queue deadLetters;
    private final Queue queue;

    private WorkQueue(Construct scope, String id, int consumerTimeoutSeconds, boolean ordered) {
        super(scope, id);
        this.consumerTimeoutSeconds = consumerTimeoutSeconds;
        this.deadLetters = protectedQueue("DeadLetters", ordered)
                .retentionPeriod(Duration.days(14))
                .build();
        this.queue = protectedQueue("Queue", ordered)
                .retentionPeriod(Duration.days(4))
                .visibilityTimeout(Duration.seconds(VISIBILITY_FACTOR * consumerTimeoutSeconds))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(deadLetters)
                        .maxReceiveCount(MAX_RECEIVES)
                        .build())
                .build();
    }

    /** Messages in any order, each perhaps twice; they can be delayed one by one. */
    static WorkQueue standard(Construct scope, String id, int consumerTimeoutSeconds) {
        return new WorkQueue(scope, id, consumerTimeoutSeconds, false);
    }

    /** Messages in order within their group; the sender gives the deduplication id. */
    static WorkQueue ordered(Construct scope, String id, int consumerTimeoutSeconds) {
        return new WorkQueue(scope, id, consumerTimeoutSeconds, true);
    }

    private Queue.Builder protectedQueue(String id, boolean ordered) {
        Queue.Builder builder = Queue.Builder.create(this, id)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true);
        // CloudFormation refuses FifoQueue: false, so a standard queue must not mention it.
        return ordered ? builder.fifo(true).contentBasedDeduplication(false) : builder;
    }

    /**
     * Makes the function this queue's one consumer. It answers with the messages that failed, so that one bad message
     * does not bring the others of its batch back.
     *
     * @param batch at most so many messages at once; 1 where one message may take most of the function's time, so that
     *     those behind it do not wait for it
     * @throws IllegalArgumentException where the function's timeout is not the one the queue was made for
     */
    void feeds(SluiceFunction consumer, int batch) {
        int timeout = consumer.spec().timeoutSeconds();
        if (timeout != consumerTimeoutSeconds) {
            throw new IllegalArgumentException("The queue " + getNode().getId() + " was made for a function of "
                    + consumerTimeoutSeconds + " s, but " + consumer.spec().name() + " may take " + timeout + " s");
        }
        consumer.lambda()
                .addEventSource(new SqsEventSource(
                        queue,
                        SqsEventSourceProps.builder()
                                .batchSize(batch)
                                .maxConcurrency(MAX_CONCURRENCY)
                                .reportBatchItemFailures(true)
                                .build()));
    }

    /** Tells the function this queue's URL by that environment variable, and lets it send. */
    void isSentBy(SluiceFunction sender, String variable) {
        sender.tell(variable, queue.getQueueUrl());
        sender.allow(List.of("sqs:SendMessage"), List.of(queue.getQueueArn()));
    }

    Queue queue() {
        return queue;
    }

    Queue deadLetters() {
        return deadLetters;
    }
}
