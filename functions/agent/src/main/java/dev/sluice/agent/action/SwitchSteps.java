package dev.sluice.agent.action;

import dev.sluice.agent.build.CurrentLink;
import dev.sluice.agent.build.SealedBuild;
import dev.sluice.agent.build.ServingState;
import dev.sluice.agent.config.HealthCheck;
import dev.sluice.agent.config.TimedCommand;
import dev.sluice.agent.process.Command;
import dev.sluice.agent.task.Build;
import dev.sluice.agent.task.BuildId;
import dev.sluice.agent.task.StepName;
import dev.sluice.agent.task.Switchover;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The steps that make an environment serve a build that is in the store. */
final class SwitchSteps {

    private SwitchSteps() {}

    static List<Step> of(Attempt attempt, BuildId build) {
        return List.of(new Switch(attempt, build), new Activate(attempt, build), new AwaitHealth(attempt, build));
    }

    /** For a build that this task did not make: what is served in the end is looked at once more. */
    static List<Step> ofSealed(Attempt attempt, BuildId build, Step confirm) {
        return List.of(
                new Switch(attempt, build), new Activate(attempt, build), confirm, new AwaitHealth(attempt, build));
    }

    private record Switch(Attempt attempt, BuildId build) implements Step {

        @Override
        public StepName name() {
            return StepName.SWITCH;
        }

        @Override
        public StepResult run() throws IOException {
            CurrentLink link = attempt.workshop().serving().link(attempt.environment());
            if (link.obstacle().isPresent()) {
                return StepResult.failed(
                        "switch_failed",
                        link.obstacle().get() + " is not a link; move it away, the agent keeps its own there");
            }
            Optional<String> from = link.target();
            attempt.progress(state -> state.switching(new Switchover(from, build)));
            link.pointTo(Optional.of(attempt.workshop().builds().pathOf(build).toString()));
            attempt.log().remark("switched to build " + build);
            return new StepResult.Done();
        }
    }

    private record Activate(Attempt attempt, BuildId build) implements Step {

        @Override
        public StepName name() {
            return StepName.ACTIVATE;
        }

        @Override
        public StepResult run() throws IOException, InterruptedException {
            return activate(attempt, describe(attempt, build));
        }
    }

    /** The last step, so that what it writes down is the end of a switch that went well. */
    private record AwaitHealth(Attempt attempt, BuildId build) implements Step {

        @Override
        public StepName name() {
            return StepName.HEALTH;
        }

        @Override
        public StepResult run() throws IOException, InterruptedException {
            StepResult health = health(attempt);
            if (health instanceof StepResult.Done || health instanceof StepResult.Skipped) {
                rememberSuccess();
            }
            return health;
        }

        private void rememberSuccess() throws IOException {
            Switchover switchover = attempt.state().traces().switchover().orElseThrow();
            Optional<BuildId> before =
                    switchover.from().flatMap(attempt.workshop().builds()::idOf);
            ServingState earlier =
                    attempt.workshop().serving().state(attempt.environment().id());
            Optional<BuildId> previous = before.filter(id -> !id.equals(build)).or(earlier::previous);
            attempt.workshop()
                    .serving()
                    .remember(attempt.environment().id(), earlier.served(build, previous, attempt.now()));
        }
    }

    static StepResult activate(Attempt attempt, Build build) throws InterruptedException {
        Optional<TimedCommand> configured = attempt.environment().commands().activate();
        if (configured.isEmpty()) {
            return new StepResult.Skipped();
        }
        EnvironmentCommand command = new EnvironmentCommand(attempt, "activate");
        return command.run(
                configured.get(),
                attempt.environment().site().folder(),
                command.variables(build),
                Command.Leftovers.KEEP);
    }

    static StepResult health(Attempt attempt) throws InterruptedException {
        Optional<HealthCheck> check = attempt.environment().site().health();
        if (check.isEmpty()) {
            return new StepResult.Skipped();
        }
        Optional<String> fault = attempt.workshop().surroundings().health().await(check.get());
        return fault.isEmpty()
                ? new StepResult.Done()
                : StepResult.failed(
                        "health_failed",
                        check.get().url() + " was not healthy within "
                                + check.get().timeout().toSeconds() + " s: " + fault.get());
    }

    private static Build describe(Attempt attempt, BuildId build) throws IOException {
        return attempt.workshop()
                .builds()
                .find(build)
                .map(SealedBuild::build)
                .orElseThrow(() -> new IOException("the build " + build + " is gone"));
    }
}
