package dev.sluice.api.rule;

import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Problem;
import dev.sluice.domain.FieldError;
import dev.sluice.domain.Fields;
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
        Optional<RuleSpec> spec = RuleDesk.draft(fields, json, now, members, errors);
        Optional<Event> event = Inputs.inner(fields, "event", json, SimulateEvent::parse, errors);
        Optional<Rule> named = RuleDesk.replaced(fields, now);
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

    private static Optional<Rule> sameName(Snapshot now, RuleSpec spec) {
        return now.rules().stream()
                .filter(r -> r.spec().name().equals(spec.name()))
                .findFirst();
    }
}
