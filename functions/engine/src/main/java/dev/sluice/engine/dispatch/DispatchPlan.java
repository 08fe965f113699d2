package dev.sluice.engine.dispatch;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Sha256;
import dev.sluice.domain.decision.Decider;
import dev.sluice.domain.decision.Decision;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.decision.RefHead;
import dev.sluice.domain.decision.Retold;
import dev.sluice.domain.decision.Situation;
import dev.sluice.domain.decision.Verdict;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.run.RuleRef;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunIds;
import dev.sluice.domain.run.RunInput;
import dev.sluice.domain.run.TimelineEntry;
import dev.sluice.domain.store.DeliveryStore;
import dev.sluice.domain.store.Entity;
import dev.sluice.domain.store.ProjectStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a delivery, or one event of it, leads to: everything to store, and the runs to start. Pure: made from what was read,
 * it changes nothing.
 */
final class DispatchPlan {
    /** As many writes as one commit takes. */
    static final int MAX_TOGETHER = 100;

    private final ProjectStore.Snapshot snapshot;
    private final Delivery delivery;
    private final DeliveryStore.Known known;
    private final Taken taken;

    private final Map<String, RefHead> heads = new HashMap<>();
    private final Map<String, EventClaim> contents = new HashMap<>();
    private final Map<String, Entity> writes = new LinkedHashMap<>();
    private final List<DecisionRecord> decisions = new ArrayList<>();
    private final List<RunId> starts = new ArrayList<>();
    private final List<RunId> skips = new ArrayList<>();

    /** What was read. {@code taken}: the claims of events that are known to be taken by now, by their key. */
    record Basis(ProjectStore.Snapshot snapshot, Delivery delivery, DeliveryStore.Known known, Taken taken) {}

    private DispatchPlan(Basis basis) {
        this.snapshot = basis.snapshot();
        this.delivery = basis.delivery();
        this.known = basis.known();
        this.taken = basis.taken();
    }

    /** The delivery with all its events, to be stored at once where that {@link #fits}. */
    static DispatchPlan whole(Basis basis) {
        DispatchPlan plan = new DispatchPlan(basis);
        plan.putDelivery();
        for (int i = 0; i < plan.delivery.events().size(); i++) {
            plan.addEvent(i);
        }
        return plan;
    }

    /** The delivery alone, whose events follow one by one. */
    static DispatchPlan opening(Basis basis) {
        DispatchPlan plan = new DispatchPlan(basis);
        plan.putDelivery();
        plan.put(Progress.none(plan.delivery).claim());
        return plan;
    }

    /** The next event of a delivery that is stored already. */
    static DispatchPlan next(Basis basis, Progress progress) {
        DispatchPlan plan = new DispatchPlan(basis);
        plan.put(progress.next().claim());
        plan.addEvent(progress.events());
        return plan;
    }

    boolean fits() {
        return writes.size() + decisions.size() <= MAX_TOGETHER;
    }

    /** What goes into one commit: the claims, the delivery, heads and runs, and as many decisions as there is room for. */
    List<Entity> together() {
        List<Entity> together = new ArrayList<>(writes.values());
        together.addAll(decisions.subList(0, room()));
        return together;
    }

    /** The other decisions, to be stored before. Those that led to a run are the last to be put here. */
    List<DecisionRecord> apart() {
        return List.copyOf(decisions.subList(room(), decisions.size()));
    }

    /** Runs whose execution is to be started once the plan is stored. */
    List<RunId> starts() {
        return List.copyOf(starts);
    }

    /** Runs that are recorded as skipped. */
    List<RunId> skips() {
        return List.copyOf(skips);
    }

    private int room() {
        return Math.max(0, Math.min(decisions.size(), MAX_TOGETHER - writes.size()));
    }

    private void putDelivery() {
        put(claim(
                EventClaim.Kind.DELIVERY,
                DeliveryStore.deliveryClaimKey(delivery),
                delivery.id().value()));
        writes.put("delivery", delivery);
    }

    private void addEvent(int index) {
        Event event = delivery.events().get(index);
        Told told = event.rule().isPresent() ? Told.once(delivery.id().value()) : told(event);
        for (Rule rule : snapshot.rules()) {
            addDecision(index, event, rule, told);
        }
        decisions.sort(Comparator.comparing(decision -> decision.run().isEmpty()));
    }

