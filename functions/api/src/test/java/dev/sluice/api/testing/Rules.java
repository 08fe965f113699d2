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

    public static Map<String, Object> action(String type, String target) {
        return new HashMap<>(Map.of("type", type, "target_environment", target));
    }

    public static Map<String, Object> rule(Map<String, Object> trigger, Map<String, Object> action) {
        return new HashMap<>(Map.of("name", "A rule", "trigger", trigger, "action", action));
    }
}
