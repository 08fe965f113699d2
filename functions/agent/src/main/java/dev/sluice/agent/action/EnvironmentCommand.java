package dev.sluice.agent.action;

import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.config.TimedCommand;
import dev.sluice.agent.process.BaseEnvironment;
import dev.sluice.agent.process.Command;
import dev.sluice.agent.process.CommandOutcome;
import dev.sluice.agent.task.Build;
import dev.sluice.agent.task.BuildId;
import java.nio.file.Path;
import java.util.Map;

/** Runs one of an environment's commands for a task, and says in the task's terms how it ended. */
final class EnvironmentCommand {

    private final Attempt attempt;

    /** {@code build}, {@code quick_update} or {@code activate}: the field of the configuration, and the beginning of error codes. */
    private final String field;

    EnvironmentCommand(Attempt attempt, String field) {
        this.attempt = attempt;
        this.field = field;
    }

    /** Variables that tell a command what it works on. */
    Map<String, String> variables(BuildId build, String commit, Path buildFolder) {
        EnvironmentConfig environment = attempt.environment();
        Map<String, String> variables =
                BaseEnvironment.of(attempt.workshop().surroundings().agentEnvironment());
        variables.putAll(environment.commands().variables());
        variables.put("SLUICE_ACTION", attempt.order().action().kind());
        variables.put("SLUICE_COMMIT", commit);
        variables.put("SLUICE_ENVIRONMENT", environment.id().value());
        variables.put("SLUICE_ENVIRONMENT_KIND", environment.label().kind().text());
        variables.put("SLUICE_BUILD_ID", build.value());
        variables.put("SLUICE_BUILD_DIR", buildFolder.toString());
        variables.put("SLUICE_FOLDER", environment.site().folder().toString());
        return variables;
    }

    Map<String, String> variables(Build build) {
        return variables(
                build.id(), build.commit().value(), attempt.workshop().builds().pathOf(build.id()));
    }

    StepResult run(TimedCommand command, Path folder, Map<String, String> variables, Command.Leftovers leftovers)
            throws InterruptedException {
        attempt.log().remark(field + ": " + command.arguments());
        CommandOutcome outcome = attempt.runner()
                .run(new Command(command.arguments(), folder, variables, command.timeout(), leftovers), attempt.log());
        attempt.log().flushTail();
        return result(outcome);
    }

    private StepResult result(CommandOutcome outcome) {
        if (outcome instanceof CommandOutcome.Exited exited) {
            attempt.log().remark(field + " ended with exit code " + exited.code());
            return exited.code() == 0
                    ? new StepResult.Done()
                    : StepResult.failed(
                            field + "_failed",
                            "the " + field + " command ended with exit code " + exited.code() + "; see the log");
        } else if (outcome instanceof CommandOutcome.TimedOut timedOut) {
            return StepResult.failed(
                    field + "_timeout",
                    "the " + field + " command was ended after its "
                            + timedOut.after().toSeconds() + " s (" + field + "_timeout_seconds)");
        } else if (outcome instanceof CommandOutcome.NotStarted notStarted) {
            return StepResult.failed("command_not_found", field + ": " + notStarted.why());
        }
        return new StepResult.Interrupted();
    }
}
