package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.asl.time.VirtualTime;
import dev.sluice.aws.ActionMessage;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.Secret;
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
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Page;
import dev.sluice.domain.store.Write;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.sqs.model.Message;

/** A project with a staging environment on a fake platform, and the verbs that the tests are written in. */
final class Shop implements AutoCloseable {
    static final ProjectId PROJECT = new ProjectId("demo");
    static final EnvironmentId STAGING = new EnvironmentId("staging");
    static final EnvironmentId PRODUCTION = new EnvironmentId("production");
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final Stage stage;
    final FakePlatform platform = new FakePlatform();

    Shop() {
        this(Optional.empty());
    }

    /** A shop whose time only the test moves. */
    static Shop onVirtualTime() {
        return new Shop(Optional.of(new VirtualTime()));
    }

    private Shop(Optional<VirtualTime> time) {
        stage = new Stage(time);
        commit(new Project(PROJECT, "Demo", List.of("acme/shop"), stage.clock.instant(), 0));
        environmentAt(platform.uri());
        environment(PRODUCTION, EnvironmentKind.PRODUCTION, platform.uri());
    }

    void environmentAt(URI url) {
        environment(STAGING, EnvironmentKind.STAGING, url);
    }

    void environment(EnvironmentId id, EnvironmentKind kind, URI url) {
        long revision = stage.projects
                .environment(PROJECT, id)
                .map(Environment::revision)
                .orElse(0L);
        Platform where = new Platform(
                Platform.Type.AGENT,
                url,
                id.value(),
                stage.vault.seal(Environment.keyPurpose(PROJECT, id), new Secret("platform-key")));
        commit(new Environment(
                PROJECT, id, id.value(), kind, where, Optional.empty(), Optional.empty(), Optional.empty(), revision));
    }

    Rule rule(String id, Map<String, Object> more) {
        Map<String, Object> json = new HashMap<>(Map.of(
                "name", "Rule " + id,
                "trigger", Map.of("type", "push", "branch_patterns", List.of("main")),
                "action", Map.of("type", "deploy", "target_environment", "staging")));
        json.putAll(more);
        RuleSpec spec = RuleParser.parse(json).fold(ok -> ok, errors -> {
            throw new AssertionError(errors.toString());
        });
        Rule rule = new Rule(
                PROJECT, new RuleId(id), 1, spec, stage.clock.instant(), stage.clock.instant(), "admin@example.org", 0);
        commit(rule);
        return rule;
    }

    static String sha(int n) {
        return String.format("%040x", n + 1);
    }

    /** A push to main under a delivery id of its own. */
    Delivery push(int before, int after) {
        return push("main", before, after, UUID.randomUUID().toString());
    }

    Delivery push(String branch, int before, int after, String key) {
        Event event = new Event(
                Provider.GITHUB,
                EventKind.PUSH,
                "acme/shop",
                branch,
                sha(before),
                sha(after),
                sha(after),
                false,
                false,
                "octocat",
                "Change a price",
                "https://github.example/acme/shop",
                ChangedPaths.unknown(),
                Optional.empty(),
                Optional.empty());
        return Delivery.received(
                PROJECT, Provider.GITHUB, "push", key, stage.clock.instant(), Delivery.Facts.of(List.of(event)));
    }

    /** A tag that was pushed, under a delivery id of its own. */
    Delivery tag(String name, String before, String after) {
        Event event = new Event(
                Provider.GITHUB,
                EventKind.TAG_PUSH,
                "acme/shop",
                name,
                before,
                after,
                after.equals(Event.NO_COMMIT) ? "" : after,
                after.equals(Event.NO_COMMIT),
                false,
                "octocat",
                "Release " + name,
                "https://github.example/acme/shop",
                ChangedPaths.unknown(),
                Optional.empty(),
                Optional.empty());
        return Delivery.received(
                PROJECT,
                Provider.GITHUB,
                "push",
                UUID.randomUUID().toString(),
                stage.clock.instant(),
                Delivery.Facts.of(List.of(event)));
    }

    /** The press of a manual rule's Run button. */
    Delivery press(String rule, String commit) {
        Event event = new Event(
                Provider.SLUICE,
                EventKind.MANUAL,
                "acme/shop",
                "",
                "",
                commit,
                commit,
                false,
                false,
                "dev@example.org",
                "",
                "",
                ChangedPaths.unknown(),
                Optional.empty(),
                Optional.of(new RuleId(rule)));
        return Delivery.received(
                PROJECT,
                Provider.SLUICE,
                "manual_run",
                UUID.randomUUID().toString(),
                stage.clock.instant(),
                Delivery.Facts.of(List.of(event)));
    }

    /** All runs, the oldest first. */
    List<Run> runs() {
        List<Run> newestFirst = stage.runs
                .runs(PROJECT, Optional.empty(), Page.Request.first(100))
                .items();
        return newestFirst.stream()
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .map(r -> stage.runs.run(r.id()).orElseThrow())
                .toList();
    }

    Run run(String rule) {
        return runs().stream()
                .filter(r -> r.rule().id().value().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    /** Lets act work until this holds; fails after {@link #PATIENCE}. */
    void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("in time: " + what + "; runs: " + stories())
                    .isLessThan(end);
            if (stage.work() == 0) {
                Thread.onSpinWait();
            }
        }
    }

    /** The next message to act, taken from its queue instead of being worked on. */
    ActionMessage firstMessage() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<Message> messages = List.of();
        while (messages.isEmpty()) {
            assertThat(System.nanoTime()).as("a message in time").isLessThan(end);
            messages = stage.sqs
                    .receiveMessage(r ->
                            r.queueUrl(stage.actionsUrl).visibilityTimeout(600).waitTimeSeconds(1))
                    .messages();
        }
        return ActionMessage.fromJson(messages.get(0).body());
    }

    void untilStatus(String rule, RunStatus status) {
        until(rule + " is " + status, () -> runs().stream()
                .anyMatch(r -> r.rule().id().value().equals(rule) && r.status() == status));
    }

    void untilStarted(int count) {
        until(count + " starts", () -> platform.starts.size() >= count);
    }

    private List<String> stories() {
        return runs().stream()
                .map(r -> r.status() + " after "
                        + r.timeline().stream().map(t -> t.what()).toList())
                .toList();
    }

    List<RunStatus> statuses() {
        return runs().stream().map(Run::status).toList();
    }

    void commit(dev.sluice.domain.store.Entity entity) {
        assertThat(stage.commits.commit(Write.save(entity)).done()).isTrue();
    }

    @Override
    public void close() {
        stage.close();
        platform.close();
    }
}
