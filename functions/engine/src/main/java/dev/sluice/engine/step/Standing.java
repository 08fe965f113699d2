package dev.sluice.engine.step;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.Names;
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

    /** Why the run may not go on; else the commit that it is for, and the build to promote, if it promotes one. */
    record Look(Optional<Reason> stop, String commit, Optional<Build> frozen) {
        static Look stop(ReasonCode code, String message) {
            return stop(new Reason(code, message));
        }

        static Look stop(Reason reason) {
            return new Look(Optional.of(reason), "", Optional.empty());
        }

        static Look go(Run run) {
            return go(run, Optional.empty());
        }

        static Look go(Run run, Optional<Build> frozen) {
            return new Look(Optional.empty(), run.event().commit(), frozen);
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
        return stop.map(Look::stop)
                .orElseGet(() -> run.spec().action() instanceof Action.Promote promote
                        ? frozen(run, promote)
                        : completed(run, target));
    }

    /** Bitbucket tells only the beginning of a pull request's commit; the platform has the repository. */
    private Look completed(Run run, Optional<Environment> target) {
        String told = run.event().commit();
        if (told.isEmpty() || Names.isFullSha(told)) {
            return Look.go(run);
        }
        return target.flatMap(t -> platforms.of(t).resolve(told))
                .map(full -> new Look(Optional.empty(), full, Optional.empty()))
                .orElseGet(() -> Look.stop(
                        ReasonCode.COMMIT_UNKNOWN,
                        "The platform of " + run.spec().action().target() + " cannot say which commit " + told
                                + " is."));
    }

    private Look frozen(Run run, Action.Promote promote) {
        if (run.gates().frozen().isPresent()) {
            return checked(run, promote, run.gates().frozen().get());
        }
        Optional<Environment> source = environment(run, promote.from());
        if (source.isEmpty()) {
            return Look.stop(ReasonCode.TARGET_MISSING, "The project has no environment " + promote.from() + ".");
        }
        PlatformClient.State state = platforms.of(source.get()).state();
        return unproven(promote, state)
                .map(Look::stop)
                .orElseGet(() -> checked(run, promote, state.build().orElseThrow()));
    }

    /** Why what the source says it runs is not to be promoted. */
    private static Optional<Reason> unproven(Action.Promote promote, PlatformClient.State source) {
        EnvironmentId from = promote.from();
        if (source.status() == EnvironmentStatus.DEPLOYING) {
            // A platform may name the new build before it is known to work, and takes it back where it does not.
            return Optional.of(
                    new Reason(
                            ReasonCode.ENVIRONMENT_STATUS,
                            from
                                    + " is deploying, so that the build there is not proven yet: promote it when that has ended."));
        }
        if (source.build().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                source.status() == EnvironmentStatus.UNKNOWN
                        ? new Reason(
                                ReasonCode.PLATFORM_UNAVAILABLE,
                                ("The platform of " + from + " does not say which build runs there. "
                                                + source.trouble())
                                        .strip())
                        : new Reason(ReasonCode.SOURCE_BUILD_MISSING, from + " runs no build to promote."));
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
                : Look.go(run, Optional.of(build));
    }

    private Optional<Environment> environment(Run run, EnvironmentId id) {
        return projects.environment(run.project(), id);
    }

    private static boolean asksPlatform(RuleSpec spec) {
        boolean looksAtBuild = spec.action() instanceof Action.Deploy deploy && !deploy.force();
        return looksAtBuild || !spec.conditions().environmentStatuses().isEmpty();
    }
}
