package dev.sluice.asl.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.sluice.asl.RequestRefused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A place in a definition: a value and the path that leads to it. Every check that fails names the path. */
record JsonField(String path, JsonNode node) {
    static JsonField root(JsonNode node) {
        return new JsonField("", node);
    }

    RequestRefused wrong(String message) {
        return new RequestRefused(
                "InvalidDefinition",
                "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: " + message + " at "
                        + (path.isEmpty() ? "/" : path) + "'");
    }

    JsonField object() {
        return typed(JsonNodeType.OBJECT, "an object");
    }

    /** An object with no other fields than these. */
    JsonField only(Set<String> allowed) {
        object().node.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                throw child(name)
                        .wrong("Field is not supported here; supported are "
                                + String.join(", ", new TreeSet<>(allowed)));
            }
        });
        return this;
    }

    JsonField require(String name) {
        return find(name).orElseThrow(() -> wrong("These fields are required: [" + name + "]"));
    }

    Optional<JsonField> find(String name) {
        return node.has(name) ? Optional.of(child(name)) : Optional.empty();
    }

    Map<String, JsonField> fields() {
        Map<String, JsonField> fields = new LinkedHashMap<>();
        object().node.fieldNames().forEachRemaining(name -> fields.put(name, child(name)));
        return fields;
    }

    List<JsonField> items() {
        typed(JsonNodeType.ARRAY, "an array");
        List<JsonField> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(new JsonField(path + "[" + i + "]", node.get(i)));
        }
        return items;
    }

    List<JsonField> someItems() {
        List<JsonField> items = items();
        if (items.isEmpty()) {
            throw wrong("Expected at least one item");
        }
        return items;
    }

    String text() {
        String text = typed(JsonNodeType.STRING, "a text").node.textValue();
        if (text.isEmpty()) {
            throw wrong("Expected a text that is not empty");
        }
        return text;
    }

    boolean flag() {
        return typed(JsonNodeType.BOOLEAN, "true or false").node.booleanValue();
    }

    int whole(int least, int most) {
        boolean fits = node.isIntegralNumber() && node.canConvertToInt();
        if (!fits || node.intValue() < least || node.intValue() > most) {
            throw wrong("Expected a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }

    double number(double least) {
        if (!node.isNumber() || node.doubleValue() < least) {
            throw wrong("Expected a number of at least " + least);
        }
        return node.doubleValue();
    }

    private JsonField child(String name) {
        return new JsonField(path + "/" + name, node.path(name));
    }

    private JsonField typed(JsonNodeType type, String wanted) {
        if (node.getNodeType() != type) {
            throw wrong("Expected " + wanted);
        }
        return this;
    }
}
