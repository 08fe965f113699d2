package dev.sluice.engine.step;

import dev.sluice.domain.RunId;
import dev.sluice.domain.decision.Decider;
import dev.sluice.domain.decision.Decision;
import dev.sluice.domain.decision.Situation;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.rule.Action;
import dev.sluice.domain.rule.Cooldown;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.TimelineEntry;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import dev.sluice.engine.platform.PlatformClient;
import dev.sluice.engine.platform.Platforms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Step {@code admit}: decides once more, with all that could have changed since dispatch, and claims the cooldown. The
 * claim is one conditional write: of two runs admitted together exactly one gets it.
 */
@Singleton
public class Admission {
    private static final int ATTEMPTS = 20;
    private static final String ADMITTED = "admitted";

    private final ProjectStore projects;
    private final RunStore runs;
    private final Commits commits;
    private final Platforms platforms;
    private final Clock clock;

    public Admission(ProjectStore projects, RunStore runs, Commits commits, Platforms platforms, Clock clock) {
        this.projects = projects;
        this.runs = runs;
        this.commits = commits;
        this.platforms = platforms;
        this.clock = clock;
    }

    Admittance admit(RunId id) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Run run = runs.run(id).orElseThrow();
            if (run.status().isFinal()) {
                return Admittance.stop(new Reason(ReasonCode.CANCELLED, "The run has ended already."));
            }
            if (run.timeline().stream().anyMatch(t -> t.what().equals(ADMITTED))) {
                return Admittance.go();
            }
            RuleState state = projects.ruleState(run.project(), run.rule().id());
            Optional<Reason> stop = objection(run, state);
            if (stop.isPresent()) {
                return Admittance.stop(stop.get());
            }
            if (commits.commit(claims(run, state)).done()) {
                return Admittance.go();
            }
        }
        throw new IllegalStateException("Run " + id + " lost its admission against others " + ATTEMPTS + " times.");
    }

    private List<Write> claims(Run run, RuleState state) {
        Instant now = clock.instant();
        Cooldown cooldown = run.spec().cooldown();
        List<Write> writes = new ArrayList<>();
        if (cooldown.minutes() > 0) {
            // From the event's arrival until the action starts; then it is moved forward.
            writes.add(Write.save(state.claimed(run.id(), run.createdAt().plus(cooldown.length()))));
        }
        writes.add(Write.save(
                run.edit().checkAt(now.plus(Run.PATIENCE)).build().noted(TimelineEntry.of(now, ADMITTED, ""))));
        return writes;
    }

    private Optional<Reason> objection(Run run, RuleState state) {
        Optional<Rule> rule = projects.rule(run.project(), run.rule().id());
        Optional<Project> project = projects.project(run.project());
        if (rule.isEmpty() || project.isEmpty()) {
            return Optional.of(new Reason(ReasonCode.RULE_DISABLED, "The rule was deleted."));
        }
        Optional<Reason> unable = notYet(run.spec());
        if (unable.isPresent()) {
            return unable;
        }
        Optional<Environment> target =
                projects.environment(run.project(), run.spec().action().target());
        Optional<PlatformClient.State> platform =
                asksPlatform(run.spec()) ? target.map(t -> platforms.of(t).state()) : Optional.empty();
        Situation situation = new Situation(
                run.createdAt(),
                project.get(),
                state,
                target,
                platform.map(PlatformClient.State::status),
                platform.flatMap(PlatformClient.State::build),
                false);
        // The text is the run's own; whether the rule is enabled is asked of the rule as it is now.
        RuleSpec spec = run.spec().withEnabled(rule.get().spec().enabled());
        Rule asked = rule.get().edited(spec, run.createdAt(), rule.get().updatedBy());
        Decision decision = Decider.decide(asked, run.event(), situation, run.id());
        return decision.reason().or(() -> folded(run, state));
    }

    private static boolean asksPlatform(RuleSpec spec) {
        boolean looksAtBuild = spec.action() instanceof Action.Deploy deploy && !deploy.force();
        return looksAtBuild || !spec.conditions().environmentStatuses().isEmpty();
    }

    /** What rules may say already and no step carries out yet. Such a run ends here and says so; it never acts. */
    private static Optional<Reason> notYet(RuleSpec spec) {
        if (spec.approval().required()) {
            return Optional.of(new Reason(
                    ReasonCode.ACTION_NOT_SUPPORTED,
                    "The rule requires an approval, and this version cannot ask for one yet; nothing was done."));
        }
        if (!(spec.action() instanceof Action.Deploy)) {
            return Optional.of(new Reason(
                    ReasonCode.ACTION_NOT_SUPPORTED,
                    "This version cannot carry out " + spec.action().type() + " yet; nothing was done."));
        }
        return Optional.empty();
    }

    private static Optional<Reason> folded(Run run, RuleState state) {
        return state.claimAgainst(run.id(), run.createdAt())
                .filter(c -> run.spec().cooldown().minutes() > 0)
                .map(c -> new Reason(
                        ReasonCode.COOLDOWN,
                        "Cooling down until " + c.until()
                                + ", and this version cannot wait for that yet (mode fold)."));
    }
}
