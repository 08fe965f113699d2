package dev.sluice.domain.rule;

import dev.sluice.domain.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a rule as the JSON that {@link RuleParser} reads, every default spelled out. */
public final class RuleFormat {
    private RuleFormat() {}

    /** Maps, lists, strings, numbers and booleans, in the order of the documentation. */
    public static Map<String, Object> format(RuleSpec spec) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", spec.name());
        json.put("enabled", spec.enabled());
        spec.repository().ifPresent(r -> json.put("repository", r));
        json.put("trigger", trigger(spec.trigger()));
        json.put("conditions", conditions(spec.conditions()));
        json.put(
                "cooldown",
                object(
                        "minutes",
                        spec.cooldown().minutes(),
                        "mode",
                        Fields.wire(spec.cooldown().mode())));
        json.put(
                "approval",
                object(
                        "required", spec.approval().required(),
                        "expires_in_minutes", spec.approval().expiresInMinutes(),
                        "prevent_self_approval", spec.approval().preventSelfApproval()));
        json.put("action", action(spec.action()));
        json.put("circuit_breaker", object("max_consecutive_failures", spec.maxConsecutiveFailures()));
        return json;
    }

    private static Map<String, Object> trigger(Trigger trigger) {
        return trigger.fold(new Trigger.Cases<>(
                push -> object("type", "push", "branch_patterns", push.branchPatterns()),
                tag -> object("type", "tag_push", "tag_pattern", tag.tagPattern()),
                pr -> object(
                        "type", "pr_open",
                        "target_branch_patterns", pr.targetBranchPatterns(),
                        "source_branch_patterns", pr.sourceBranchPatterns()),
                pr -> object("type", "pr_merge", "target_branch_patterns", pr.targetBranchPatterns()),
                manual -> object("type", "manual")));
    }

    private static Map<String, Object> conditions(Conditions conditions) {
        List<String> statuses =
                conditions.environmentStatuses().stream().map(Fields::wire).toList();
        return object(
                "paths", conditions.paths(),
                "paths_ignore", conditions.pathsIgnore(),
                "on_unknown_paths", Fields.wire(conditions.onUnknownPaths()),
                "environment_statuses", statuses,
                "allow_forks", conditions.allowForks());
    }

    private static Map<String, Object> action(Action action) {
        Map<String, Object> json = object("type", action.type());
        action.source().ifPresent(s -> json.put("source_environment", s.value()));
        json.put("target_environment", action.target().value());
        json.putAll(action.fold(new Action.Cases<>(
                deploy -> object("force", deploy.force()),
                quick -> object(),
                promote -> object("require_tag_commit", promote.requireTagCommit()),
                clone -> object("neutralize", clone.neutralize(), "include_filestore", clone.includeFilestore()))));
        return json;
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
