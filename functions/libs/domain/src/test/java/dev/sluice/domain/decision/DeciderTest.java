package dev.sluice.domain.decision;

import static dev.sluice.domain.Samples.A;
import static dev.sluice.domain.Samples.B;
import static dev.sluice.domain.Samples.NOW;
import static dev.sluice.domain.Samples.PROJECT;
import static dev.sluice.domain.Samples.RULE;
import static dev.sluice.domain.Samples.push;
import static dev.sluice.domain.Samples.ruleJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.Names;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Samples;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.project.EnvironmentKind;
import dev.sluice.domain.project.EnvironmentStatus;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.ReasonCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeciderTest {
    private static final RunId RUN = new RunId(Ulid.of(NOW, "this run"));
    private static final RunId OTHER = new RunId(Ulid.of(NOW, "another run"));
    private static final RuleState FRESH = RuleState.fresh(PROJECT, RULE);

    @Test
    void fires_on_a_push_to_a_branch_that_a_pattern_takes() {
        Decision decision = decide(ruleJson(), push(A, B), situation(FRESH));
        assertThat(decision.verdict()).isEqualTo(Verdict.FIRE);
        assertThat(decision.checks()).isNotEmpty().allMatch(Check::passed);
    }

    @Test
    void has_nothing_to_do_with_another_branch_and_says_which_pattern_would() {
        Decision decision = decide(ruleJson(), push("dev", A, B, ChangedPaths.unknown()), situation(FRESH));
        assertThat(decision.verdict()).isEqualTo(Verdict.NO_MATCH);
        assertThat(last(decision))
                .isEqualTo(Check.missed(
                        "branch",
                        "main",
                        "dev",
                        "Add the pattern dev.",
                        List.of(Change.add("trigger.branch_patterns", "dev"))));
    }

    @Test
    void has_nothing_to_do_with_another_repository() {
        Map<String, Object> json = ruleJson("repository", "acme/blog");
        assertThat(last(decide(json, push(A, B), situation(FRESH))).name()).isEqualTo("repository");
    }

    @Test
    void a_deleted_branch_fires_nothing() {
        Decision decision = decide(ruleJson(), push(A, Event.NO_COMMIT), situation(FRESH));
        assertThat(decision.verdict()).isEqualTo(Verdict.NO_MATCH);
        assertThat(last(decision).name()).isEqualTo("deletion");
    }

    @Test
    void a_disabled_rule_skips_with_that_reason() {
        assertSkipped(ruleJson("enabled", false), situation(FRESH), ReasonCode.RULE_DISABLED, "The rule is disabled.");
    }

    @Test
    void an_open_breaker_skips_with_the_reason_why_it_opened() {
        RuleState tripped = FRESH.failed(OTHER, 1, NOW);
        assertSkipped(
                ruleJson(),
                situation(tripped),
                ReasonCode.RULE_DISABLED,
                "The rule was disabled by its circuit breaker: 1 failure in a row; the last was run " + OTHER + ".");
    }

    @Test
    void a_run_inside_the_cooldown_is_skipped_and_told_until_when() {
        RuleState claimed = FRESH.claimed(OTHER, NOW.plusSeconds(300));
        assertSkipped(
                ruleJson("cooldown", Map.of("minutes", 5)),
                situation(claimed),
                ReasonCode.COOLDOWN,
                "Cooling down until 14:05:00 UTC (5 minutes since run " + OTHER + ").");
    }

    @Test
    void the_cooldown_ends_at_its_time_and_does_not_stop_the_run_that_holds_it() {
        Map<String, Object> json = ruleJson("cooldown", Map.of("minutes", 5));
        assertThat(decide(json, push(A, B), situation(FRESH.claimed(OTHER, NOW)))
                        .verdict())
                .isEqualTo(Verdict.FIRE);
        assertThat(decide(json, push(A, B), situation(FRESH.claimed(RUN, NOW.plusSeconds(9))))
                        .verdict())
                .isEqualTo(Verdict.FIRE);
    }

    @Test
    void a_path_filter_skips_a_push_that_changed_nothing_it_takes() {
        Map<String, Object> json = ruleJson("conditions", Map.of("paths", List.of("web/**")));
        assertSkipped(
                json,
                situation(FRESH),
                ReasonCode.PATH_FILTER,
                "None of the changed paths passes the filter: addons/sale/a.py.");
        Map<String, Object> ignoring = ruleJson("conditions", Map.of("paths_ignore", List.of("addons/**")));
        assertThat(last(decide(ignoring, push(A, B), situation(FRESH))).hint())
                .isEqualTo("Remove the pattern addons/** from paths_ignore.");
    }

    @Test
    void unknown_paths_fire_unless_the_rule_says_skip() {
        Event unknown = push("main", A, B, ChangedPaths.unknown());
        Map<String, Object> fire = ruleJson("conditions", Map.of("paths", List.of("web/**")));
        Map<String, Object> skip =
                ruleJson("conditions", Map.of("paths", List.of("web/**"), "on_unknown_paths", "skip"));
        assertThat(decide(fire, unknown, situation(FRESH)).verdict()).isEqualTo(Verdict.FIRE);
        assertThat(decide(skip, unknown, situation(FRESH)).verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void a_target_that_is_gone_skips() {
        Situation none = new Situation(
                NOW, Samples.project(), FRESH, Optional.empty(), Optional.empty(), Optional.empty(), false);
        Decision decision = decide(ruleJson(), push(A, B), none);
        assertThat(decision.reason().orElseThrow().code()).isEqualTo(ReasonCode.TARGET_MISSING);
    }

    @Test
    void a_push_that_a_newer_one_overtook_is_superseded() {
        Situation late =
                new Situation(NOW, Samples.project(), FRESH, target(), Optional.empty(), Optional.empty(), true);
        assertThat(decide(ruleJson(), push(A, B), late).reason().orElseThrow().code())
                .isEqualTo(ReasonCode.SUPERSEDED);
    }

    @Test
    void status_and_build_of_the_target_count_once_they_are_known() {
        Map<String, Object> json = ruleJson("conditions", Map.of("environment_statuses", List.of("running")));
        assertThat(decide(json, push(A, B), situation(FRESH)).verdict()).isEqualTo(Verdict.FIRE);
        assertThat(decide(json, push(A, B), known(EnvironmentStatus.STOPPED))
                        .reason()
                        .orElseThrow()
                        .code())
                .isEqualTo(ReasonCode.ENVIRONMENT_STATUS);
        Map<String, Object> gentle =
                ruleJson("action", Map.of("type", "deploy", "target_environment", "staging", "force", false));
        assertThat(decide(gentle, push(A, B), known(EnvironmentStatus.RUNNING))
                        .reason()
                        .orElseThrow()
                        .code())
                .isEqualTo(ReasonCode.ALREADY_DEPLOYED);
    }

    @ParameterizedTest
    @CsvSource({"bbbbbbbbbbbb, true", "bbbbbbb, true", "bbbbbb, false", "bbbbbbbbbbbc, false", "'', false"})
    void a_commit_told_by_its_beginning_is_the_one_that_runs_already(String told, boolean same) {
        assertThat(Names.isSameCommit("b".repeat(40), told)).isEqualTo(same);
        assertThat(Names.isSameCommit(told, "b".repeat(40))).isEqualTo(same);
    }

    private static Situation known(EnvironmentStatus status) {
        Build build = new Build("b1", B, "sha256:0");
        return new Situation(NOW, Samples.project(), FRESH, target(), Optional.of(status), Optional.of(build), false);
    }

    private static Optional<dev.sluice.domain.project.Environment> target() {
        return Optional.of(Samples.environment("staging", EnvironmentKind.STAGING));
    }

    private static Situation situation(RuleState state) {
        return new Situation(NOW, Samples.project(), state, target(), Optional.empty(), Optional.empty(), false);
    }

    private static Decision decide(Map<String, Object> json, Event event, Situation situation) {
        return Decider.decide(Samples.rule(json), event, situation, RUN);
    }

    private static Check last(Decision decision) {
        return decision.checks().get(decision.checks().size() - 1);
    }

    private static void assertSkipped(Map<String, Object> json, Situation situation, ReasonCode code, String message) {
        Decision decision = decide(json, push(A, B), situation);
        assertThat(decision.verdict()).isEqualTo(Verdict.SKIP);
        assertThat(decision.reason().orElseThrow().code()).isEqualTo(code);
        assertThat(decision.reason().orElseThrow().message()).isEqualTo(message);
        assertThat(last(decision).hint()).isNotBlank();
    }
}
