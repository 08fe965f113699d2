package dev.sluice.domain.run;

import dev.sluice.domain.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run to be, with some fields other than the one it comes from. Not for more than one thread. */
public final class RunEdit {
    private final Run from;
    private Event event;
    private RunStatus status;
    private Optional<Reason> reason;
    private Gates gates;
    private Optional<PendingToken> pendingToken;
    private Optional<Deployment> deployment;
    private Optional<String> error;
    private List<TimelineEntry> timeline;
    private Optional<Instant> startedAt;
    private Optional<Instant> finishedAt;
    private Instant checkAt;
    private boolean settled;

    RunEdit(Run from) {
        this.from = from;
        this.event = from.event();
        this.status = from.status();
        this.reason = from.reason();
        this.gates = from.gates();
        this.pendingToken = from.pendingToken();
        this.deployment = from.deployment();
        this.error = from.error();
        this.timeline = from.timeline();
        this.startedAt = from.startedAt();
        this.finishedAt = from.finishedAt();
        this.checkAt = from.checkAt();
        this.settled = from.settled();
    }

    /** The same event, with what was learned of it since. */
    public RunEdit event(Event value) {
        event = value;
        return this;
    }

    RunEdit status(RunStatus value) {
        status = value;
        return this;
    }

    RunEdit startedAt(Optional<Instant> value) {
        startedAt = value;
        return this;
    }

    RunEdit finishedAt(Optional<Instant> value) {
        finishedAt = value;
        return this;
    }

    RunEdit timeline(List<TimelineEntry> value) {
        timeline = value;
        return this;
    }

    public RunEdit reason(Optional<Reason> value) {
        reason = value;
        return this;
    }

    public RunEdit gates(Gates value) {
        gates = value;
        return this;
    }

    public RunEdit pendingToken(Optional<PendingToken> value) {
        pendingToken = value;
        return this;
    }

    public RunEdit deployment(Deployment value) {
        deployment = Optional.of(value);
        return this;
    }

    public RunEdit error(Optional<String> value) {
        error = value;
        return this;
    }

    public RunEdit checkAt(Instant value) {
        checkAt = value;
        return this;
    }

    /** Nothing waits with the run's token any more. */
    public RunEdit settled() {
        settled = true;
        pendingToken = Optional.empty();
        return this;
    }

    public Run build() {
        return new Run(
                from.project(),
                from.id(),
                from.rule(),
                from.spec(),
                event,
                from.delivery(),
                from.rerun(),
                status,
                reason,
                gates,
                pendingToken,
                deployment,
                error,
                timeline,
                from.createdAt(),
                startedAt,
                finishedAt,
                checkAt,
                settled,
                from.revision());
    }
}
