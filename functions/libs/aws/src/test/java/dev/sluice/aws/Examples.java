package dev.sluice.aws;

import dev.sluice.domain.ChannelId;
import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.decision.RefHead;
import dev.sluice.domain.decision.Verdict;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.lane.LaneWaiter;
import dev.sluice.domain.notice.NoticeAttempt;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.notice.NoticeRecipient;
import dev.sluice.domain.project.Arrival;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.EnvironmentKind;
import dev.sluice.domain.project.EnvironmentStatus;
import dev.sluice.domain.project.HookSecret;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Platform;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.Action;
import dev.sluice.domain.rule.ApprovalGate;
import dev.sluice.domain.rule.Conditions;
import dev.sluice.domain.rule.Cooldown;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.rule.Trigger;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.Rerun;
import dev.sluice.domain.store.Entity;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One project with everything in it, and the clock that it lives by. */
final class Examples {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final ProjectId DEMO = new ProjectId("demo");
    static final EnvironmentId STAGING = new EnvironmentId("staging");
    static final EnvironmentId PRODUCTION = new EnvironmentId("production");
    static final RuleId RULE = new RuleId("deploy-staging");
    static final String SHA = "3f786850e387550fdab836ed7e6dc881de23001b";
    static final DeliveryId DELIVERY = new DeliveryId(Ulid.of(NOW, "delivery"));
    static final RunId RUN = runId(NOW, "run");

    private Examples() {}

    static Clock later(Duration time) {
        return Clock.fixed(NOW.plus(time), ZoneOffset.UTC);
    }

    static RunId runId(Instant at, String seed) {
        return new RunId(Ulid.of(at, seed));
    }

    static NoticeChannel channel(NoticeChannel.Kind kind, int number) {
        Sealed sealed = new Sealed("v1.c2VjcmV0");
        NoticeChannel.Former former = new NoticeChannel.Former(sealed, NOW.plusSeconds(60));
        boolean signs = kind == NoticeChannel.Kind.WEBHOOK;
        return new NoticeChannel(
                DEMO,
                new ChannelId(Ulid.of(NOW.plusSeconds(number), "channel")),
                "Channel " + number,
                kind,
                new NoticeChannel.Target(
                        "hooks.example.org", kind.hasSecretAddress() ? Optional.of(sealed) : Optional.empty()),
                Set.of(NoticeEvent.RUN_FAILED, NoticeEvent.RULE_DISABLED),
                true,
                signs ? Optional.of(new NoticeChannel.Signing(sealed, Optional.of(former), NOW)) : Optional.empty(),
                NOW,
                0);
    }

    static NoticeAttempt attempt(int number, NoticeAttempt.Outcome outcome) {
        return new NoticeAttempt(
                DEMO,
                RUN,
                NoticeEvent.RUN_FAILED,
                new NoticeRecipient.Person("ada@example.com"),
                number,
                NoticeChannel.Kind.EMAIL,
                "ada@example.com",
                NOW.plusSeconds(number),
                outcome,
                "The server answered 250.",
                0);
    }

