package dev.sluice.domain.rule;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.Fields;
import dev.sluice.domain.Names;
import dev.sluice.domain.Parsed;
import dev.sluice.domain.project.EnvironmentStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a rule from its JSON (parsed to maps, lists and scalars) and checks all that can be said without the project;
 * {@link RuleChecks} says the rest. What is absent gets the documented default. Every error names its field.
 */
public final class RuleParser {
    private static final int MAX_PATTERNS = 50;
    private static final int MAX_PATTERN = 255;
    private static final int MAX_FAILURES = 100;

    private final Fields fields;

    private RuleParser(Fields fields) {
        this.fields = fields;
    }

    public static Parsed<RuleSpec> parse(Map<String, ?> json) {
        Fields fields = Fields.of(json);
        Optional<RuleSpec> spec = new RuleParser(fields).spec();
        if (!fields.errors().isEmpty() || spec.isEmpty()) {
            return new Parsed.Bad<>(fields.errors());
        }
        return new Parsed.Ok<>(spec.orElseThrow());
    }

    private Optional<RuleSpec> spec() {
        String name = fields.requiredText("name", 100);
        boolean enabled = fields.bool("enabled", true);
        Optional<String> repository = fields.text("repository", 200);
        fields.missing("trigger", "Required: an object with a type, one of push, tag_push, pr_open, pr_merge, manual.");
        fields.missing("action", "Required: an object with a type, one of deploy, quick_update, promote, clone.");
        Optional<Trigger> trigger = trigger();
        Conditions conditions = conditions();
        Cooldown cooldown = cooldown();
        ApprovalGate approval = approval();
        Optional<Action> action = action();
        Fields breaker = fields.object("circuit_breaker");
        int failures = breaker.integer("max_consecutive_failures", 0, MAX_FAILURES, 0);
        breaker.end();
        fields.end();
        if (trigger.isEmpty() || action.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RuleSpec(
                name, enabled, repository, trigger.get(), conditions, cooldown, approval, action.get(), failures));
    }

    private Optional<Trigger> trigger() {
        if (!fields.has("trigger")) {
            return Optional.empty();
        }
        Fields trigger = fields.object("trigger");
        Optional<Trigger> read = trigger.required("type", TriggerType.class).map(type -> switch (type) {
            case PUSH -> new Trigger.Push(branches(trigger));
            case TAG_PUSH -> new Trigger.TagPush(trigger.requiredText("tag_pattern", MAX_PATTERN));
            case PR_OPEN ->
                new Trigger.PrOpen(
                        patterns(trigger, "target_branch_patterns"), patterns(trigger, "source_branch_patterns"));
            case PR_MERGE -> new Trigger.PrMerge(patterns(trigger, "target_branch_patterns"));
            case MANUAL -> new Trigger.Manual();
        });
        if (read.isPresent()) {
            trigger.end();
        }
        return read;
    }

    private static List<String> branches(Fields trigger) {
        trigger.missing("branch_patterns", "Required: a list of branch patterns such as [\"main\"].");
        List<String> patterns = patterns(trigger, "branch_patterns");
        if (!trigger.isFaulty("branch_patterns") && patterns.stream().allMatch(p -> p.startsWith("!"))) {
            trigger.error(
                    "branch_patterns",
                    "At least one pattern that does not start with \"!\", such as \"main\" or \"*\".");
        }
        return patterns;
    }

    private static List<String> patterns(Fields in, String name) {
        return in.texts(name, MAX_PATTERNS, MAX_PATTERN);
    }

    private Conditions conditions() {
        Fields conditions = fields.object("conditions");
        List<EnvironmentStatus> statuses = new ArrayList<>();
        for (String status : conditions.texts("environment_statuses", EnvironmentStatus.values().length, 20)) {
            Optional<EnvironmentStatus> known = List.of(EnvironmentStatus.values()).stream()
                    .filter(s -> Fields.wire(s).equals(status))
                    .findFirst();
            known.ifPresentOrElse(
                    statuses::add,
                    () -> conditions.error(
                            "environment_statuses", "A list of running, deploying, stopped, failed, unknown."));
        }
        Conditions read = new Conditions(
                patterns(conditions, "paths"),
                patterns(conditions, "paths_ignore"),
                conditions.oneOf("on_unknown_paths", Conditions.OnUnknownPaths.class, Conditions.OnUnknownPaths.FIRE),
                statuses,
                conditions.bool("allow_forks", false));
        conditions.end();
        return read;
    }

    private Cooldown cooldown() {
        Fields cooldown = fields.object("cooldown");
        Cooldown read = new Cooldown(
                cooldown.integer("minutes", 0, Cooldown.MAX_MINUTES, 0),
                cooldown.oneOf("mode", Cooldown.Mode.class, Cooldown.Mode.SKIP));
        cooldown.end();
        return read;
    }

    private ApprovalGate approval() {
        Fields approval = fields.object("approval");
        ApprovalGate read = new ApprovalGate(
                approval.bool("required", false),
                approval.integer("expires_in_minutes", 1, ApprovalGate.MAX_MINUTES, ApprovalGate.DEFAULT_MINUTES),
                approval.bool("prevent_self_approval", false));
        approval.end();
        return read;
    }

    private Optional<Action> action() {
        if (!fields.has("action")) {
            return Optional.empty();
        }
        Fields action = fields.object("action");
        Optional<ActionType> type = action.required("type", ActionType.class);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Optional<EnvironmentId> target = environment(action, "target_environment");
        Optional<Action> read =
                switch (type.get()) {
                    case DEPLOY -> {
                        boolean force = action.bool("force", true);
                        yield target.map(t -> new Action.Deploy(t, force));
                    }
                    case QUICK_UPDATE -> target.map(Action.QuickUpdate::new);
                    case PROMOTE -> {
                        Optional<EnvironmentId> from = source(action, target);
                        boolean tag = action.bool("require_tag_commit", true);
                        yield from.flatMap(f -> target.map(t -> new Action.Promote(f, t, tag)));
                    }
                    case CLONE -> {
                        Optional<EnvironmentId> from = source(action, target);
                        boolean neutralize = action.bool("neutralize", true);
                        boolean filestore = action.bool("include_filestore", false);
                        yield from.flatMap(f -> target.map(t -> new Action.Clone(f, t, neutralize, filestore)));
                    }
                };
        action.end();
        return read;
    }

    private static Optional<EnvironmentId> source(Fields action, Optional<EnvironmentId> target) {
        Optional<EnvironmentId> source = environment(action, "source_environment");
        if (source.isPresent() && source.equals(target)) {
            action.error("source_environment", "Another environment than the target.");
        }
        return source;
    }

    private static Optional<EnvironmentId> environment(Fields action, String name) {
        String id = action.requiredText(name, 40);
        if (Names.isSlug(id)) {
            return Optional.of(new EnvironmentId(id));
        }
        if (!id.isEmpty()) {
            action.error(name, "An environment's id: 1 to 40 lower-case letters, digits and inner hyphens.");
        }
        return Optional.empty();
    }

    private enum TriggerType {
        PUSH,
        TAG_PUSH,
        PR_OPEN,
        PR_MERGE,
        MANUAL
    }

    private enum ActionType {
        DEPLOY,
        QUICK_UPDATE,
        PROMOTE,
        CLONE
    }
}
