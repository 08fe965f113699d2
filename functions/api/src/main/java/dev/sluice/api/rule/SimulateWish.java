package dev.sluice.api.rule;

import dev.sluice.api.http.Problem;
import dev.sluice.domain.FieldError;
import dev.sluice.domain.Fields;
import dev.sluice.domain.Parsed;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.store.ProjectStore.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is to be simulated: a rule that need not be saved, the rule that it is compared with, and the deliveries or the one
 * event to show it.
 */
record SimulateWish(RuleSpec spec, Optional<Rule> standing, int deliveries, Optional<Event> event, boolean checks) {
    static final int MAX_DELIVERIES = 1000;
    private static final int DEFAULT_DELIVERIES = 20;

    /** Ends the request with 400 where the body is not as it should be, the rule's own errors included. {@code members}: all. */
    static SimulateWish read(Map<String, Object> json, Snapshot now, Supplier<List<Member>> members) {
        Fields fields = Fields.of(json);
        List<FieldError> errors = new ArrayList<>();
        fields.missing("rule", "Required: a rule's text, as it would be saved.");
        Optional<RuleSpec> spec = inner(fields, "rule", json, rule -> RuleDesk.draft(rule, now, members), errors);
        Optional<Event> event = inner(fields, "event", json, SimulateEvent::parse, errors);
        Optional<String> id = fields.text("rule_id", 64);
        Optional<Rule> named = id.flatMap(i -> find(now, i));
        if (id.isPresent() && named.isEmpty()) {
            fields.error("rule_id", "The id of a rule of this project.");
        }
        if (fields.has("event") && fields.has("deliveries")) {
            fields.error("deliveries", "Either deliveries or event, not both.");
        }
        int deliveries = fields.integer("deliveries", 1, MAX_DELIVERIES, DEFAULT_DELIVERIES);
        boolean checks = fields.bool("checks", true);
        fields.end();
        errors.addAll(0, fields.errors());
        if (!errors.isEmpty() || spec.isEmpty()) {
            throw Problem.invalid(errors).refused();
        }
        Optional<Rule> standing = named.or(() -> sameName(now, spec.get()));
        return new SimulateWish(spec.get(), standing, deliveries, event, checks);
    }

    /** The draft as if it had been saved in the standing rule's place. */
    Rule draft(Snapshot now, String by, Instant at) {
        return standing.map(rule -> rule.edited(spec, at, by))
                .orElseGet(() -> new Rule(now.project().id(), new RuleId("draft"), 1, spec, at, at, by, 0));
    }

    /** An object inside the body; its errors name their fields below its own. */
    @SuppressWarnings("unchecked") // a parsed JSON object has names for keys
    private static <T> Optional<T> inner(
            Fields fields,
            String name,
            Map<String, Object> json,
            Function<Map<String, Object>, Parsed<T>> parse,
            List<FieldError> errors) {
        fields.object(name);
        if (!(json.get(name) instanceof Map<?, ?> object)) {
            return Optional.empty();
        }
        return parse.apply((Map<String, Object>) object).fold(Optional::of, wrong -> {
            wrong.forEach(e -> errors.add(new FieldError(name + "." + e.field(), e.message())));
            return Optional.empty();
        });
    }

    private static Optional<Rule> find(Snapshot now, String id) {
        return now.rules().stream().filter(r -> r.id().value().equals(id)).findFirst();
    }

    private static Optional<Rule> sameName(Snapshot now, RuleSpec spec) {
        return now.rules().stream()
                .filter(r -> r.spec().name().equals(spec.name()))
                .findFirst();
    }
}
