package dev.sluice.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** Reads the fields of a short message; every error names the field and none quotes a value. */
record QueueJson(JsonNode object) {
    static QueueJson parse(String json) {
        try {
            JsonNode node = DomainJson.mapper().readTree(json);
            if (node == null || !node.isObject()) {
                throw new IllegalArgumentException("The message is not a JSON object.");
            }
            return new QueueJson(node);
        } catch (JsonProcessingException e) {
            // the parser's own exception can quote the text around the fault, and a token may stand there
            throw new IllegalArgumentException(JsonFault.sentence(e, JsonNode.class));
        }
    }

    boolean has(String name) {
        return object.has(name);
    }

    <T> T text(String name, Function<String, T> from) {
        JsonNode value = object.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new IllegalArgumentException(name + ": required, a text.");
        }
        try {
            return from.apply(value.textValue());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    int whole(String name, int least) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
            throw new IllegalArgumentException(name + ": required, a whole number from " + least + " on.");
        }
        return value.intValue();
    }
}
