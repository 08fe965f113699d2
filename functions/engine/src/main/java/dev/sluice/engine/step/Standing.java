package dev.sluice.engine.step;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.decision.Decider;
import dev.sluice.domain.decision.Situation;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.EnvironmentStatus;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.rule.Action;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.engine.platform.PlatformClient;
import dev.sluice.engine.platform.Platforms;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Looks at how things stand for a run that wants to be admitted: the rule, its target, and the build to promote. */
@Singleton
public class Standing {
    private final ProjectStore projects;
    private final Platforms platforms;

    public Standing(ProjectStore projects, Platforms platforms) {
        this.projects = projects;
        this.platforms = platforms;
    }

    /** Why the run may not go on, or the build that it is to promote, if it promotes one. */
    record Look(Optional<Reason> stop, Optional<Build> frozen) {
        static Look stop(ReasonCode code, String message) {
            return new Look(Optional.of(new Reason(code, message)), Optional.empty());
        }
    }

    Look look(Run run, RuleState state, Instant at) {
        Optional<Rule> rule = projects.rule(run.project(), run.rule().id());
        Optional<Project> project = projects.project(run.project());
        if (rule.isEmpty() || project.isEmpty()) {
            return Look.stop(ReasonCode.RULE_DISABLED, "The rule was deleted.");
        }
        Optional<Environment> target = environment(run, run.spec().action().target());
        Optional<PlatformClient.State> platform =
                asksPlatform(run.spec()) ? target.map(t -> platforms.of(t).state()) : Optional.empty();
        Situation situation = new Situation(
                at,
                project.get(),
                state,
                target,
                platform.map(PlatformClient.State::status),
                platform.flatMap(PlatformClient.State::build),
                false);
        // The text is the run's own; whether the rule is enabled is asked of the rule as it is now.
        RuleSpec spec = run.spec().withEnabled(rule.get().spec().enabled());
        Rule asked = rule.get().edited(spec, run.createdAt(), rule.get().updatedBy());
        Optional<Reason> stop =
                Decider.decide(asked, run.event(), situation, run.id()).reason();
        return stop.isPresent() ? new Look(stop, Optional.empty()) : frozen(run);
    }

    private Look frozen(Run run) {
        if (!(run.spec().action() instanceof Action.Promote promote)) {
            return new Look(Optional.empty(), Optional.empty());
        }
        if (run.gates().frozen().isPresent()) {
            return checked(run, promote, run.gates().frozen().get());
        }
        Optional<Environment> source = environment(run, promote.from());
        if (source.isEmpty()) {
            return Look.stop(ReasonCode.TARGET_MISSING, "The project has no environment " + promote.from() + ".");
        }
        PlatformClient.State state = platforms.of(source.get()).state();
        if (state.build().isEmpty()) {
            return state.status() == EnvironmentStatus.UNKNOWN
                    ? Look.stop(
                            ReasonCode.PLATFORM_UNAVAILABLE,
                            "The platform of " + promote.from() + " does not say which build runs there.")
                    : Look.stop(ReasonCode.SOURCE_BUILD_MISSING, promote.from() + " runs no build to promote.");
        }
        return checked(run, promote, state.build().get());
    }

    private static Look checked(Run run, Action.Promote promote, Build build) {
        boolean mismatch =
                promote.requireTagCommit() && !build.commit().equals(run.event().commit());
        return mismatch
                ? Look.stop(
                        ReasonCode.SOURCE_COMMIT_MISMATCH,
                        "The build " + build.id() + " in " + promote.from() + " was made from commit " + build.commit()
                                + ", and " + run.event().ref() + " is at "
                                + run.event().commit() + ".")
                : new Look(Optional.empty(), Optional.of(build));
    }

    private Optional<Environment> environment(Run run, EnvironmentId id) {
        return projects.environment(run.project(), id);
    }

    private static boolean asksPlatform(RuleSpec spec) {
        boolean looksAtBuild = spec.action() instanceof Action.Deploy deploy && !deploy.force();
        return looksAtBuild || !spec.conditions().environmentStatuses().isEmpty();
    }
}
