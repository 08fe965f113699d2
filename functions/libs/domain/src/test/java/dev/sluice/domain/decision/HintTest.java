package dev.sluice.domain.decision;

import static dev.sluice.domain.Samples.A;
import static dev.sluice.domain.Samples.B;
import static dev.sluice.domain.Samples.NOW;
import static dev.sluice.domain.Samples.PROJECT;
import static dev.sluice.domain.Samples.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Samples;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.event.PullRequest;
import dev.sluice.domain.project.EnvironmentKind;
import dev.sluice.domain.project.EnvironmentStatus;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.rule.Action;
import dev.sluice.domain.rule.ApprovalGate;
import dev.sluice.domain.rule.Conditions;
import dev.sluice.domain.rule.Cooldown;
import dev.sluice.domain.rule.RuleFormat;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.rule.Trigger;
import dev.sluice.domain.run.Build;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a hint says to change is changed in the rule's JSON, and the rule asked again. */
class HintTest {
    private static final RunId RUN = new RunId(Ulid.of(NOW, "this run"));
    private static final RunId OTHER = new RunId(Ulid.of(NOW, "another run"));

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void a_change_that_a_hint_names_makes_its_check_pass_and_no_part_of_it_would_do(
            @ForAll("rules") RuleSpec rule, @ForAll("events") Event event) {
        RuleSpec now = rule;
        for (int round = 0; round < 12; round++) {
            Optional<Check> missed = missed(now, event);
            if (missed.flatMap(Check::changes).isEmpty()) {
                assertThat(missed.map(Check::hint).orElse("None")).isNotBlank();
                return;
            }
            Check check = missed.orElseThrow();
            List<Change> changes = check.changes().orElseThrow();
            assertThat(changes).as(check.toString()).isNotEmpty();
            for (int i = 0; i < changes.size() && changes.size() > 1; i++) {
                List<Change> fewer = new ArrayList<>(changes);
                fewer.remove(i);
                assertThat(missed(Edits.of(now, fewer), event).map(Check::name))
                        .as("without %s of %s", changes.get(i), check)
                        .contains(check.name());
            }
            now = Edits.of(now, changes);
            assertThat(missed(now, event).map(Check::name))
                    .as("after %s of %s, now %s", changes, check, RuleFormat.format(now))
                    .isNotEqualTo(Optional.of(check.name()));
        }
        throw new AssertionError("12 hints were followed, and the rule still does not fire: " + rule + event);
    }

    private static Optional<Check> missed(RuleSpec spec, Event event) {
        Project project = new Project(PROJECT, "Demo", List.of("acme/shop", "Acme/Blog"), NOW, 1);
        EnvironmentId target = spec.action().target();
        Situation situation = new Situation(
                NOW,
                project,
                RuleState.fresh(PROJECT, RULE).claimed(OTHER, NOW.plusSeconds(60)),
                Optional.of(Samples.environment(target.value(), EnvironmentKind.STAGING)),
                Optional.of(EnvironmentStatus.STOPPED),
                Optional.of(new Build("b1", B, "sha256:0")),
                false);
        return Decider.decide(Samples.rule(RuleFormat.format(spec)), event, situation, RUN).checks().stream()
                .filter(c -> !c.passed())
                .findFirst();
    }

    @Provide
    Arbitrary<RuleSpec> rules() {
        Arbitrary<Conditions> conditions = Combinators.combine(
                        paths().list().ofMaxSize(3),
                        paths().list().ofMaxSize(3),
                        Arbitraries.of(Conditions.OnUnknownPaths.class),
                        Arbitraries.of(EnvironmentStatus.class).list().ofMaxSize(2),
                        Arbitraries.of(true, false))
                .as(Conditions::new);
        Arbitrary<Cooldown> cooldown = Combinators.combine(Arbitraries.of(0, 5), Arbitraries.of(Cooldown.Mode.class))
                .as(Cooldown::new);
        Arbitrary<Optional<String>> repository =
                Arbitraries.of("acme/shop", "Acme/Blog").optional(0.5);
        Arbitrary<Action> action = Arbitraries.of(
                new Action.Deploy(Samples.STAGING, false),
                new Action.Deploy(Samples.STAGING, true),
                new Action.QuickUpdate(Samples.STAGING));
        return Combinators.combine(Arbitraries.of(true, false), repository, triggers(), conditions, cooldown, action)
                .as((enabled, where, when, what, cool, does) ->
                        new RuleSpec("A rule", enabled, where, when, what, cool, ApprovalGate.none(), does, 0));
    }