    /** Moves the ref's head, claims the content, and says under which key the event is one event. */
    private Told told(Event event) {
        RefHead now = known.head(project(), event);
        String at = DeliveryStore.headKey(now);
        RefHead head = heads.getOrDefault(at, now);
        String contentKey = DeliveryStore.contentClaimKey(event);
        Optional<EventClaim> content = known.content(event).or(() -> Optional.ofNullable(contents.get(contentKey)));
        RefHead.Step step = head.step(event, content.isPresent());
        if (step.order() == RefHead.Order.REPEAT || delivery.redelivery().isPresent()) {
            // what a person has told again is news to rules at most, never to the ref
            return new Told(head.toldKey(event, content.map(EventClaim::value)), false, head.movedFrom(event));
        }
        String key = step.head().eventKey(event);
        if (step.order() == RefHead.Order.NEW) {
            heads.put(at, step.head());
            writes.put("head " + at, step.head());
        }
        if (content.isEmpty()) {
            EventClaim claim = claim(EventClaim.Kind.CONTENT, contentKey, key);
            contents.put(contentKey, claim);
            put(claim);
        }
        return new Told(key, step.order() == RefHead.Order.LATE, Optional.empty());
    }

    private void addDecision(int index, Event event, Rule rule, Told told) {
        String claimKey = taken.place(claimKey(rule, told.key()));
        String runKey = claimKey.equals(claimKey(rule, told.key())) ? told.key() : claimKey;
        RunId run = RunIds.of(delivery.origin(), rule.id(), runKey);
        Decision decision = Decider.decide(rule, event, situation(rule, told), run);
        RuleRef ref = new RuleRef(rule.id(), rule.spec().name(), rule.version());
        if (decision.verdict() == Verdict.NO_MATCH) {
            decisions.add(record(index, ref, decision, Optional.empty(), false));
            return;
        }
        Optional<RunId> first = taken.run(claimKey);
        boolean twiceHere = writes.containsKey(EventClaim.Kind.EVENT + " " + claimKey);
        decisions.add(record(index, ref, decision, Optional.of(first.orElse(run)), first.isPresent() || twiceHere));
        if (first.isPresent() || twiceHere) {
            return;
        }
        put(claim(EventClaim.Kind.EVENT, claimKey, run.value()));
        writes.put("run " + run, run(run, ref, rule, event, decision));
        (decision.verdict() == Verdict.FIRE ? starts : skips).add(run);
    }

    private Run run(RunId id, RuleRef ref, Rule rule, Event event, Decision decision) {
        Run.Origin origin = new Run.Origin(event, delivery.id(), delivery.rerun(), delivery.receivedAt());
        Run created = Run.created(project(), id, ref, rule.spec(), origin);
        return decision.reason()
                .flatMap(why -> created.on(RunInput.SKIP, delivery.receivedAt(), Optional.of(why)))
                .map(skipped -> skipped.noted(TimelineEntry.of(
                                delivery.receivedAt(),
                                "skipped",
                                skipped.reason().orElseThrow().message()))
                        .edit()
                        .settled()
                        .build())
                .orElse(created);
    }

    private Situation situation(Rule rule, Told told) {
        return new Situation(
                        delivery.receivedAt(),
                        snapshot.project(),
                        snapshot.state(rule.id()),
                        Optional.ofNullable(
                                snapshot.environments().get(rule.spec().action().target())),
                        Optional.empty(),
                        Optional.empty(),
                        told.late())
                .retold(delivery.redelivery()
                        .map(r -> Retold.of(r, rule.spec().action(), snapshot.environments(), told.movedTo())));
    }

    private DecisionRecord record(int index, RuleRef rule, Decision decision, Optional<RunId> run, boolean repeated) {
        return new DecisionRecord(project(), delivery.id(), index, rule, decision, run, repeated, 0);
    }

    private EventClaim claim(EventClaim.Kind kind, String key, String value) {
        return new EventClaim(project(), kind, key, value, 0);
    }

    private void put(EventClaim claim) {
        writes.put(claim.kind() + " " + claim.key(), claim);
    }

    private ProjectId project() {
        return snapshot.project().id();
    }

    private static String claimKey(Rule rule, String eventKey) {
        return Sha256.ofFields(rule.id().value(), eventKey);
    }

    /** {@code movedTo}: the commit that the ref points at, where it is another than the event's. */
    private record Told(String key, boolean late, Optional<String> movedTo) {
        static Told once(String key) {
            return new Told(key, false, Optional.empty());
        }
    }
}