    /** At least one full example of each kind, with every case of whatever has cases, and with its absent values absent. */
    static List<Entity> all() {
        List<Entity> fixed = List.of(
                project(),
                environment(),
                new Environment(
                        DEMO,
                        PRODUCTION,
                        "Production",
                        EnvironmentKind.PRODUCTION,
                        new Platform(
                                Platform.Type.OEC,
                                URI.create("https://platform.example"),
                                "4711",
                                new Sealed("v1.cGxhdGZvcm0=")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0),
                channel(NoticeChannel.Kind.SLACK, 1),
                channel(NoticeChannel.Kind.WEBHOOK, 2),
                attempt(1, NoticeAttempt.Outcome.FAILED),
                RuleState.fresh(DEMO, RULE),
                new RuleState(
                        DEMO,
                        new RuleId("tripped"),
                        2,
                        3,
                        Optional.of(new RuleState.Trip(NOW, RUN, "3 failures in a row")),
                        Optional.of(new RuleState.Claim(RUN, NOW.plusSeconds(300))),
                        Optional.of(RUN),
                        Optional.of(runId(NOW, "waits")),
                        0),
                new Member(DEMO, "Ada@Example.com", Role.ADMIN, Map.of(Provider.GITHUB, "ada"), 0),
                new HookSecret(DEMO, Provider.GITHUB, new Sealed("v1.Y3VycmVudA=="), Optional.empty(), NOW, 0),
                new HookSecret(
                        DEMO,
                        Provider.GITLAB,
                        new Sealed("v1.Y3VycmVudA=="),
                        Optional.of(new HookSecret.Former(new Sealed("v1.Zm9ybWVy"), NOW.plusSeconds(60))),
                        NOW,
                        0),
                ExampleEvents.delivery(
                        "key-1", List.of(ExampleEvents.push("main"), ExampleEvents.pullRequest(), ExampleEvents.tag())),
                ExampleEvents.ignored(),
                Delivery.received(
                                DEMO,
                                Provider.SLUICE,
                                "rerun",
                                "key-5",
                                NOW,
                                Delivery.Facts.of(List.of(ExampleEvents.tag().toldTo(RULE))))
                        .repeating(new Rerun(RUN, "ada@example.com", Optional.empty())),
                ExampleEvents.delivery("key-3", List.of(ExampleEvents.push("main")))
                        .toldAgain("key-4", NOW.plusSeconds(9), "ada@example.com", true),
                ExampleEvents.decision(0, Verdict.FIRE),
                ExampleEvents.decision(1, Verdict.SKIP),
                ExampleEvents.decision(2, Verdict.NO_MATCH),
                new RefHead(DEMO, "acme/shop", "heads/main", SHA, Event.NO_COMMIT, 7, 0),
                new EventClaim(DEMO, EventClaim.Kind.REQUEST, "an idempotency key", "{\"id\":\"1\"}", 0),
                ExampleRuns.finished(),
                ExampleRuns.action(),
                ExampleRuns.approvalLink(),
                new Lane(DEMO, STAGING, Optional.of(new Lane.Holder(RUN, NOW.plusSeconds(9000))), 12, 0),
                Lane.free(DEMO, PRODUCTION),
                new LaneWaiter(DEMO, STAGING, 11, RUN, 0));
        return Stream.of(fixed.stream(), rules().stream(), ExampleRuns.open().stream())
                .flatMap(entities -> entities.map(Entity.class::cast))
                .toList();
    }

    static Project project() {
        return new Project(DEMO, "Demo – mit Ümlaut", List.of("acme/shop", "acme/docs"), NOW, 0);
    }

    static Environment environment() {
        Platform agent = new Platform(
                Platform.Type.AGENT, URI.create("http://127.0.0.1:8090"), "staging", new Sealed("v1.cGxhdGZvcm0="));
        return new Environment(
                DEMO,
                STAGING,
                "Staging",
                EnvironmentKind.STAGING,
                agent,
                Optional.of("http://127.0.0.1:9001"),
                Optional.of(build()),
                Optional.of(Arrival.by(ExampleRuns.finished(), NOW)),
                0);
    }

    static Build build() {
        return new Build("b-1", SHA, "sha256:" + "0".repeat(64));
    }

    /** A rule for each trigger type and each action type. */
    static List<Rule> rules() {
        List<Trigger> triggers = List.of(
                new Trigger.Push(List.of("main", "!wip/*")),
                new Trigger.TagPush("v*"),
                new Trigger.PrOpen(List.of(), List.of("feature/*")),
                new Trigger.PrMerge(List.of("main")),
                new Trigger.Manual());
        List<Action> actions = List.of(
                new Action.Deploy(STAGING, false),
                new Action.QuickUpdate(STAGING),
                new Action.Promote(STAGING, PRODUCTION, true),
                new Action.Clone(PRODUCTION, STAGING, true, true));
        return Stream.concat(
                        triggers.stream().map(t -> spec(t, new Action.Deploy(STAGING, true))),
                        actions.stream().map(a -> spec(new Trigger.Push(List.of("*")), a)))
                .map(spec -> rule(
                        spec.trigger().kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-"
                                + spec.action().type().replace('_', '-'),
                        spec))
                .toList();
    }

    static Rule rule(String id, RuleSpec spec) {
        return new Rule(DEMO, new RuleId(id), 3, spec, NOW, NOW.plusSeconds(1), "ada@example.com", 0);
    }

    static RuleSpec spec(Trigger trigger, Action action) {
        return new RuleSpec(
                "A rule",
                true,
                Optional.of("acme/shop"),
                trigger,
                new Conditions(
                        List.of("addons/**"),
                        List.of("docs/**"),
                        Conditions.OnUnknownPaths.SKIP,
                        List.of(EnvironmentStatus.RUNNING, EnvironmentStatus.STOPPED),
                        true),
                new Cooldown(5, Cooldown.Mode.FOLD),
                new ApprovalGate(true, 30, true),
                action,
                2);
    }
}
