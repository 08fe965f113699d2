package dev.sluice.domain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads one JSON object that was parsed to maps, lists, strings, numbers and booleans, and collects an error for each
 * field that is not as wanted instead of stopping at the first. A JSON null counts as absent.
 */
public final class Fields {
    private final Map<String, ?> object;
    private final String path;
    private final List<FieldError> errors;
    private final Set<String> known = new HashSet<>();

    private Fields(Map<String, ?> object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    public static Fields of(Map<String, ?> object) {
        return new Fields(object, "", new ArrayList<>());
    }

    public Optional<String> text(String name, int maxLength) {
        Object value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text) || text.isBlank() || text.length() > maxLength) {
            error(name, "Text of 1 to " + maxLength + " characters.");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    public String requiredText(String name, int maxLength) {
        return text(name, maxLength).orElseGet(() -> {
            missing(name, "Required: text of 1 to " + maxLength + " characters.");
            return "";
        });
    }

    public boolean bool(String name, boolean absent) {
        Object value = take(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Boolean bool) {
            return bool;
        }
        error(name, "true or false.");
        return absent;
    }

    public int integer(String name, int min, int max, int absent) {
        Object value = take(name);
        if (value == null) {
            return absent;
        }
        boolean whole = value instanceof Integer || value instanceof Long || value instanceof BigInteger;
        if (whole && ((Number) value).doubleValue() >= min && ((Number) value).doubleValue() <= max) {
            return ((Number) value).intValue();
        }
        error(name, "A whole number from " + min + " to " + max + ".");
        return absent;
    }

    /** A list of texts; empty where absent. */
    public List<String> texts(String name, int maxItems, int maxLength) {
        Object value = take(name);
        if (value == null) {
            return List.of();
        }
        boolean good = value instanceof List<?> list
                && list.size() <= maxItems
                && list.stream().allMatch(e -> e instanceof String s && !s.isBlank() && s.length() <= maxLength);
        if (!good) {
            error(name, "A list of at most " + maxItems + " texts of 1 to " + maxLength + " characters each.");
            return List.of();
        }
        return ((List<?>) value).stream().map(String.class::cast).toList();
    }

    public <E extends Enum<E>> E oneOf(String name, Class<E> type, E absent) {
        Object value = take(name);
        if (value == null) {
            return absent;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(e -> wire(e).equals(value))
                .findFirst()
                .orElseGet(() -> {
                    error(name, "One of " + wireNames(type) + ".");
                    return absent;
                });
    }

    public <E extends Enum<E>> Optional<E> required(String name, Class<E> type) {
        if (!object.containsKey(name) || object.get(name) == null) {
            known.add(name);
            error(name, "Required: one of " + wireNames(type) + ".");
            return Optional.empty();
        }
        return Optional.ofNullable(oneOf(name, type, null));
    }

    /** A nested object; an empty one where absent. Call {@link #end} on it as well. */
    public Fields object(String name) {
        Object value = take(name);
        if (value == null) {
            return new Fields(Map.of(), path + name + ".", errors);
        }
        if (value instanceof Map<?, ?> map && map.keySet().stream().allMatch(String.class::isInstance)) {
            @SuppressWarnings("unchecked") // the keys were looked at just now, the values are Objects anyway
            Map<String, ?> typed = (Map<String, ?>) map;
            return new Fields(typed, path + name + ".", errors);
        }
        error(name, "A JSON object.");
        return new Fields(Map.of(), path + name + ".", new ArrayList<>()); // what is missing inside is no second fault
    }

    public boolean has(String name) {
        return object.get(name) != null;
    }

    /** Whether an error names this field already. */
    public boolean isFaulty(String name) {
        return errors.stream().anyMatch(e -> e.field().equals(path + name));
    }

    public void error(String name, String message) {
        errors.add(new FieldError(path + name, message));
    }

    /** Adds an error only where the field is absent: a field of the wrong type has its own error already. */
    public void missing(String name, String message) {
        if (object.get(name) == null) {
            known.add(name);
            error(name, message);
        }
    }

    /** Reports every field that nobody asked for. */
    public void end() {
        object.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> error(
                        name, "Unknown field" + (known.isEmpty() ? "." : "; known here: " + sorted(known) + ".")));
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** How an enum constant reads in JSON: {@code TAG_PUSH} is {@code tag_push}. */
    public static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private Object take(String name) {
        known.add(name);
        return object.get(name);
    }

    private static String wireNames(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Fields::wire).collect(Collectors.joining(", "));
    }

    private static String sorted(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }
}
