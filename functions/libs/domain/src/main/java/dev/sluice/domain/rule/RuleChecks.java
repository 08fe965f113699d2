package dev.sluice.domain.rule;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.FieldError;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.Platform;
import dev.sluice.domain.project.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with a rule inside its project: references to nothing, and combinations that may never be. */
public final class RuleChecks {
    /** Why a rule with a source is no rule for an environment on oec.sh. */
    public static final String NOT_ON_OEC = "The public API v1 of oec.sh has neither promote nor clone.";

    private RuleChecks() {}

    /** Every error, empty for a rule that may be saved. */
    public static List<FieldError> check(RuleSpec spec, Project project, Map<EnvironmentId, Environment> environments) {
        List<FieldError> errors = new ArrayList<>();
        spec.repository()
                .filter(r -> project.repositories().stream().noneMatch(r::equalsIgnoreCase))
                .ifPresent(r -> errors.add(new FieldError(
                        "repository",
                        "One of the project's repositories: " + String.join(", ", project.repositories()) + ".")));
        if (spec.repository().isEmpty() && project.repositories().size() > 1) {
            errors.add(new FieldError(
                    "repository",
                    "Required, since the project has several: " + String.join(", ", project.repositories()) + "."));
        }
        Action action = spec.action();
        Optional<Environment> target = environment("action.target_environment", action.target(), environments, errors);
        Optional<Environment> source =
                action.source().flatMap(s -> environment("action.source_environment", s, environments, errors));
        checkTarget(spec, target, errors);
        boolean oec = Stream.of(target, source).flatMap(Optional::stream).anyMatch(RuleChecks::isOnOec);
        if (oec && action.source().isPresent()) {
            errors.add(new FieldError("action.type", "deploy or quick_update. " + NOT_ON_OEC));
        }
        return errors;
    }

    /**
     * Whether a source is out of its target's reach. Asked when a rule is saved only: an agent that moves to another address
     * has to be told of environment by environment. On oec.sh there is no such rule at all, which {@link #check} says.
     */
    public static Optional<FieldError> outOfReach(RuleSpec spec, Map<EnvironmentId, Environment> environments) {
        Optional<Environment> source = spec.action().source().flatMap(s -> Optional.ofNullable(environments.get(s)));
        Optional<Environment> target =
                Optional.ofNullable(environments.get(spec.action().target()));
        return target.flatMap(t -> source.filter(
                        s -> !isOnOec(s) && !isOnOec(t) && !s.platform().reaches(t.platform())))
                .map(s -> new FieldError(
                        "action.source_environment",
                        "An environment on the same platform as the target: neither platform reaches the other."));
    }

    private static boolean isOnOec(Environment environment) {
        return environment.platform().type() == Platform.Type.OEC;
    }

    private static void checkTarget(RuleSpec spec, Optional<Environment> target, List<FieldError> errors) {
        boolean production = target.filter(Environment::isProduction).isPresent();
        if (production && spec.action() instanceof Action.Clone) {
            errors.add(new FieldError(
                    "action.target_environment",
                    "Not a production environment: a clone overwrites its target's data."));
        }
        if (production && spec.conditions().allowForks()) {
            errors.add(new FieldError("conditions.allow_forks", "false: a fork never reaches production."));
        }
        boolean needsCommit = spec.action() instanceof Action.Promote p && p.requireTagCommit();
        if (needsCommit && spec.trigger().kind() == EventKind.MANUAL) {
            errors.add(new FieldError(
                    "action.require_tag_commit", "false for a manual rule: there is no tag to compare with."));
        }
    }

    private static Optional<Environment> environment(
            String field, EnvironmentId id, Map<EnvironmentId, Environment> all, List<FieldError> errors) {
        Optional<Environment> found = Optional.ofNullable(all.get(id));
        if (found.isEmpty()) {
            String known = String.join(
                    ", ",
                    all.keySet().stream().map(EnvironmentId::value).sorted().toList());
            errors.add(new FieldError(
                    field,
                    "An environment of this project" + (known.isEmpty() ? "; it has none yet." : ": " + known + ".")));
        }
        return found;
    }
}
