package dev.sluice.local.template;

import java.time.Duration;

/**
 * A queue that feeds a function.
 *
 * @param batchSize messages of one invocation at the most
 * @param window how long to gather messages for a batch
 * @param concurrency invocations at the same time at the most
 */
public record EventSourceSpec(
        String queueArn,
        String function,
        int batchSize,
        Duration window,
        int concurrency,
        boolean reportsItemFailures) {

    public String queueName() {
        return queueArn.substring(queueArn.lastIndexOf(':') + 1);
    }
}
