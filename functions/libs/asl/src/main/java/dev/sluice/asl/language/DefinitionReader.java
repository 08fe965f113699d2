package dev.sluice.asl.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.asl.RequestRefused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a definition as a whole: its own fields, and whether its states hang together. */
final class DefinitionReader {
    static final int MAX_SECONDS = 99_999_999;

    private static final Set<String> FIELDS =
            Set.of("Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version");
    private static final int MAX_BYTES = 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private DefinitionReader() {}

    static Definition read(String json) {
        JsonField root = JsonField.root(parse(json)).only(FIELDS);
        boolean jsonata =
                root.find("QueryLanguage").map(DefinitionReader::jsonata).orElse(false);
        root.find("Version").filter(v -> !v.text().equals("1.0")).ifPresent(v -> {
            throw v.wrong("Expected '1.0'");
        });
        TemplateReader.refusePlaceholders(root);
        Map<String, State> states = states(root.require("States"), jsonata);
        JsonField start = root.require("StartAt");
        if (!states.containsKey(start.text())) {
            throw start.wrong("No state is named '" + start.text() + "'");
        }
        refuseUnreachable(root.require("States"), start.text(), states);
        Optional<Duration> timeout = root.find("TimeoutSeconds").map(t -> Duration.ofSeconds(t.whole(1, MAX_SECONDS)));
        return new Definition(start.text(), states, timeout);
    }

    /** The one query language there is. Returns true, so that it can stand for "said so". */
    static boolean jsonata(JsonField field) {
        if (!field.text().equals("JSONata")) {
            throw field.wrong("Only 'JSONata' is supported");
        }
        return true;
    }

    private static JsonNode parse(String json) {
        if (json.length() > MAX_BYTES) {
            throw invalidJson("it is longer than 1 MB");
        }
        try {
            JsonNode node = JSON.readTree(json);
            if (!node.isObject()) {
                throw invalidJson("it must be a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw invalidJson(e.getOriginalMessage());
        }
    }

    private static RequestRefused invalidJson(String why) {
        return new RequestRefused(
                "InvalidDefinition", "Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: " + why + "'");
    }

    private static Map<String, State> states(JsonField field, boolean jsonata) {
        if (field.fields().isEmpty()) {
            throw field.wrong("Expected at least one state");
        }
        Map<String, State> states = new LinkedHashMap<>();
        field.fields().forEach((name, state) -> {
            if (name.isEmpty() || name.length() > 80) {
                throw state.wrong("A state's name has 1 to 80 characters");
            }
            states.put(name, new StateReader(name, state, field.fields().keySet()).read(jsonata));
        });
        return states;
    }

    private static void refuseUnreachable(JsonField field, String start, Map<String, State> states) {
        Set<String> reached = new LinkedHashSet<>(Set.of(start));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (String next : successors(states.get(open.pop()))) {
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        for (String name : states.keySet()) {
            if (!reached.contains(name)) {
                throw new JsonField(field.path() + "/" + name, field.node()).wrong("No state leads here");
            }
        }
    }

    private static Set<String> successors(State state) {
        Set<String> next = new LinkedHashSet<>();
        if (state instanceof State.Task task) {
            task.exit().next().ifPresent(next::add);
            task.catchers().forEach(catcher -> catcher.exit().next().ifPresent(next::add));
        } else if (state instanceof State.Choice choice) {
            choice.otherwise().flatMap(State.Exit::next).ifPresent(next::add);
            choice.rules().forEach(rule -> rule.exit().next().ifPresent(next::add));
        } else if (state instanceof State.Wait wait) {
            wait.exit().next().ifPresent(next::add);
        } else if (state instanceof State.Pass pass) {
            pass.exit().next().ifPresent(next::add);
        }
        return next;
    }
}
