package dev.sluice.domain.rule;

import static dev.sluice.domain.Samples.ruleJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.FieldError;
import dev.sluice.domain.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleParserTest {
    static List<Map<String, Object>> every_trigger_and_action() {
        Map<String, Object> full = ruleJson();
        full.put("repository", "acme/shop");
        full.put("enabled", false);
        full.put(
                "conditions",
                Map.of(
                        "paths", List.of("addons/**"),
                        "paths_ignore", List.of("docs/**"),
                        "on_unknown_paths", "skip",
                        "environment_statuses", List.of("running"),
                        "allow_forks", true));
        full.put("cooldown", Map.of("minutes", 5, "mode", "fold"));
        full.put("approval", Map.of("required", true, "expires_in_minutes", 30, "prevent_self_approval", true));
        full.put("circuit_breaker", Map.of("max_consecutive_failures", 3));
        return List.of(
                full,
                ruleJson("trigger", Map.of("type", "tag_push", "tag_pattern", "v*")),
                ruleJson("trigger", Map.of("type", "pr_open")),
                ruleJson(
                        "trigger",
                        Map.of(
                                "type",
                                "pr_open",
                                "target_branch_patterns",
                                List.of("main"),
                                "source_branch_patterns",
                                List.of("x/*"))),
                ruleJson("trigger", Map.of("type", "pr_merge", "target_branch_patterns", List.of("main"))),
                ruleJson("trigger", Map.of("type", "manual")),
                ruleJson("action", Map.of("type", "deploy", "target_environment", "staging", "force", false)),
                ruleJson("action", Map.of("type", "quick_update", "target_environment", "staging")),
                ruleJson(
                        "action",
                        Map.of(
                                "type",
                                "promote",
                                "source_environment",
                                "staging",
                                "target_environment",
                                "production",
                                "require_tag_commit",
                                false)),
                ruleJson(
                        "action",
                        Map.of(
                                "type",
                                "clone",
                                "source_environment",
                                "production",
                                "target_environment",
                                "staging",
                                "neutralize",
                                false,
                                "include_filestore",
                                true)));
    }

    @ParameterizedTest
    @MethodSource("every_trigger_and_action")
    void reads_what_it_writes(Map<String, Object> json) {
        RuleSpec spec = Samples.spec(json);
        Map<String, Object> written = RuleFormat.format(spec);
        assertThat(Samples.spec(written)).isEqualTo(spec);
        json.forEach((field, value) -> {
            if (value instanceof Map<?, ?> map) {
                Map<?, ?> back = (Map<?, ?>) written.get(field);
                map.forEach((name, wanted) ->
                        assertThat(back.get(name)).as(field + "." + name).isEqualTo(wanted));
            } else {
                assertThat(written.get(field)).as(field).isEqualTo(value);
            }
        });
    }

    @Test
    void fills_in_the_documented_defaults() {
        RuleSpec spec = Samples.spec(ruleJson());
        assertThat(spec.enabled()).isTrue();
        assertThat(spec.conditions()).isEqualTo(Conditions.none());
        assertThat(spec.cooldown()).isEqualTo(Cooldown.none());
        assertThat(spec.approval()).isEqualTo(ApprovalGate.none());
        assertThat(spec.action()).isEqualTo(new Action.Deploy(Samples.STAGING, true));
        assertThat(spec.maxConsecutiveFailures()).isZero();
    }

    static List<List<Object>> faults() {
        return List.of(
                List.of("name", 7, "name"),
                List.of("colour", "red", "colour"),
                List.of("enabled", "yes", "enabled"),
                List.of("trigger", Map.of(), "trigger.type"),
                List.of("trigger", "push", "trigger"),
                List.of("trigger", Map.of("type", "cron"), "trigger.type"),
                List.of("trigger", Map.of("type", "push"), "trigger.branch_patterns"),
                List.of("trigger", Map.of("type", "push", "branch_patterns", List.of()), "trigger.branch_patterns"),
                List.of("trigger", Map.of("type", "push", "branch_patterns", List.of("!a")), "trigger.branch_patterns"),
                List.of("trigger", Map.of("type", "push", "branch_patterns", List.of(1)), "trigger.branch_patterns"),
                List.of("trigger", Map.of("type", "manual", "tag_pattern", "v*"), "trigger.tag_pattern"),
                List.of("trigger", Map.of("type", "tag_push"), "trigger.tag_pattern"),
                List.of("cooldown", Map.of("minutes", -1), "cooldown.minutes"),
                List.of("cooldown", Map.of("minutes", 1.5), "cooldown.minutes"),
                List.of("cooldown", Map.of("minutes", 4294967297L), "cooldown.minutes"),
                List.of("cooldown", Map.of("mode", "wait"), "cooldown.mode"),
                List.of("approval", Map.of("expires_in_minutes", 0), "approval.expires_in_minutes"),
                List.of(
                        "conditions",
                        Map.of("environment_statuses", List.of("asleep")),
                        "conditions.environment_statuses"),
                List.of("action", Map.of("type", "deploy"), "action.target_environment"),
                List.of(
                        "action",
                        Map.of("type", "deploy", "target_environment", "No Such!"),
                        "action.target_environment"),
                List.of("action", Map.of("type", "promote", "target_environment", "a"), "action.source_environment"),
                List.of(
                        "action",
                        Map.of("type", "clone", "source_environment", "a", "target_environment", "a"),
                        "action.source_environment"),
                List.of(
                        "circuit_breaker",
                        Map.of("max_consecutive_failures", 101),
                        "circuit_breaker.max_consecutive_failures"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void names_the_field_that_is_wrong(List<Object> fault) {
        List<FieldError> errors = errors(ruleJson((String) fault.get(0), fault.get(1)));
        assertThat(errors).extracting(FieldError::field).containsExactly((String) fault.get(2));
        assertThat(errors.get(0).message()).isNotBlank();
    }

    @Test
    void tells_every_fault_at_once() {
        assertThat(errors(Map.of("colour", 1, "cooldown", Map.of("minutes", "x"))))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("name", "trigger", "action", "cooldown.minutes", "colour");
    }

    private static List<FieldError> errors(Map<String, Object> json) {
        return RuleParser.parse(json).fold(ok -> List.of(), errors -> errors);
    }
}
