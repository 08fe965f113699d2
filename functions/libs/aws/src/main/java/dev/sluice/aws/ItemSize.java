package dev.sluice.aws;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How many bytes an item counts for, by the rules that DynamoDB publishes; a number is taken at its longest. */
final class ItemSize {
    static final int MAX_BYTES = 400 * 1024;
    private static final int NUMBER = 21;
    private static final int CONTAINER = 3;
    private static final int ELEMENT = 1;

    private ItemSize() {}

    static long of(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToLong(e -> utf8(e.getKey()) + of(e.getValue()))
                .sum();
    }

    private static long of(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> NUMBER;
            case L ->
                CONTAINER + value.l().stream().mapToLong(v -> ELEMENT + of(v)).sum();
            case M -> CONTAINER + (long) ELEMENT * value.m().size() + of(value.m());
            default -> 1;
        };
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
