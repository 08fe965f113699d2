package dev.sluice.domain.run;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.store.Entity;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a run's action is on its platform. {@code sequence} is the highest message seen of the polling chain and
 * {@code claimedUntil} the end of the claim on it: a message with a lower number, or with this number while the claim
 * holds, is a double; once the action ended, it is the time of that. {@code refusals} counts failed attempts to reach the platform in a row.
 */
public record ActionState(
        ProjectId project,
        RunId run,
        int sequence,
        Instant claimedUntil,
        Phase phase,
        Sealed token,
        Optional<String> task,
        int refusals,
        Optional<ActionOutcome> outcome,
        Instant startedAt,
        long revision)
        implements Entity {
    public ActionState {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(claimedUntil, "claimedUntil");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(startedAt, "startedAt");
    }

    /** Whether this message of the chain is one to work on now. */
    public boolean accepts(int message, Instant now) {
        return outcome.isEmpty() && (message > sequence || (message == sequence && !now.isBefore(claimedUntil)));
    }

    public ActionState claimed(int message, Instant until) {
        return new ActionState(
                project, run, message, until, phase, token, task, refusals, outcome, startedAt, revision);
    }

    public ActionState withTask(String id) {
        return new ActionState(
                project,
                run,
                sequence,
                claimedUntil,
                Phase.STARTED,
                token,
                Optional.of(id),
                0,
                outcome,
                startedAt,
                revision);
    }

    public ActionState withToken(Sealed renewed) {
        return new ActionState(
                project, run, sequence, claimedUntil, phase, renewed, task, refusals, outcome, startedAt, revision);
    }

    public ActionState withRefusals(int count) {
        return new ActionState(
                project, run, sequence, claimedUntil, phase, token, task, count, outcome, startedAt, revision);
    }

    public ActionState ended(ActionOutcome how, Instant at) {
        return new ActionState(
                project, run, sequence, at, Phase.ENDED, token, task, refusals, Optional.of(how), startedAt, revision);
    }

    /** Whether the platform came to rest only after this time. */
    public boolean endedAfter(Instant time) {
        return phase == Phase.ENDED && claimedUntil.isAfter(time);
    }

    /** {@code STARTING} is written before the platform is called, so that a crash in between is seen. */
    public enum Phase {
        STARTING,
        STARTED,
        ENDED
    }
}