    private static Arbitrary<Trigger> triggers() {
        Arbitrary<List<String>> patterns = patterns().list().ofMaxSize(4);
        return Arbitraries.oneOf(
                patterns.map(p -> {
                    List<String> all = new ArrayList<>(p);
                    all.add("main");
                    return new Trigger.Push(all);
                }),
                patterns().map(Trigger.TagPush::new),
                Combinators.combine(patterns, patterns).as(Trigger.PrOpen::new),
                patterns.map(Trigger.PrMerge::new),
                Arbitraries.of(new Trigger.Manual()));
    }

    private static Arbitrary<String> patterns() {
        return Arbitraries.of(
                "main", "rel*", "!rel*", "!release/1", "!*", "*", "v?", "!v1", "!!x", "?", "!?ain", "feature/*");
    }

    private static Arbitrary<String> paths() {
        return Arbitraries.of("docs/**", "**/*.md", "*", "docs/a.md", "addons/*", "web/**/x?.js");
    }

    private static Arbitrary<String> refs() {
        return Arbitraries.of("main", "release/1", "v1", "v10", "!x", "!", "feature/a/b", "r".repeat(300));
    }

    @Provide
    Arbitrary<Event> events() {
        Arbitrary<String> path = Arbitraries.of(
                "docs/a.md", "README.md", "addons/sale/a.py", "web/a/x1.js", "odd*name?", "deep/".repeat(60) + "a");
        Arbitrary<ChangedPaths> changed = Combinators.combine(
                        path.list().uniqueElements().ofMaxSize(4), Arbitraries.of(true, false))
                .as(ChangedPaths::new);
        Arbitrary<String> repository = Arbitraries.of("acme/shop", "ACME/shop", "acme/blog", "other/one");
        return Combinators.combine(
                        Arbitraries.of(EventKind.class),
                        refs(),
                        refs(),
                        changed,
                        repository,
                        Arbitraries.of(true, false))
                .as((kind, ref, source, paths, where, fork) -> event(kind, ref, source, paths, where, fork));
    }

    private static Event event(
            EventKind kind, String ref, String source, ChangedPaths paths, String repository, boolean fork) {
        boolean pull = kind == EventKind.PR_OPEN || kind == EventKind.PR_MERGE;
        PullRequest pr = new PullRequest(42, "Mend it", source, fork ? "" : repository, ref, fork);
        return new Event(
                Provider.GITHUB,
                kind,
                repository,
                pull ? "42" : ref,
                A,
                B,
                B,
                false,
                false,
                "octocat",
                "Change a price",
                "",
                paths,
                pull ? Optional.of(pr) : Optional.empty(),
                kind == EventKind.MANUAL ? Optional.of(RULE) : Optional.empty());
    }

    /** Carries changes out on a rule's JSON, as a program would. */
    private static final class Edits {
        static RuleSpec of(RuleSpec spec, List<Change> changes) {
            Map<String, Object> json = RuleFormat.format(spec);
            changes.forEach(change -> edit(json, change));
            return Samples.spec(json);
        }

        private static void edit(Map<String, Object> json, Change change) {
            int dot = change.field().indexOf('.');
            if (dot < 0) {
                json.put(change.field(), change.value());
                return;
            }
            String outer = change.field().substring(0, dot);
            String name = change.field().substring(dot + 1);
            Map<String, Object> object = new java.util.HashMap<>();
            ((Map<?, ?>) json.get(outer)).forEach((key, value) -> object.put((String) key, value));
            List<Object> list = object.get(name) instanceof List<?> l ? new ArrayList<>(l) : new ArrayList<>();
            switch (change.op()) {
                case SET -> object.put(name, change.value());
                case ADD -> {
                    list.add(change.value());
                    object.put(name, list);
                }
                case REMOVE -> {
                    list.removeIf(change.value()::equals);
                    object.put(name, list);
                }
            }
            json.put(outer, object);
        }
    }
}
