package dev.sluice.engine.step;

import dev.sluice.domain.run.ActionOutcome;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunInput;
import dev.sluice.domain.run.RunStatus;
import java.util.Optional;

/** What a run that is not final yet ends as. What the table says of the action goes before what the machine says. */
record Outcome(RunInput input, Optional<Reason> reason) {
    static Outcome of(Run run, Ending ending, Optional<ActionOutcome> action) {
        if (action.isPresent() && run.status() == RunStatus.RUNNING) {
            return action.get()
                    .failure()
                    .map(Outcome::failed)
                    .orElseGet(() -> new Outcome(RunInput.SUCCEED, Optional.empty()));
        }
        return ending.stop().map(r -> stopped(run, r)).orElseGet(() -> interrupted(run, ending));
    }

    private static Outcome failed(Reason reason) {
        RunInput input = reason.code() == ReasonCode.CANCELLED ? RunInput.CANCEL : RunInput.FAIL;
        return new Outcome(input, Optional.of(reason));
    }

    private static Outcome stopped(Run run, Reason reason) {
        RunInput input =
                switch (reason.code()) {
                    case COOLDOWN,
                            PATH_FILTER,
                            ENVIRONMENT_STATUS,
                            RULE_DISABLED,
                            ALREADY_DEPLOYED,
                            FORK_NOT_ALLOWED,
                            SOURCE_COMMIT_MISMATCH -> RunInput.SKIP;
                    case SUPERSEDED -> RunInput.SUPERSEDE;
                    case CANCELLED -> RunInput.CANCEL;
                    default -> RunInput.FAIL;
                };
        boolean started = run.status() == RunStatus.RUNNING;
        return new Outcome(started && input != RunInput.CANCEL ? RunInput.FAIL : input, Optional.of(reason));
    }

    private static Outcome interrupted(Run run, Ending ending) {
        String name = ending.error().orElse("");
        boolean timeout = name.equals("States.Timeout") || name.equals("States.HeartbeatTimeout");
        if (run.status() == RunStatus.RUNNING) {
            return timeout
                    ? failed(new Reason(
                            ReasonCode.ACTION_TIMEOUT,
                            "The action did not end in time; the deployment may still be running."))
                    : failed(new Reason(ReasonCode.INTERNAL_ERROR, lost(name, ending.cause())));
        }
        return timeout
                ? failed(new Reason(
                        ReasonCode.LANE_TIMEOUT,
                        "Other runs held " + run.spec().action().target() + " for longer than a run may wait."))
                : failed(new Reason(ReasonCode.INTERNAL_ERROR, lost(name, ending.cause())));
    }

    private static String lost(String name, String cause) {
        if (name.isEmpty()) {
            return "The run's execution ended before its action did.";
        }
        return "The run's execution failed: " + name + (cause.isEmpty() ? "." : " (" + cut(cause) + ").");
    }

    private static String cut(String cause) {
        return cause.length() <= 500 ? cause : cause.substring(0, 500) + "…";
    }
}
