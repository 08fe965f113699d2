package dev.sluice.api.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules as people send them; the maps may be changed. */
public final class Rules {
    private Rules() {}

    public static Map<String, Object> push(String target) {
        return rule(Map.of("type", "push", "branch_patterns", List.of("main")), action("deploy", target));
    }

    public static Map<String, Object> manual(String type, String target) {
        return rule(Map.of("type", "manual"), action(type, target));
    }

    /** A deploy of each push to main, or of each press, that an Admin has to approve within an hour. */
    public static Map<String, Object> gated(Map<String, Object> trigger, String target, boolean preventSelfApproval) {
        Map<String, Object> rule = rule(trigger, action("deploy", target));
        rule.put("approval", Map.of("required", true, "prevent_self_approval", preventSelfApproval));
        return rule;
    }

    public static Map<String, Object> pushes() {
        return Map.of("type", "push", "branch_patterns", List.of("main"));
    }

    /** Tags promote what the source runs, once an Admin approved. */
    public static Map<String, Object> promotion(String source, String target) {
        Map<String, Object> action = action("promote", target);
        action.put("source_environment", source);
        Map<String, Object> rule = rule(Map.of("type", "tag_push", "tag_pattern", "v*"), action);
        rule.put("name", "Release <b>on tag</b>");
        rule.put("approval", Map.of("required", true));
        return rule;
    }

    public static Map<String, Object> action(String type, String target) {
        return new HashMap<>(Map.of("type", type, "target_environment", target));
    }

    public static Map<String, Object> rule(Map<String, Object> trigger, Map<String, Object> action) {
        return new HashMap<>(Map.of("name", "A rule", "trigger", trigger, "action", action));
    }
}
