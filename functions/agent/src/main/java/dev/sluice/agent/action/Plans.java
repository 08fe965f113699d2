package dev.sluice.agent.action;

import dev.sluice.agent.build.Filestore;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.database.Replacement;
import dev.sluice.agent.git.CommitId;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.BuildId;
import dev.sluice.agent.task.Digest;
import dev.sluice.agent.task.StepName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The plan for each kind of action. */
final class Plans {

    private Plans() {}

    static Plan of(Attempt attempt) throws IOException {
        Action action = attempt.order().action();
        if (action instanceof Action.Deploy deploy) {
            BuildId build = newBuild(attempt, deploy.commit());
            return made(attempt, build, BuildSteps.of(attempt, deploy.commit(), build));
        } else if (action instanceof Action.QuickUpdate update) {
            BuildId build = newBuild(attempt, update.commit());
            return made(attempt, build, BuildSteps.quick(attempt, update.commit(), build));
        } else if (action instanceof Action.Promote promote) {
            Step origin = new CheckOrigin(attempt, promote);
            return sealed(attempt, promote.build(), Optional.of(promote.digest()), Stream.of(origin));
        } else if (action instanceof Action.Rollback) {
            return rollback(attempt);
        } else if (action instanceof Action.Clone clone) {
            return clone(attempt, clone);
        } else if (action instanceof Action.UndoClone) {
            DataChange change = new DataChange(attempt, Replacement.Kind.KEPT);
            boolean filesToo = change.filestore().filter(Filestore::hasKept).isPresent();
            return new Plan(
                    List.of(new SwapSteps.FindKept(change)), SwapSteps.of(change, filesToo), new SwapBack(change));
        }
        throw new IllegalStateException("no plan for " + action.kind());
    }

    /** The way back for a task that an earlier life of the agent began. */
    static Undo undo(Attempt attempt) {
        Action action = attempt.order().action();
        if (action instanceof Action.Clone) {
            return new SwapBack(new DataChange(attempt, Replacement.Kind.FRESH));
        }
        return action instanceof Action.UndoClone
                ? new SwapBack(new DataChange(attempt, Replacement.Kind.KEPT))
                : new SwitchBack(attempt);
    }

    private static Plan clone(Attempt attempt, Action.Clone clone) throws IOException {
        EnvironmentConfig source = attempt.workshop()
                .serving()
                .find(clone.source())
                .filter(found -> found.site().data().database().isPresent())
                .orElseThrow(() -> new IOException(clone.source() + " has no database in the configuration"));
        DataChange change = new DataChange(attempt, Replacement.Kind.FRESH);
        return new Plan(
                new CloneSteps(attempt, clone, source).all(),
                SwapSteps.of(change, clone.includeFilestore()),
                new SwapBack(change));
    }

    private static BuildId newBuild(Attempt attempt, CommitId commit) {
        return BuildId.of(attempt.order().createdAt(), commit, attempt.order().id());
    }

    private static Plan made(Attempt attempt, BuildId build, List<Step> making) {
        return new Plan(making, SwitchSteps.of(attempt, build), new SwitchBack(attempt));
    }

    /** Nothing is run but {@code activate}. */
    private static Plan sealed(Attempt attempt, BuildId build, Optional<Digest> wanted, Stream<Step> first) {
        Step verify = new VerifyBuild(attempt, StepName.VERIFY, build, wanted);
        Step confirm = new VerifyBuild(attempt, StepName.CONFIRM, build, wanted);
        return new Plan(
                Stream.concat(first, Stream.of(verify)).toList(),
                SwitchSteps.ofSealed(attempt, build, confirm),
                new SwitchBack(attempt));
    }

    /** No other task works on the environment by now, so what is previous stays so. */
    private static Plan rollback(Attempt attempt) throws IOException {
        EnvironmentConfig environment = attempt.environment();
        Optional<BuildId> previous =
                attempt.workshop().serving().state(environment.id()).previous();
        if (previous.isEmpty()) {
            return new Plan(List.of(new NothingBefore(environment)), List.of(), new SwitchBack(attempt));
        }
        return sealed(attempt, previous.get(), Optional.empty(), Stream.empty());
    }

    private record NothingBefore(EnvironmentConfig environment) implements Step {

        @Override
        public StepName name() {
            return StepName.VERIFY;
        }

        @Override
        public StepResult run() {
            return StepResult.failed(
                    "no_previous_build",
                    environment.id() + " has served one build at most, so there is none to go back to");
        }
    }

    /** A promotion takes only what its source has served, and so proven. */
    private record CheckOrigin(Attempt attempt, Action.Promote promote) implements Step {

        @Override
        public StepName name() {
            return StepName.CHECK_ORIGIN;
        }

        @Override
        public StepResult run() throws IOException {
            Optional<EnvironmentConfig> source = attempt.workshop().serving().find(promote.source());
            if (source.isEmpty()) {
                return StepResult.failed(
                        "source_not_found", "this agent has no environment " + promote.source() + " to promote from");
            }
            return attempt.workshop().serving().hasServed(source.get(), promote.build())
                    ? new StepResult.Done()
                    : StepResult.failed(
                            "build_not_served",
                            promote.source() + " does not serve build " + promote.build() + ", and did not before");
        }
    }
}
