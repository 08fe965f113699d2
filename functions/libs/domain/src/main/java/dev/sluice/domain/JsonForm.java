package dev.sluice.domain;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Builds JSON of maps, lists and scalars, fields in the order given; what is absent is null, so that every field is always there. */
public final class JsonForm {
    private JsonForm() {}

    /** An object of names and values in turn. Optionals are opened, times, enums and URIs written as their words. */
    public static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], scalar(namesAndValues[i + 1]));
        }
        return object;
    }

    /** Null for an empty text: the domain has no absent texts, JSON has. */
    public static Object textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Object scalar(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(JsonForm::scalar).orElse(null);
        }
        if (value instanceof Instant || value instanceof URI) {
            return value.toString();
        }
        return value instanceof Enum<?> constant ? Fields.wire(constant) : value;
    }
}
