package dev.sluice.engine.step;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.run.ActionOutcome;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunInput;
import dev.sluice.domain.run.RunStatus;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What a run that is not final yet ends as. What the table says of the action goes before what the machine says. */
record Outcome(RunInput input, Optional<Reason> reason) {
    private static final Logger LOG = Logger.getLogger(Outcome.class);

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
                            TARGET_MISSING,
                            FORK_NOT_ALLOWED,
                            SOURCE_COMMIT_MISMATCH,
                            SOURCE_BUILD_MISSING,
                            REF_MOVED,
                            PRODUCTION_TARGET -> RunInput.SKIP;
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
                    : failed(new Reason(ReasonCode.INTERNAL_ERROR, lost(run, ending)));
        }
        if (timeout
                && reached(run, "entered_lane") == run.spec().action().lanes().size()) {
            return failed(new Reason(ReasonCode.ACTION_TIMEOUT, "The action was not started in time."));
        }
        return timeout && reached(run, "admitted") > 0
                ? failed(new Reason(
                        ReasonCode.LANE_TIMEOUT, "Other runs held " + names(run) + " for longer than a run may wait."))
                : failed(new Reason(ReasonCode.INTERNAL_ERROR, lost(run, ending)));
    }

    private static long reached(Run run, String what) {
        return run.timeline().stream().filter(t -> t.what().equals(what)).count();
    }

    private static String names(Run run) {
        return run.spec().action().lanes().stream().map(EnvironmentId::value).collect(Collectors.joining(" or "));
    }

    /** For people; what broke down, with its cause, is for the log. */
    private static String lost(Run run, Ending ending) {
        LOG.errorf("Run %s lost its execution: %s %s", run.id(), ending.error().orElse("no error"), ending.cause());
        return "The run's execution broke down before the run had ended; the log of this time says why.";
    }
}
