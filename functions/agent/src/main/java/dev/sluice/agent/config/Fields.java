package dev.sluice.agent.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the fields of one YAML mapping, noting every fault under its full path instead of stopping at the first. */
final class Fields {

    private final String path;
    private final JsonNode node;
    private final List<ConfigReading.Problem> problems;
    private final Set<String> known = new HashSet<>();

    Fields(String path, JsonNode node, List<ConfigReading.Problem> problems) {
        this.path = path;
        this.node = node;
        this.problems = problems;
    }

    String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    void problem(String name, String message) {
        problems.add(new ConfigReading.Problem(pathOf(name), message));
    }

    /** To be called last: whatever was not asked for is an error. */
    void refuseUnknown() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problem(name, "is not a known field; known here: " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    boolean has(String name) {
        known.add(name);
        return node.hasNonNull(name);
    }

    Optional<String> text(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = node.get(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            problem(name, "must be a text that is not empty");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** A text that a type of ours understands; the type's message tells what would be right. */
    <T> Optional<T> parsed(String name, Function<String, T> parser) {
        return text(name).flatMap(value -> {
            try {
                return Optional.of(parser.apply(value));
            } catch (IllegalArgumentException e) {
                problem(name, e.getMessage());
                return Optional.empty();
            }
        });
    }

    <T> Optional<T> required(String name, String example, Function<String, T> parser) {
        if (!has(name)) {
            problem(name, "is missing; " + example);
            return Optional.empty();
        }
        return parsed(name, parser);
    }

    static Path absolutePath(String value) {
        Path path = Path.of(value);
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("must be an absolute path, one that starts with /");
        }
        return path.normalize();
    }

    int number(String name, int fallback, int least, int most) {
        if (!has(name)) {
            return fallback;
        }
        JsonNode value = node.get(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            problem(name, "must be a whole number from " + least + " to " + most);
            return fallback;
        }
        return value.intValue();
    }

    Duration seconds(String name, int fallback, int most) {
        return Duration.ofSeconds(number(name, fallback, 1, most));
    }

    /** An argument list; empty where the field is absent or wrong. */
    Optional<List<String>> arguments(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = node.get(name);
        List<String> arguments = new ArrayList<>();
        value.forEach(item -> {
            if (item.isTextual() && item.textValue().indexOf('\0') < 0) {
                arguments.add(item.textValue());
            }
        });
        if (!value.isArray()
                || arguments.isEmpty()
                || arguments.size() != value.size()
                || arguments.get(0).isBlank()) {
            problem(name, "must be a list of texts, the program first, such as [make, dist]; it is not run by a shell");
            return Optional.empty();
        }
        return Optional.of(arguments);
    }

    /** A nested mapping; empty where the field is absent or wrong. */
    Optional<Fields> nested(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        return mapping(name, node.get(name), problems, pathOf(name));
    }

    /** The entries of this mapping by name, for mappings whose names are free. */
    Iterable<Map.Entry<String, JsonNode>> entries() {
        return node.properties();
    }

    Optional<Fields> entry(String name) {
        return mapping(name, node.get(name), problems, pathOf(name));
    }

    private static Optional<Fields> mapping(
            String name, JsonNode value, List<ConfigReading.Problem> problems, String path) {
        if (!value.isObject()) {
            problems.add(new ConfigReading.Problem(path, "must be a mapping (\"" + name + ":\" and indented fields)"));
            return Optional.empty();
        }
        return Optional.of(new Fields(path, value, problems));
    }
}
