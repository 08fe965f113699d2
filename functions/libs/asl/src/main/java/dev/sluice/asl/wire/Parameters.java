package dev.sluice.asl.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.asl.RequestRefused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The parameters of a request; what is missing or of the wrong type is a ValidationException that names it. */
final class Parameters {
    private static final int MAX_RESULTS = 1_000;
    private static final int DEFAULT_RESULTS = 100;

    private final JsonNode node;

    Parameters(JsonNode node) {
        this.node = node;
    }

    /** One page of a list. */
    record Page<T>(List<T> items, Optional<String> nextToken) {}

    String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "is required"));
    }

    Optional<String> optionalText(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrong(name, "must be a text");
        }
        return Optional.of(value.textValue());
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = node.path(name);
        return value.isBoolean() ? value.booleanValue() : otherwise;
    }

    /**
     * Cuts a page out of a list.
     *
     * @param id of an item; the next page begins after the item that this page ends with
     */
    <T> Page<T> page(List<T> all, Function<T, String> id) {
        int most = results();
        int from = optionalText("nextToken").map(token -> after(all, id, token)).orElse(0);
        List<T> items = all.subList(from, Math.min(all.size(), from + most));
        boolean more = from + items.size() < all.size();
        return new Page<>(items, more ? Optional.of(token(id.apply(items.get(items.size() - 1)))) : Optional.empty());
    }

    private int results() {
        JsonNode value = node.path("maxResults");
        if (value.isMissingNode() || value.isNull() || value.asInt(-1) == 0) {
            return DEFAULT_RESULTS;
        }
        if (!value.isInt() || value.intValue() < 0 || value.intValue() > MAX_RESULTS) {
            throw wrong("maxResults", "must be a whole number from 0 to " + MAX_RESULTS);
        }
        return value.intValue();
    }

    private static <T> int after(List<T> all, Function<T, String> id, String token) {
        for (int i = 0; i < all.size(); i++) {
            if (token(id.apply(all.get(i))).equals(token)) {
                return i + 1;
            }
        }
        throw new RequestRefused("InvalidToken", "Invalid Token: 'nextToken' is not one of this list");
    }

    private static String token(String id) {
        return Base64.getUrlEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    private static RequestRefused wrong(String name, String what) {
        return new RequestRefused("ValidationException", "1 validation error detected: '" + name + "' " + what);
    }
}
