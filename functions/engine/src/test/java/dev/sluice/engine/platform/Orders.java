package dev.sluice.engine.platform;

import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.EnvironmentKind;
import dev.sluice.domain.project.Platform;
import dev.sluice.domain.rule.RuleParser;
import dev.sluice.domain.run.RuleRef;
import dev.sluice.domain.run.Run;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the engine orders for a run of the commit {@link #COMMIT}. */
final class Orders {
    static final String COMMIT = "b".repeat(40);
    static final RunId RUN = new RunId("01RUN");

    private static final ProjectId PROJECT = new ProjectId("demo");

    private Orders() {}

    /** {@code action}: with {@code type}; source and target are filled in where it has them. */
    static ActionOrder.Made made(String action, Platform.Type type, EnvironmentKind target) {
        Platform platform = new Platform(type, URI.create("http://127.0.0.1:1"), "env-1", new Sealed("sealed"));
        return ActionOrder.of(
                run(action),
                environment("target", target, platform),
                id -> Optional.of(environment(id.value(), EnvironmentKind.STAGING, platform)));
    }

    static ActionOrder order(String action, Platform.Type type) {
        return made(action, type, EnvironmentKind.STAGING).order().orElseThrow();
    }

    private static Environment environment(String id, EnvironmentKind kind, Platform platform) {
        return new Environment(
                PROJECT,
                new EnvironmentId(id),
                id,
                kind,
                platform,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    private static Run run(String type) {
        Map<String, Object> action = new HashMap<>(Map.of("type", type, "target_environment", "target"));
        if (type.equals("clone") || type.equals("promote")) {
            action.put("source_environment", "source");
        }
        Map<String, Object> rule =
                Map.of("name", "A rule", "trigger", Map.of("type", "tag_push", "tag_pattern", "v*"), "action", action);
        Event event = new Event(
                Provider.GITHUB,
                EventKind.TAG_PUSH,
                "acme/shop",
                "v1",
                Event.NO_COMMIT,
                COMMIT,
                COMMIT,
                false,
                false,
                "octocat",
                "",
                "",
                ChangedPaths.unknown(),
                Optional.empty(),
                Optional.empty());
        return Run.created(
                PROJECT,
                RUN,
                new RuleRef(new RuleId("r1"), "A rule", 1),
                RuleParser.parse(rule).fold(ok -> ok, errors -> {
                    throw new AssertionError(List.copyOf(errors).toString());
                }),
                new Run.Origin(event, new DeliveryId("01DELIVERY"), Optional.empty(), Instant.EPOCH));
    }
}
