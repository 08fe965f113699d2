package dev.sluice.api.run;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.rule.RuleReferences;
import dev.sluice.domain.RunId;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.ProjectStore.Snapshot;
import dev.sluice.domain.store.RunStore;
import jakarta.enterprise.context.ApplicationScoped;

/** What must hold before a run is touched: that it is there, and that this person may. */
@ApplicationScoped
class RunDesk {
    private final ProjectStore projects;
    private final RunStore runs;

    RunDesk(ProjectStore projects, RunStore runs) {
        this.projects = projects;
        this.runs = runs;
    }

    /** The member's run; 404 where there is none, 403 where it needs more than this person's role. */
    Run touched(Member member, RunId id) {
        Run run = Inputs.found(runs.run(member.project(), id));
        requireMayTouch(member, run.spec(), project(member));
        return run;
    }

    Snapshot project(Member member) {
        return Inputs.found(projects.snapshot(member.project()));
    }

    RuleState state(Run run) {
        return projects.ruleState(run.project(), run.rule().id());
    }

    static void requireMayTouch(Member member, RuleSpec spec, Snapshot now) {
        if (RuleReferences.touchesProduction(spec, now.environments())) {
            Access.requireRole(member, Role.ADMIN, "A run whose source or target is a production environment");
        }
    }
}
