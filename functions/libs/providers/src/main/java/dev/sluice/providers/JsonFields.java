package dev.sluice.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.domain.FieldError;
import dev.sluice.domain.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the few fields that we need from a payload of hundreds, and collects an error for each that is not as wanted. A
 * JSON null counts as absent. After an error a method returns a harmless value, so that reading can go on.
 */
final class JsonFields {
    private static final int MAX_ERRORS = 20;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{7,64}");

    private final JsonNode object;
    private final String path;
    private final List<FieldError> errors;

    private JsonFields(JsonNode object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    static JsonFields of(JsonNode root) {
        return new JsonFields(root, "", new ArrayList<>());
    }

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** A name that others look up by: it must come whole and clean, since a cut name is another name. */
    String name(String field, int maxLength) {
        Optional<String> text = anyText(field, "Required: text of 1 to " + maxLength + " characters.");
        if (text.isPresent()
                && (text.get().isBlank() || text.get().length() > maxLength || !Clean.isClean(text.get()))) {
            return error(field, "Text of 1 to " + maxLength + " characters, without control characters.", "");
        }
        return text.orElse("");
    }

    /** A name that may be absent. */
    Optional<String> optionalName(String field, int maxLength) {
        return has(field) ? Optional.of(name(field, maxLength)) : Optional.empty();
    }

    /** Text for people: its first line, cut; empty where absent. */
    String line(String field, int maxLength) {
        if (!has(field)) {
            return "";
        }
        return anyText(field, "").map(text -> Clean.firstLine(text, maxLength)).orElse("");
    }

    /** An http or https address; empty where it is absent, longer than {@code maxLength}, or of another scheme. */
    String link(String field, int maxLength) {
        if (!has(field)) {
            return "";
        }
        String link = anyText(field, "").orElse("");
        boolean safe = link.startsWith("https://") || link.startsWith("http://");
        return safe && link.length() <= maxLength && Clean.isClean(link) ? link : "";
    }

    /** A full commit hash, zeros included. */
    String hash(String field) {
        Optional<String> text = anyText(field, "Required: a full commit hash.");
        if (text.isPresent() && !Names.isFullSha(text.get())) {
            return error(field, "A full commit hash: 40 or 64 lower-case hexadecimal digits.", "");
        }
        return text.orElse("");
    }

    /** A commit hash that the sender may have cut. */
    String abbreviatedHash(String field) {
        Optional<String> text = anyText(field, "Required: a commit hash.");
        if (text.isPresent() && !HASH.matcher(text.get()).matches()) {
            return error(field, "A commit hash: 7 to 64 lower-case hexadecimal digits.", "");
        }
        return text.orElse("");
    }

    /** A person by the first of these fields that is there; such names are for people, and are cleaned and cut. */
    String person(String... fields) {
        String field = Arrays.stream(fields).filter(this::has).findFirst().orElse(fields[0]);
        String name = anyText(field, "Required: the name of a person.")
                .map(text -> Clean.firstLine(text, Limits.NAME))
                .orElse("?");
        return name.isEmpty() ? error(field, "The name of a person, which is not empty.", "") : name;
    }

    boolean flag(String field) {
        if (!has(field)) {
            return false;
        }
        JsonNode value = object.get(field);
        return value.isBoolean() ? value.booleanValue() : error(field, "true or false.", false);
    }

    long number(String field) {
        JsonNode value = object.path(field);
        boolean whole = value.isIntegralNumber() && value.canConvertToLong() && value.longValue() > 0;
        return whole ? value.longValue() : error(field, "Required: a whole number above 0.", 0L);
    }

    /** The number where there is one that makes sense. */
    Optional<Long> count(String field) {
        JsonNode value = object.path(field);
        boolean whole = value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
        return whole ? Optional.of(value.longValue()) : Optional.empty();
    }

    JsonFields object(String field) {
        return optionalObject(field).orElseGet(() -> {
            if (!has(field)) {
                error(field, "Required: a JSON object.", "");
            }
            // errors below a field that has one already would only repeat it
            return new JsonFields(JsonNodeFactory.instance.objectNode(), path + field + ".", new ArrayList<>());
        });
    }

    Optional<JsonFields> optionalObject(String field) {
        if (!has(field)) {
            return Optional.empty();
        }
        JsonNode value = object.get(field);
        if (!value.isObject()) {
            return error(field, "A JSON object.", Optional.empty());
        }
        return Optional.of(new JsonFields(value, path + field + ".", errors));
    }

    /** Absent is not the same as empty. */
    Optional<List<JsonFields>> objects(String field) {
        return list(
                field,
                "A list of JSON objects.",
                (value, at) ->
                        value.isObject() ? Optional.of(new JsonFields(value, at + ".", errors)) : Optional.empty());
    }

    /** Cleaned, so that a path with odd characters may read differently; absent is not the same as empty. */
    Optional<List<String>> paths(String field) {
        return list(
                field,
                "A list of texts.",
                (value, at) -> value.isTextual() ? Optional.of(Clean.text(value.textValue())) : Optional.empty());
    }

    <T> T error(String field, String message, T instead) {
        FieldError error = new FieldError(path + field, message);
        if (errors.size() < MAX_ERRORS && !errors.contains(error)) {
            errors.add(error);
        }
        return instead;
    }

    private interface Item<T> {
        Optional<T> read(JsonNode value, String path);
    }

    private <T> Optional<List<T>> list(String field, String wanted, Item<T> item) {
        if (!has(field)) {
            return Optional.empty();
        }
        JsonNode value = object.get(field);
        if (!value.isArray()) {
            return error(field, wanted, Optional.empty());
        }
        List<T> items = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            Optional<T> read = item.read(value.get(i), path + field + "[" + i + "]");
            if (read.isEmpty()) {
                return error(field + "[" + i + "]", wanted, Optional.empty());
            }
            items.add(read.get());
        }
        return Optional.of(items);
    }

    private Optional<String> anyText(String field, String required) {
        if (!has(field)) {
            return error(field, required, Optional.empty());
        }
        JsonNode value = object.get(field);
        return value.isTextual() ? Optional.of(value.textValue()) : error(field, "Text.", Optional.empty());
    }
}
