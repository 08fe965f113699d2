package dev.sluice.providers;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The headers of one request. Names are compared without case, because gateways and proxies change it; a header that came
 * more than once reads as its values with commas between, as HTTP has it.
 */
public final class Headers {
    private final Map<String, String> values;

    private Headers(Map<String, String> values) {
        this.values = values;
    }

    public static Headers of(Map<String, String> headers) {
        TreeMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> values.merge(name, value, (a, b) -> a + "," + b));
        return new Headers(Collections.unmodifiableMap(values));
    }

    public static Headers ofLists(Map<String, List<String>> headers) {
        TreeMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, list) -> values.merge(name, String.join(",", list), (a, b) -> a + "," + b));
        return new Headers(Collections.unmodifiableMap(values));
    }

    /** Present and empty where the header came with nothing in it. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(Objects.requireNonNull(name, "name")));
    }

    /** Names only: a value can be a token. */
    @Override
    public String toString() {
        return "Headers" + values.keySet();
    }
}
