package dev.sluice.domain.run;

import static dev.sluice.domain.run.RunStatus.CANCELLED;
import static dev.sluice.domain.run.RunStatus.EXPIRED;
import static dev.sluice.domain.run.RunStatus.FAILED;
import static dev.sluice.domain.run.RunStatus.PENDING_APPROVAL;
import static dev.sluice.domain.run.RunStatus.QUEUED;
import static dev.sluice.domain.run.RunStatus.REJECTED;
import static dev.sluice.domain.run.RunStatus.RUNNING;
import static dev.sluice.domain.run.RunStatus.SKIPPED;
import static dev.sluice.domain.run.RunStatus.SUCCEEDED;
import static dev.sluice.domain.run.RunStatus.SUPERSEDED;
import static dev.sluice.domain.run.RunStatus.WAITING;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The run's states and the moves between them. A move that is not listed does not exist; end states have none. */
public final class RunLifecycle {
    private static final Map<RunStatus, Map<RunInput, RunStatus>> MOVES = new EnumMap<>(RunStatus.class);

    static {
        MOVES.put(
                QUEUED,
                Map.of(
                        RunInput.HOLD, WAITING,
                        RunInput.ASK_APPROVAL, PENDING_APPROVAL,
                        RunInput.START, RUNNING,
                        RunInput.FAIL, FAILED,
                        RunInput.SKIP, SKIPPED,
                        RunInput.CANCEL, CANCELLED,
                        RunInput.SUPERSEDE, SUPERSEDED));
        MOVES.put(
                WAITING,
                Map.of(
                        RunInput.RESUME, QUEUED,
                        RunInput.FAIL, FAILED,
                        RunInput.SKIP, SKIPPED,
                        RunInput.CANCEL, CANCELLED,
                        RunInput.SUPERSEDE, SUPERSEDED));
        MOVES.put(
                PENDING_APPROVAL,
                Map.of(
                        RunInput.APPROVE, QUEUED,
                        RunInput.REJECT, REJECTED,
                        RunInput.EXPIRE, EXPIRED,
                        RunInput.FAIL, FAILED,
                        RunInput.CANCEL, CANCELLED,
                        RunInput.SUPERSEDE, SUPERSEDED));
        MOVES.put(RUNNING, Map.of(RunInput.SUCCEED, SUCCEEDED, RunInput.FAIL, FAILED, RunInput.CANCEL, CANCELLED));
    }

    private RunLifecycle() {}

    /** The state that this input leads to; empty where it has no effect in this state. */
    public static Optional<RunStatus> next(RunStatus from, RunInput input) {
        return Optional.ofNullable(MOVES.getOrDefault(from, Map.of()).get(input));
    }
}
