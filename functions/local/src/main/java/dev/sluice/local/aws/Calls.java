package dev.sluice.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.io.Json;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each function has called each operation of AWS since the start. */
public final class Calls {

    private final ConcurrentSkipListMap<String, ConcurrentSkipListMap<String, LongAdder>> counts =
            new ConcurrentSkipListMap<>();

    /** Counts one call, as in {@code webhook}, {@code AmazonSQS.SendMessage}. */
    public void count(String caller, String operation) {
        counts.computeIfAbsent(caller, it -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(operation, it -> new LongAdder())
                .increment();
    }

    public JsonNode json() {
        ObjectNode callers = Json.object();
        counts.forEach((caller, operations) -> {
            ObjectNode node = callers.putObject(caller);
            operations.forEach((operation, count) -> node.put(operation, count.sum()));
        });
        return callers;
    }
}
