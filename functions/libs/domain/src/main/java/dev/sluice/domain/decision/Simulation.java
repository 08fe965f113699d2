package dev.sluice.domain.decision;

import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.rule.Cooldown;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.RunIds;
import dev.sluice.domain.store.ProjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rule would have made of a row of deliveries, decided by the {@link Decider} one after the other at the time of each
 * one's arrival, without any effect. What its runs would have left behind is kept in memory: each that fires is taken to
 * start its action at once, the circuit breaker to be closed, and status and build of the target are not asked for. Refs
 * and repeats are known from these deliveries alone.
 */
public final class Simulation {
    private final Rule rule;
    private final ProjectStore.Snapshot project;
    private final RefWalk refs;
    private final Map<String, Verdict> taken = new HashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private RuleState state;
    private Optional<Waiting> waiting = Optional.empty();

    private Simulation(Rule rule, ProjectStore.Snapshot project) {
        this.rule = rule;
        this.project = project;
        this.refs = new RefWalk(project.project().id());
        this.state = RuleState.fresh(project.project().id(), rule.id());
    }

    /** One outcome for each event, in the order of the deliveries, which come oldest first. */
    public static List<Outcome> run(Rule rule, ProjectStore.Snapshot project, List<Delivery> oldestFirst) {
        Simulation simulation = new Simulation(rule, project);
        for (Delivery delivery : oldestFirst) {
            for (int i = 0; i < delivery.events().size(); i++) {
                simulation.take(delivery, i);
            }
        }
        return List.copyOf(simulation.outcomes);
    }

    /**
     * {@code repeated}: told before, so that it makes no second run. {@code waitsUntil}: it fires, but waits for the end of
     * the cooldown (mode {@code fold}). {@code foldedInto}: a newer event's delivery, whose run takes this one's place there.
     */
    public record Outcome(
            DeliveryId delivery,
            int eventIndex,
            Decision decision,
            boolean repeated,
            Optional<Instant> waitsUntil,
            Optional<DeliveryId> foldedInto) {
        private static Outcome of(Delivery delivery, int index, Decision decision, boolean repeated) {
            return new Outcome(delivery.id(), index, decision, repeated, Optional.empty(), Optional.empty());
        }

        private Outcome waiting(Instant until) {
            return new Outcome(delivery, eventIndex, decision, repeated, Optional.of(until), foldedInto);
        }

        private Outcome folded(DeliveryId into) {
            return new Outcome(delivery, eventIndex, decision, repeated, waitsUntil, Optional.of(into));
        }

        /** Whether an action would have been started. */
        public boolean acts() {
            return decision.verdict() == Verdict.FIRE && !repeated && foldedInto.isEmpty();
        }
    }

    private record Waiting(RunId run, int outcome, Instant until) {}

    private void take(Delivery delivery, int index) {
        Event event = delivery.events().get(index);
        Instant at = delivery.receivedAt();
        startWaiting(at);
        RefWalk.Told told = refs.tell(delivery, event);
        boolean again = delivery.redelivery().isPresent() && taken.get(told.key()) == Verdict.SKIP;
        String key = again ? told.key() + " again " + delivery.id() : told.key();
        RunId run = RunIds.of(delivery.origin(), rule.id(), key);
        Decision decision = Decider.decide(rule, event, situation(delivery, told), run);
        if (decision.verdict() == Verdict.NO_MATCH) {
            outcomes.add(Outcome.of(delivery, index, decision, false));
            return;
        }
        boolean repeated = !again && taken.containsKey(told.key());
        outcomes.add(Outcome.of(delivery, index, decision, repeated));
        if (!repeated) {
            taken.put(told.key(), decision.verdict());
        }
        if (!repeated && decision.verdict() == Verdict.FIRE) {
            fire(delivery, run);
        }
    }

    private Situation situation(Delivery delivery, RefWalk.Told told) {
        return new Situation(
                        delivery.receivedAt(),
                        project.project(),
                        state,
                        Optional.ofNullable(
                                project.environments().get(rule.spec().action().target())),
                        Optional.empty(),
                        Optional.empty(),
                        told.order() == RefHead.Order.LATE)
                .retold(delivery.redelivery()
                        .map(r -> Retold.of(r, rule.spec().action(), project.environments(), told.movedTo())));
    }

    private void fire(Delivery delivery, RunId run) {
        Cooldown cooldown = rule.spec().cooldown();
        Optional<Instant> until = cooldown.minutes() == 0
                ? Optional.empty()
                : state.claimAgainst(run, delivery.receivedAt()).map(RuleState.Claim::until);
        if (until.isEmpty()) {
            start(run, delivery.receivedAt());
            return;
        }
        waiting.ifPresent(older ->
                outcomes.set(older.outcome(), outcomes.get(older.outcome()).folded(delivery.id())));
        int last = outcomes.size() - 1;
        outcomes.set(last, outcomes.get(last).waiting(until.get()));
        waiting = Optional.of(new Waiting(run, last, until.get()));
    }

    /** The run that waits starts when the cooldown ends. */
    private void startWaiting(Instant now) {
        Optional<Waiting> due = waiting.filter(w -> !now.isBefore(w.until()));
        if (due.isPresent()) {
            waiting = Optional.empty();
            start(due.get().run(), due.get().until());
        }
    }

    private void start(RunId run, Instant at) {
        Cooldown cooldown = rule.spec().cooldown();
        RuleState started = state.started(run);
        state = cooldown.minutes() == 0 ? started : started.claimed(run, at.plus(cooldown.length()));
    }
}
