package dev.sluice.api.http;

import dev.sluice.domain.JsonForm;
import java.util.Map;

/** Builds this API's answers, in the form of {@link JsonForm}. */
public final class Json {
    private Json() {}

    /** An object of names and values in turn. Optionals are opened, times, enums and URIs written as their words. */
    public static Map<String, Object> object(Object... namesAndValues) {
        return JsonForm.object(namesAndValues);
    }

    /** Null for an empty text: the domain has no absent texts, JSON has. */
    public static Object textOrNull(String text) {
        return JsonForm.textOrNull(text);
    }
}
