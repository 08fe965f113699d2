package dev.sluice.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The events of one execution in AWS's shape; kept as bytes, since most are never looked at. */
final class History {
    private final List<byte[]> events = new ArrayList<>();
    private final List<JsonNode> unsaved = new ArrayList<>();

    /**
     * Adds an event.
     *
     * @param details name of the field that holds the body, such as {@code taskFailedEventDetails}
     */
    int add(Instant now, String type, String details, ObjectNode body) {
        int id = nextId();
        ObjectNode event = Json.object();
        event.put("timestamp", seconds(now));
        event.put("type", type);
        event.put("id", id);
        event.put("previousEventId", id == 2 ? 0 : id - 1);
        event.set(details, body);
        events.add(Json.bytes(event));
        unsaved.add(event);
        return id;
    }

    /** Adds an event that was read from the journal. */
    void restore(JsonNode event) {
        events.add(Json.bytes(event));
    }

    int nextId() {
        return events.size() + 1;
    }

    int size() {
        return events.size();
    }

    List<JsonNode> all() {
        return events.stream().map(Json::parsed).toList();
    }

    List<JsonNode> takeUnsaved() {
        List<JsonNode> taken = List.copyOf(unsaved);
        unsaved.clear();
        return taken;
    }

    static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3);
    }
}
