package dev.sluice.domain.run;

import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.store.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One firing, or one recorded skip, of one rule. {@code spec} is the rule's text of {@code rule.version}. {@code settled}:
 * all that follows from the end was done (lane passed on, notices sent). While it is not, {@code checkAt} says when sweep
 * should look whether the run still moves. {@code pendingToken} outlasts the end until the run is settled, so that whoever
 * settles it can wake an execution that still waits.
 */
public record Run(
        ProjectId project,
        RunId id,
        RuleRef rule,
        RuleSpec spec,
        Event event,
        DeliveryId delivery,
        Optional<Rerun> rerun,
        RunStatus status,
        Optional<Reason> reason,
        Gates gates,
        Optional<PendingToken> pendingToken,
        Optional<Deployment> deployment,
        Optional<String> error,
        List<TimelineEntry> timeline,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Instant checkAt,
        boolean settled,
        long revision)
        implements Entity {
    /** How long a run may stand still in one step before sweep looks at it. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    public Run {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(rerun, "rerun");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(gates, "gates");
        Objects.requireNonNull(pendingToken, "pendingToken");
        Objects.requireNonNull(deployment, "deployment");
        Objects.requireNonNull(error, "error");
        timeline = List.copyOf(timeline);
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(finishedAt, "finishedAt");
        Objects.requireNonNull(checkAt, "checkAt");
    }

    /** The run after this input at this time, or empty where the life cycle has no such move: then nothing changes. */
    public Optional<Run> on(RunInput input, Instant at, Optional<Reason> why) {
        return RunLifecycle.next(status, input).map(next -> edit().status(next)
                .reason(why.or(() -> reason))
                .startedAt(next == RunStatus.RUNNING ? Optional.of(at) : startedAt)
                .finishedAt(next.isFinal() ? Optional.of(at) : finishedAt)
                .checkAt(at.plus(PATIENCE))
                .build());
    }

    /** A run that has just been made, in its first state. */
    public static Run created(ProjectId project, RunId id, RuleRef rule, RuleSpec spec, Origin origin) {
        Instant at = origin.receivedAt();
        return new Run(
                project,
                id,
                rule,
                spec,
                origin.event(),
                origin.delivery(),
                origin.rerun(),
                RunStatus.QUEUED,
                Optional.empty(),
                Gates.none().withFrozen(origin.rerun().flatMap(Rerun::frozen)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(TimelineEntry.of(at, "received", "")),
                at,
                Optional.empty(),
                Optional.empty(),
                at.plus(PATIENCE),
                false,
                0);
    }

    /** What a run came from. */
    public record Origin(Event event, DeliveryId delivery, Optional<Rerun> rerun, Instant receivedAt) {}

    public Run noted(TimelineEntry entry) {
        return edit().timeline(
                        Stream.concat(timeline.stream(), Stream.of(entry)).toList())
                .build();
    }

    /** Whether this run is for a newer state than the other: by the chain of commits where it says, else by arrival. */
    public boolean isNewerThan(Run other) {
        if (event.precedes(other.event())) {
            return false;
        }
        return other.event().precedes(event) || id.compareTo(other.id()) > 0;
    }

    /** When sweep should look at the run again, if nothing happens to it until then. */
    public Instant nextLook(Instant now) {
        Optional<Instant> end =
                switch (status) {
                    case WAITING -> gates.heldUntil().map(until -> until.plus(PATIENCE));
                    case PENDING_APPROVAL ->
                        gates.approval().map(a -> a.reminded() ? a.expiresAt().plus(PATIENCE) : a.remindAt());
                    default -> Optional.empty();
                };
        return end.filter(now::isBefore).orElseGet(() -> now.plus(PATIENCE));
    }

    /**
     * This run as the one that was not chosen, because a newer one of its rule was; empty where it has acted or ended already.
     */
    public Optional<Run> superseded(RunId newer, Instant at) {
        Reason why = new Reason(ReasonCode.SUPERSEDED, "Not chosen: run " + newer + " of the same rule is newer.");
        return on(RunInput.SUPERSEDE, at, Optional.of(why)).map(ended -> ended.edit()
                .gates(gates.supersededBy(newer))
                .build()
                .noted(TimelineEntry.of(at, "superseded", why.message())));
    }

    /** Milliseconds from the action's start to the end; empty for a run whose action never started or still runs. */
    public Optional<Long> durationMs() {
        return startedAt.flatMap(s -> finishedAt.map(f -> Duration.between(s, f).toMillis()));
    }

    public RunEdit edit() {
        return new RunEdit(this);
    }
}
