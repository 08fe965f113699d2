package dev.sluice.engine.act;

import dev.sluice.aws.Notice;
import dev.sluice.aws.NoticesQueue;
import dev.sluice.domain.Moments;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.domain.decision.RefHead;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.rule.Cooldown;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.ApprovalBinding;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunInput;
import dev.sluice.domain.run.TimelineEntry;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.DeliveryStore;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The move to {@code running}, written before the platform is called: one transaction that checks again that the breaker
 * is closed, the lane is the run's and the run was not ended meanwhile, and that moves the cooldown forward.
 */
@Singleton
public class Begin {
    private static final int ATTEMPTS = 20;

    private final Reads reads;
    private final Commits commits;
    private final NoticesQueue notices;
    private final Vault vault;
    private final Clock clock;

    public Begin(Reads reads, Commits commits, NoticesQueue notices, Vault vault, Clock clock) {
        this.reads = reads;
        this.notices = notices;
        this.commits = commits;
        this.vault = vault;
        this.clock = clock;
    }

    /** Where it looks. */
    @Singleton
    public record Reads(ProjectStore projects, RunStore runs, DeliveryStore deliveries) {}

    /** What came of it: the action to carry out, or why not. */
    sealed interface Result {
        record Begun(Run run, ActionState action) implements Result {}

        record Stopped(Reason reason) implements Result {}
    }

    Result begin(Run first, Secret token, int sequence) {
        Run run = first;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Instant now = clock.instant();
            Reading reading = read(run);
            Optional<Run> running = run.on(RunInput.START, now, Optional.empty());
            Optional<Reason> miss = reading.miss(run, running).or(() -> tooLate(first, reading.state(), now));
            if (miss.isPresent()) {
                return new Result.Stopped(miss.get());
            }
            Run started = running.orElseThrow()
                    .noted(TimelineEntry.of(
                            now,
                            "started",
                            run.spec().action().type() + " on "
                                    + run.spec().action().target()));
            boolean done = commits.commit(writes(started, reading, action(run, token, sequence, now), now))
                    .done();
            run = reads.runs().run(run.id()).orElseThrow();
            Optional<ActionState> begun = reads.runs().action(run.id());
            if (done) {
                notices.send(new Notice(run.project(), run.id(), "run.started"));
                return new Result.Begun(run, begun.orElseThrow());
            }
            if (begun.isPresent()) {
                // Not "stopped": the token is alive and belongs to the worker that was first.
                throw new IllegalStateException("Another worker started run " + run.id() + ".");
            }
        }
        throw new IllegalStateException("Run " + run.id() + " lost its start against others " + ATTEMPTS + " times.");
    }

    private ActionState action(Run run, Secret token, int sequence, Instant now) {
        return new ActionState(
                run.project(),
                run.id(),
                sequence,
                now.plus(Chain.CLAIM),
                ActionState.Phase.STARTING,
                vault.seal(PendingToken.purpose(run.id()), token),
                Optional.empty(),
                0,
                Optional.empty(),
                now,
                0);
    }

    private Reading read(Run run) {
        boolean approved = run.spec().approval().required();
        return new Reading(
                reads.projects().rule(run.project(), run.rule().id()),
                reads.projects().ruleState(run.project(), run.rule().id()),
                run.spec().action().lanes().stream()
                        .map(environment -> reads.runs().lane(run.project(), environment))
                        .toList(),
                approved ? Optional.of(reads.deliveries().head(run.project(), run.event())) : Optional.empty());
    }

    /** All that the start stands on, written or expected in the very commit of the start. */
    private static List<Write> writes(Run started, Reading reading, ActionState action, Instant now) {
        List<Write> writes =
                new ArrayList<>(List.of(Write.save(started), rule(started, reading.state(), now), Write.save(action)));
        reading.lanes().forEach(lane -> writes.add(Write.save(lane.heldBy(started.id(), now))));
        reading.rule().map(Write::expect).ifPresent(writes::add);
        reading.head().map(Write::expect).ifPresent(writes::add);
        return writes;
    }

    /** How things stand at the start. {@code head}: of the run's ref, where an approval was bound to it. */
    private record Reading(Optional<Rule> rule, RuleState state, List<Lane> lanes, Optional<RefHead> head) {
        Optional<Reason> miss(Run run, Optional<Run> running) {
            if (running.isEmpty()) {
                return Optional.of(new Reason(ReasonCode.CANCELLED, "The run has ended already."));
            }
            if (rule.isEmpty() || !rule.get().spec().enabled()) {
                return Optional.of(new Reason(
                        ReasonCode.RULE_DISABLED,
                        rule.isEmpty()
                                ? "The rule was deleted while this run waited."
                                : "The rule was disabled while this run waited."));
            }
            if (state.tripped().isPresent()) {
                return Optional.of(new Reason(
                        ReasonCode.RULE_DISABLED,
                        "The rule was disabled by its circuit breaker while this run waited: "
                                + state.tripped().get().reason() + "."));
            }
            return lanes.stream()
                    .filter(lane -> !lane.isHeldBy(run.id()))
                    .findFirst()
                    .map(Reading::taken)
                    .or(() -> head.flatMap(h -> ApprovalBinding.moved(run, h)));
        }

        private static Reason taken(Lane lane) {
            String holder = lane.holder().map(h -> h.run().value()).orElse("nobody");
            return new Reason(
                    ReasonCode.LANE_TIMEOUT, "The lane of " + lane.environment() + " is held by " + holder + ".");
        }
    }

    private static Write rule(Run run, RuleState state, Instant now) {
        Cooldown cooldown = run.spec().cooldown();
        RuleState started = state.started(run.id()).notWaitedFor(run.id());
        return Write.save(cooldown.minutes() == 0 ? started : started.claimed(run.id(), now.plus(cooldown.length())));
    }

    /** What other runs of the rule did while this one waited for its lane. */
    private static Optional<Reason> tooLate(Run run, RuleState state, Instant now) {
        Optional<RunId> ahead = state.startedAhead(run.id());
        if (ahead.isPresent()) {
            return Optional.of(new Reason(
                    ReasonCode.SUPERSEDED, "Run " + ahead.get() + " is newer and was started before this one."));
        }
        return state.claimAgainst(run.id(), now)
                .filter(c -> run.spec().cooldown().minutes() > 0)
                .map(c -> new Reason(
                        ReasonCode.COOLDOWN,
                        "Cooling down until " + Moments.clock(c.until(), now) + ", since run " + c.holder()
                                + " was started while this one waited for its environment."));
    }
}
