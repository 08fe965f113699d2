package dev.sluice.domain.decision;

import static dev.sluice.domain.Samples.A;
import static dev.sluice.domain.Samples.B;
import static dev.sluice.domain.Samples.NOW;
import static dev.sluice.domain.Samples.PROJECT;
import static dev.sluice.domain.Samples.RULE;
import static dev.sluice.domain.Samples.push;
import static dev.sluice.domain.Samples.ruleJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.RuleId;
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
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Build;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each condition as a user meets it: the rule, the event, and the sentence that comes of them. */
class ConditionsTest {
    private static final RunId RUN = new RunId(Ulid.of(NOW, "this run"));

    private Optional<EnvironmentStatus> status = Optional.empty();
    private Optional<Build> build = Optional.empty();
    private EnvironmentKind kind = EnvironmentKind.STAGING;

    @Test
    void a_star_in_a_branch_pattern_takes_slashes_too() {
        assertFires(pushTo("feature/*"), branch("feature/a/b"));
        assertNoMatch(pushTo("feature/*"), branch("feat/a"), "branch", "Add the pattern feat/a.");
    }

    @Test
    void a_branch_that_a_pattern_excludes_is_no_match_and_the_hint_names_that_pattern() {
        assertNoMatch(pushTo("*", "!rel*"), branch("release/1"), "branch", "Remove the pattern !rel*.");
        assertNoMatch(pushTo("*", "!rel*", "!*/1"), branch("release/1"), "branch", "Remove the patterns !rel*, !*/1.");
        assertNoMatch(
                pushTo("main", "!rel*"),
                branch("release/1"),
                "branch",
                "Remove the pattern !rel* and add the pattern release/1.");
    }

    @Test
    void the_hint_for_a_branch_whose_name_reads_as_an_exclusion_takes_it_nonetheless() {
        assertNoMatch(pushTo("main"), branch("!main"), "branch", "Add the pattern ?main.");
    }

    @Test
    void a_tag_fires_a_rule_whose_tag_pattern_takes_it_whatever_it_changed() {
        Map<String, Object> rule = ruleJson("trigger", Map.of("type", "tag_push", "tag_pattern", "v*"));
        rule.put("conditions", Map.of("paths", List.of("web/**")));
        assertFires(rule, tag("v1.2"));
        assertNoMatch(rule, tag("nightly"), "tag", "Set the tag pattern to one that takes nightly, such as nightly.");
    }

    @Test
    void a_push_that_changed_a_path_of_the_rule_fires() {
        assertFires(paths(List.of("addons/**"), List.of()), changed("README.md", "addons/a.py"));
    }

    @Test
    void a_push_that_changed_no_path_of_the_rule_is_skipped() {
        assertSkipped(
                paths(List.of("addons/**"), List.of()),
                changed("README.md", "docs/a.md"),
                "None of the changed paths passes the filter: README.md and 1 more.",
                "Add the pattern README.md to paths.");
    }

    @Test
    void a_push_that_changed_ignored_paths_only_is_skipped() {
        assertSkipped(
                paths(List.of(), List.of("docs/**", "**/*.md")),
                changed("docs/a.md"),
                "None of the changed paths passes the filter: docs/a.md.",
                "Remove the patterns docs/**, **/*.md from paths_ignore.");
        assertFires(paths(List.of(), List.of("docs/**")), changed("docs/a.md", "a.py"));
    }

    @Test
    void a_path_that_both_lists_name_is_ignored() {
        Map<String, Object> rule = paths(List.of("addons/**"), List.of("**/*.md"));
        assertSkipped(
                rule,
                changed("addons/a.md"),
                "None of the changed paths passes the filter: addons/a.md.",
                "Remove the pattern **/*.md from paths_ignore.");
        assertSkipped(
                rule,
                changed("a.md"),
                "None of the changed paths passes the filter: a.md.",
                "Remove the pattern **/*.md from paths_ignore and add the pattern a.md to paths.");
    }

    @Test
    void of_many_changed_paths_the_hint_takes_the_one_that_needs_the_least() {
        assertSkipped(
                paths(List.of("addons/**"), List.of("**/*.md")),
                changed("a.md", "b.md", "web/x.js"),
                "None of the changed paths passes the filter: a.md and 2 more.",
                "Add the pattern web/x.js to paths.");
    }

    @Test
    void paths_that_are_not_known_fire_or_skip_as_on_unknown_paths_says() {
        Event unknown = push("main", A, B, ChangedPaths.unknown());
        Map<String, Object> skip =
                ruleJson("conditions", Map.of("paths", List.of("web/**"), "on_unknown_paths", "skip"));
        assertFires(paths(List.of("web/**"), List.of()), unknown);
        assertSkipped(skip, unknown, "It is not known which paths changed.", "Set on_unknown_paths to fire.");
        assertSkipped(
                skip,
                push("main", A, B, new ChangedPaths(List.of("a.py"), false)),
                "The changed paths are not all known, and none of those known passes the filter.",
                "Set on_unknown_paths to fire.");
        assertFires(skip, push("main", A, B, new ChangedPaths(List.of("web/a.js"), false)));
    }

    @Test
    void a_push_without_changes_does_not_pass_a_path_filter() {
        assertSkipped(
                paths(List.of("web/**"), List.of()), changed(), "No file was changed.", "Remove the path filter.");
    }

    @Test
    void a_target_in_a_status_that_the_rule_does_not_name_skips_with_a_sentence() {
        Map<String, Object> rule = ruleJson("conditions", Map.of("environment_statuses", List.of("running", "failed")));
        assertFires(rule, push(A, B));
        status = Optional.of(EnvironmentStatus.FAILED);
        assertFires(rule, push(A, B));
        status = Optional.of(EnvironmentStatus.STOPPED);
        assertSkipped(rule, push(A, B), "The target environment is stopped.", "Add stopped to environment_statuses.");
    }

