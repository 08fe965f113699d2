package dev.sluice.domain.store;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.HookSecret;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a project is made of. Every read is strongly consistent but the lists of a member's projects. */
public interface ProjectStore {
    /** Project, environments, rules and their states in one query; empty where there is no such project. */
    Optional<Snapshot> snapshot(ProjectId project);

    Optional<Project> project(ProjectId project);

    Optional<Environment> environment(ProjectId project, EnvironmentId environment);

    Optional<Rule> rule(ProjectId project, RuleId rule);

    /** A fresh state (revision 0) where none is stored. */
    RuleState ruleState(ProjectId project, RuleId rule);

    Optional<Member> member(ProjectId project, String email);

    /** By e-mail. */
    Page<Member> members(ProjectId project, Page.Request page);

    /** The memberships of one person, by project. */
    Page<Member> memberships(String email, Page.Request page);

    /** One read of one item, under a key of its own kind: all that the webhook function may see. */
    Optional<HookSecret> hookSecret(ProjectId project, Provider provider);

    /** One project as it was read at one moment. Rules in the order of their creation. */
    record Snapshot(
            Project project,
            Map<EnvironmentId, Environment> environments,
            List<Rule> rules,
            Map<RuleId, RuleState> states) {
        public Snapshot {
            environments = Map.copyOf(environments);
            rules = List.copyOf(rules);
            states = Map.copyOf(states);
        }

        public RuleState state(RuleId rule) {
            return states.getOrDefault(rule, RuleState.fresh(project.id(), rule));
        }
    }
}
