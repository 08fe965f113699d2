package dev.sluice.agent.action;

import dev.sluice.agent.build.SealedBuild;
import dev.sluice.agent.build.TreeSeal;
import dev.sluice.agent.config.TimedCommand;
import dev.sluice.agent.git.CommitId;
import dev.sluice.agent.git.GitOutcome;
import dev.sluice.agent.process.Command;
import dev.sluice.agent.task.BuildId;
import dev.sluice.agent.task.StepName;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps that turn a commit into a sealed build. None of them touches what is served. */
final class BuildSteps {

    private BuildSteps() {}

    static List<Step> of(Attempt attempt, CommitId commit, BuildId build) {
        return List.of(
                new Fetch(attempt, commit),
                new Export(attempt, commit),
                new RunBuild(attempt, commit, build),
                new Seal(attempt, commit, build));
    }

    /** The same with the environment's quick command in the place of its build command. */
    static List<Step> quick(Attempt attempt, CommitId commit, BuildId build) {
        return List.of(
                new Fetch(attempt, commit),
                new Export(attempt, commit),
                new RunQuickUpdate(attempt, commit, build),
                new Seal(attempt, commit, build));
    }

    private record Fetch(Attempt attempt, CommitId commit) implements Step {

        @Override
        public StepName name() {
            return StepName.FETCH;
        }

        @Override
        public StepResult run() throws InterruptedException {
            return StepResult.of(attempt.mirror().locate(commit, attempt.means()));
        }
    }

    private record Export(Attempt attempt, CommitId commit) implements Step {

        @Override
        public StepName name() {
            return StepName.EXPORT;
        }

        @Override
        public StepResult run() throws IOException, InterruptedException {
            Files.createDirectories(attempt.tree());
            GitOutcome<CommitId> exported = attempt.mirror()
                    .export(commit, attempt.tree(), attempt.scratch().resolve("index"), attempt.means());
            if (exported instanceof GitOutcome.Value<CommitId>) {
                return faultless(attempt, "the commit cannot be served: ");
            }
            return StepResult.of(exported);
        }
    }

    private record RunBuild(Attempt attempt, CommitId commit, BuildId build) implements Step {

        @Override
        public StepName name() {
            return StepName.BUILD;
        }

        @Override
        public StepResult run() throws InterruptedException {
            Optional<TimedCommand> configured = attempt.environment().commands().build();
            if (configured.isEmpty()) {
                return new StepResult.Skipped();
            }
            EnvironmentCommand command = new EnvironmentCommand(attempt, "build");
            return command.run(
                    configured.get(),
                    attempt.tree(),
                    command.variables(build, commit.value(), attempt.tree()),
                    Command.Leftovers.END);
        }
    }

    /** Without a build command a commit is served as it is; without this one it is not known how to be quick. */
    private record RunQuickUpdate(Attempt attempt, CommitId commit, BuildId build) implements Step {

        @Override
        public StepName name() {
            return StepName.QUICK_UPDATE;
        }

        @Override
        public StepResult run() throws IOException, InterruptedException {
            Optional<TimedCommand> configured = attempt.environment().commands().quickUpdate();
            if (configured.isEmpty()) {
                return StepResult.failed(
                        "not_configured", attempt.environment().id() + " has no quick_update in its configuration");
            }
            EnvironmentCommand command = new EnvironmentCommand(attempt, "quick_update");
            Map<String, String> variables = command.variables(build, commit.value(), attempt.tree());
            attempt.workshop()
                    .serving()
                    .current(attempt.environment())
                    .map(current -> attempt.workshop()
                            .builds()
                            .pathOf(current.build().id())
                            .toString())
                    .ifPresent(folder -> variables.put("SLUICE_CURRENT_BUILD_DIR", folder));
            return command.run(configured.get(), attempt.tree(), variables, Command.Leftovers.END);
        }
    }

    private record Seal(Attempt attempt, CommitId commit, BuildId build) implements Step {

        @Override
        public StepName name() {
            return StepName.SEAL;
        }

        @Override
        public StepResult run() throws IOException {
            StepResult checked = faultless(attempt, "the build cannot be served: ");
            if (!(checked instanceof StepResult.Done)) {
                return checked;
            }
            SealedBuild sealed = attempt.workshop()
                    .builds()
                    .seal(attempt.tree(), build, commit, attempt.environment().id());
            attempt.progress(state -> state.built(sealed.build()));
            attempt.log().remark("sealed build " + build + " " + sealed.build().digest());
            return new StepResult.Done();
        }
    }

    private static StepResult faultless(Attempt attempt, String beginning) throws IOException {
        Optional<String> fault = new TreeSeal(attempt.tree()).fault();
        return fault.isEmpty() ? new StepResult.Done() : StepResult.failed("unsafe_build", beginning + fault.get());
    }
}