    @Test
    void without_force_a_commit_that_the_target_runs_already_is_skipped_with_a_sentence() {
        Map<String, Object> rule =
                ruleJson("action", Map.of("type", "deploy", "target_environment", "staging", "force", false));
        build = Optional.of(new Build("b1", A, "sha256:0"));
        assertFires(rule, push(A, B));
        build = Optional.of(new Build("b2", B, "sha256:1"));
        assertSkipped(rule, push(A, B), "The target already runs " + B + ".", "Set force to true.");
        assertFires(ruleJson(), push(A, B));
    }

    @Test
    void an_event_of_a_repository_that_the_rule_does_not_name_is_no_match() {
        Map<String, Object> rule = ruleJson("repository", "acme/blog");
        assertNoMatch(rule, push(A, B), "repository", "Set the rule's repository to acme/shop.");
    }

    @Test
    void an_event_of_a_repository_that_is_not_the_projects_is_no_match() {
        Map<String, Object> rule = ruleJson("repository", "acme/shop");
        assertNoMatch(
                rule,
                in("other/fork", push(A, B)),
                "repository",
                "Add other/fork to the project's repositories and set it as the rule's repository.");
        assertFires(rule, in("ACME/Shop", push(A, B)));
    }

    @Test
    void a_pull_request_from_a_fork_is_skipped_unless_forks_are_allowed() {
        Map<String, Object> rule = ruleJson("trigger", Map.of("type", "pr_open"));
        assertSkipped(
                rule,
                pullRequest("ada/shop"),
                "Pull request 42 comes from the fork ada/shop.",
                "An Admin may set allow_forks.");
        assertSkipped(
                rule,
                pullRequest(""),
                "Pull request 42 comes from a fork that is gone.",
                "An Admin may set allow_forks.");
        rule.put("conditions", Map.of("allow_forks", true));
        assertFires(rule, pullRequest("ada/shop"));
    }

    @Test
    void a_fork_never_reaches_production_whatever_the_rule_allows() {
        Map<String, Object> rule = ruleJson("trigger", Map.of("type", "pr_open"));
        rule.put("conditions", Map.of("allow_forks", true));
        kind = EnvironmentKind.PRODUCTION;
        assertSkipped(
                rule,
                pullRequest("ada/shop"),
                "Pull request 42 comes from the fork ada/shop.",
                "None: a fork never reaches production.");
    }

    @Test
    void a_rule_that_nobody_ran_by_hand_has_nothing_to_do_with_a_manual_run_of_another() {
        Event pressed = manual("another-rule");
        assertNoMatch(ruleJson(), pressed, "rule", "None: somebody ran another rule by hand.");
        assertNoMatch(ruleJson("trigger", Map.of("type", "manual")), pressed, "rule", "Run this rule itself.");
    }

    private void assertFires(Map<String, Object> rule, Event event) {
        Decision decision = decide(rule, event);
        assertThat(decision.verdict()).as(decision.toString()).isEqualTo(Verdict.FIRE);
    }

    private void assertNoMatch(Map<String, Object> rule, Event event, String check, String hint) {
        Decision decision = decide(rule, event);
        assertThat(decision.verdict()).isEqualTo(Verdict.NO_MATCH);
        assertThat(last(decision).name()).isEqualTo(check);
        assertThat(last(decision).hint()).isEqualTo(hint);
    }

    private void assertSkipped(Map<String, Object> rule, Event event, String message, String hint) {
        Decision decision = decide(rule, event);
        assertThat(decision.reason().map(r -> r.message())).contains(message);
        assertThat(last(decision).hint()).isEqualTo(hint);
    }

    private Decision decide(Map<String, Object> rule, Event event) {
        Project project = new Project(PROJECT, "Demo", List.of("acme/shop", "acme/blog"), NOW, 1);
        Situation situation = new Situation(
                NOW,
                project,
                RuleState.fresh(PROJECT, RULE),
                Optional.of(Samples.environment("staging", kind)),
                status,
                build,
                false);
        return Decider.decide(Samples.rule(rule), event, situation, RUN);
    }

    private static Check last(Decision decision) {
        return decision.checks().get(decision.checks().size() - 1);
    }

    private static Map<String, Object> pushTo(String... patterns) {
        return ruleJson("trigger", Map.of("type", "push", "branch_patterns", List.of(patterns)));
    }

    private static Map<String, Object> paths(List<String> paths, List<String> ignore) {
        return ruleJson("conditions", Map.of("paths", paths, "paths_ignore", ignore));
    }

    private static Event branch(String name) {
        return push(name, A, B, ChangedPaths.unknown());
    }

    private static Event changed(String... paths) {
        return push("main", A, B, new ChangedPaths(List.of(paths), true));
    }

    private static Event tag(String name) {
        return event(EventKind.TAG_PUSH, "acme/shop", name, Optional.empty());
    }

    private static Event in(String repository, Event event) {
        return event(event.kind(), repository, event.ref(), event.pullRequest());
    }

    private static Event manual(String rule) {
        return Samples.manual(new RuleId(rule));
    }

    private static Event pullRequest(String from) {
        PullRequest pr = new PullRequest(42, "Mend it", "fix", from, "main", true);
        return event(EventKind.PR_OPEN, "acme/shop", "42", Optional.of(pr));
    }

    private static Event event(EventKind kind, String repository, String ref, Optional<PullRequest> pr) {
        return new Event(
                Provider.GITHUB,
                kind,
                repository,
                ref,
                A,
                B,
                B,
                false,
                false,
                "octocat",
                "Change a price",
                "",
                ChangedPaths.unknown(),
                pr,
                Optional.empty());
    }
}
