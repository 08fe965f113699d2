package dev.sluice.api.rule;

import dev.sluice.api.http.Problem;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.FieldError;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleChecks;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.store.ProjectStore.Snapshot;
import dev.sluice.domain.store.Write;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How a project's rules hang on its environments and repositories, and what keeps a change from tearing that. */
public final class RuleReferences {
    private RuleReferences() {}

    /**
     * Part of every commit that changes a rule's text, an environment or the project: of two changes that were checked
     * against the same reading only one can be done, so that each is checked against the other.
     */
    public static Write lock(Snapshot now) {
        return Write.save(now.project());
    }

    /** "Name (id)" of each rule whose source or target this is. */
    public static List<String> naming(Snapshot now, EnvironmentId environment) {
        return now.rules().stream()
                .filter(r -> names(r.spec(), environment))
                .map(RuleReferences::label)
                .toList();
    }

    /** Ends the request with 409 where a rule that is right now would be wrong with this project and these environments. */
    public static void refuseIfBroken(Snapshot now, Project project, Map<EnvironmentId, Environment> environments) {
        List<String> broken = now.rules().stream()
                .filter(r -> !wrongFields(r.spec(), now.project(), now.environments())
                        .containsAll(wrongFields(r.spec(), project, environments)))
                .map(r -> label(r) + ": "
                        + RuleChecks.check(r.spec(), project, environments).stream()
                                .map(e -> e.field() + ": " + e.message())
                                .collect(Collectors.joining(" ")))
                .toList();
        if (!broken.isEmpty()) {
            throw Problem.conflict("rules_would_break", "Change these rules first. " + String.join(" ", broken))
                    .refused();
        }
    }

    /** Whether the rule's source or target is a production environment. */
    public static boolean touchesProduction(RuleSpec spec, Map<EnvironmentId, Environment> environments) {
        return environments.values().stream().filter(Environment::isProduction).anyMatch(e -> names(spec, e.id()));
    }

    private static boolean names(RuleSpec spec, EnvironmentId environment) {
        return spec.action().target().equals(environment)
                || spec.action().source().filter(environment::equals).isPresent();
    }

    private static Set<String> wrongFields(
            RuleSpec spec, Project project, Map<EnvironmentId, Environment> environments) {
        return RuleChecks.check(spec, project, environments).stream()
                .map(FieldError::field)
                .collect(Collectors.toSet());
    }

    private static String label(Rule rule) {
        return rule.spec().name() + " (" + rule.id() + ")";
    }
}
