package dev.sluice.domain;

import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.EnvironmentKind;
import dev.sluice.domain.project.Platform;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleParser;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.run.RuleRef;
import dev.sluice.domain.run.Run;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One plain example of each type; a test changes what it is about. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-03-01T14:00:00Z");
    public static final ProjectId PROJECT = new ProjectId("demo");
    public static final EnvironmentId STAGING = new EnvironmentId("staging");
    public static final RuleId RULE = new RuleId("deploy-staging");
    public static final DeliveryId DELIVERY = new DeliveryId(Ulid.of(NOW, "delivery"));
    public static final String A = "a".repeat(40);
    public static final String B = "b".repeat(40);
    public static final String C = "c".repeat(40);

    private Samples() {}

    public static Project project() {
        return new Project(PROJECT, "Demo", List.of("acme/shop"), NOW, 1);
    }

    public static Environment environment(String id, EnvironmentKind kind) {
        Platform platform =
                new Platform(Platform.Type.AGENT, URI.create("http://127.0.0.1:8090"), id, new Sealed("v1.x"));
        return new Environment(
                PROJECT,
                new EnvironmentId(id),
                id,
                kind,
                platform,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    public static Map<String, Object> ruleJson() {
        Map<String, Object> json = new HashMap<>();
        json.put("name", "Deploy staging on push to main");
        json.put("trigger", Map.of("type", "push", "branch_patterns", List.of("main")));
        json.put("action", Map.of("type", "deploy", "target_environment", "staging"));
        return json;
    }

    public static Map<String, Object> ruleJson(String field, Object value) {
        Map<String, Object> json = ruleJson();
        json.put(field, value);
        return json;
    }

    public static RuleSpec spec(Map<String, Object> json) {
        return RuleParser.parse(json).fold(ok -> ok, errors -> {
            throw new AssertionError(errors.toString());
        });
    }

    public static Rule rule(Map<String, Object> json) {
        return new Rule(PROJECT, RULE, 1, spec(json), NOW, NOW, "admin@example.org", 1);
    }

    public static Event push(String before, String after) {
        return push("main", before, after, new ChangedPaths(List.of("addons/sale/a.py"), true));
    }

    public static Event push(String branch, String before, String after, ChangedPaths paths) {
        boolean deleted = after.equals(Event.NO_COMMIT);
        return new Event(
                Provider.GITHUB,
                EventKind.PUSH,
                "acme/shop",
                branch,
                before,
                after,
                deleted ? "" : after,
                deleted,
                false,
                "octocat",
                "Change a price",
                "https://github.example/acme/shop",
                paths,
                Optional.empty(),
                Optional.empty());
    }

    /** The Run button of this rule. */
    public static Event manual(RuleId rule) {
        return new Event(
                Provider.SLUICE,
                EventKind.MANUAL,
                "acme/shop",
                "main",
                "",
                A,
                A,
                false,
                false,
                "dev@example.org",
                "",
                "",
                ChangedPaths.unknown(),
                Optional.empty(),
                Optional.of(rule));
    }

    /** An event as GitHub delivered it, under a delivery of its own. */
    public static Delivery delivery(Instant at, Event... events) {
        String key = at + " " + List.of(events);
        return Delivery.received(PROJECT, Provider.GITHUB, "push", key, at, Delivery.Facts.of(List.of(events)));
    }

    public static Run run() {
        return Run.created(
                PROJECT,
                new RunId(Ulid.of(NOW, "run")),
                new RuleRef(RULE, "Deploy staging on push to main", 1),
                spec(ruleJson()),
                new Run.Origin(push(A, B), DELIVERY, Optional.empty(), NOW));
    }
}
