package dev.sluice.asl.language;

import dev.sluice.asl.query.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one state; each kind has its own fields, and nothing else is let in. */
final class StateReader {
    private static final Set<String> COMMON = Set.of("Type", "Comment", "QueryLanguage");
    private static final Set<String> EXIT = Set.of("Next", "End", "Output", "Assign");

    private final String name;
    private final JsonField state;
    private final Set<String> names;

    StateReader(String name, JsonField state, Set<String> names) {
        this.name = name;
        this.state = state;
        this.names = names;
    }

    State read(boolean jsonata) {
        JsonField type = state.object().require("Type");
        boolean stated =
                state.find("QueryLanguage").map(DefinitionReader::jsonata).orElse(false);
        if (!jsonata && !stated) {
            throw state.wrong("\"QueryLanguage\": \"JSONata\" is required, here or for the whole state machine");
        }
        return switch (type.text()) {
            case "Task" -> task();
            case "Choice" -> choice();
            case "Wait" -> waiting();
            case "Pass" -> pass();
            case "Succeed" -> succeed();
            case "Fail" -> fail();
            default -> throw type.wrong("Supported are Task, Choice, Wait, Pass, Succeed and Fail");
        };
    }

    private State task() {
        state.only(
                allowed(EXIT, Set.of("Resource", "Arguments", "TimeoutSeconds", "HeartbeatSeconds", "Retry", "Catch")));
        JsonField arn = state.require("Resource");
        Resource resource = Resource.of(arn.text())
                .orElseThrow(() -> arn.wrong("Supported are " + String.join(", ", Resource.arns())));
        Optional<Template> timeout = seconds("TimeoutSeconds");
        Optional<Template> heartbeat = seconds("HeartbeatSeconds");
        refuseLateHeartbeat(timeout, heartbeat);
        return new State.Task(
                name,
                resource,
                arguments(resource),
                timeout,
                heartbeat,
                state.find("Retry").map(ErrorHandlers::retriers).orElse(List.of()),
                state.find("Catch").map(this::catchers).orElse(List.of()),
                exit(state));
    }

    private Template arguments(Resource resource) {
        JsonField arguments = state.require("Arguments");
        Set<String> allowed = new HashSet<>(resource.requiredArguments());
        allowed.addAll(resource.optionalArguments());
        arguments.only(allowed);
        resource.requiredArguments().stream().sorted().forEach(arguments::require);
        return TemplateReader.any(arguments);
    }

    private Optional<Template> seconds(String field) {
        return state.find(field).map(f -> TemplateReader.wholeNumber(f, 1, DefinitionReader.MAX_SECONDS));
    }

    private void refuseLateHeartbeat(Optional<Template> timeout, Optional<Template> heartbeat) {
        if (timeout.orElse(null) instanceof Template.Literal limit
                && heartbeat.orElse(null) instanceof Template.Literal beat
                && beat.value().intValue() >= limit.value().intValue()) {
            throw state.require("HeartbeatSeconds").wrong("Expected less than TimeoutSeconds");
        }
    }

    private List<Catcher> catchers(JsonField field) {
        List<Catcher> catchers = new ArrayList<>();
        for (JsonField item : field.items()) {
            item.only(Set.of("ErrorEquals", "Next", "Output", "Assign", "Comment"));
            catchers.add(
                    new Catcher(ErrorHandlers.errorEquals(item, field.node().size()), exitTo(item, "Next")));
        }
        return catchers;
    }

    private State choice() {
        state.only(allowed(Set.of("Choices", "Default", "Output", "Assign")));
        List<State.Rule> rules = new ArrayList<>();
        for (JsonField rule : state.require("Choices").someItems()) {
            rule.only(Set.of("Condition", "Next", "Output", "Assign", "Comment"));
            rules.add(new State.Rule(TemplateReader.query(rule.require("Condition")), exitTo(rule, "Next")));
        }
        Optional<State.Exit> otherwise = state.find("Default").map(d -> exitTo(state, "Default"));
        return new State.Choice(name, rules, otherwise);
    }

    private State waiting() {
        state.only(allowed(EXIT, Set.of("Seconds", "Timestamp")));
        Optional<JsonField> seconds = state.find("Seconds");
        Optional<JsonField> timestamp = state.find("Timestamp");
        if (seconds.isPresent() == timestamp.isPresent()) {
            throw state.wrong("Expected either Seconds or Timestamp");
        }
        Template delay = seconds.map(s -> TemplateReader.wholeNumber(s, 0, DefinitionReader.MAX_SECONDS))
                .or(() -> timestamp.map(StateReader::timestamp))
                .orElseThrow();
        return new State.Wait(name, timestamp.isPresent(), delay, exit(state));
    }

    private static Template timestamp(JsonField field) {
        Template template = TemplateReader.textOrQuery(field);
        if (template instanceof Template.Literal
                && Timestamps.parse(field.text()).isEmpty()) {
            throw field.wrong(Timestamps.EXPECTED);
        }
        return template;
    }

    private State pass() {
        state.only(allowed(EXIT));
        return new State.Pass(name, exit(state));
    }

    private State succeed() {
        state.only(allowed(Set.of("Output")));
        return new State.Succeed(name, new State.Exit(output(state), Map.of(), Optional.empty()));
    }

    private State fail() {
        state.only(allowed(Set.of("Error", "Cause")));
        return new State.Fail(
                name,
                state.find("Error").map(TemplateReader::textOrQuery),
                state.find("Cause").map(TemplateReader::textOrQuery));
    }

    private State.Exit exit(JsonField from) {
        boolean end = from.find("End").map(JsonField::flag).orElse(false);
        if (end == from.find("Next").isPresent()) {
            throw from.wrong("Expected either Next or \"End\": true");
        }
        return end ? new State.Exit(output(from), assign(from), Optional.empty()) : exitTo(from, "Next");
    }

    private State.Exit exitTo(JsonField from, String field) {
        JsonField next = from.require(field);
        if (!names.contains(next.text())) {
            throw next.wrong("No state is named '" + next.text() + "'");
        }
        return new State.Exit(output(from), assign(from), Optional.of(next.text()));
    }

    private static Optional<Template> output(JsonField from) {
        return from.find("Output").map(TemplateReader::any);
    }

    private static Map<String, Template> assign(JsonField from) {
        return from.find("Assign").map(TemplateReader::assign).orElse(Map.of());
    }

    @SafeVarargs
    private static Set<String> allowed(Set<String>... more) {
        Set<String> all = new HashSet<>(COMMON);
        for (Set<String> set : more) {
            all.addAll(set);
        }
        return all;
    }
}
