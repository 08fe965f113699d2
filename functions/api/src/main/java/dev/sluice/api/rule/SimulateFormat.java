package dev.sluice.api.rule;

import dev.sluice.api.http.Json;
import dev.sluice.api.run.DeliveryFormat;
import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.Fields;
import dev.sluice.domain.decision.Check;
import dev.sluice.domain.decision.Comparison;
import dev.sluice.domain.decision.Decision;
import dev.sluice.domain.decision.Simulation;
import dev.sluice.domain.decision.Verdict;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a simulation is answered with: counts, what was assumed, and an item for each event, the newest first. */
final class SimulateFormat {
    /** An answer of a Lambda function has at most 6 MB; this much of it may be checks. */
    private static final long MAX_CHECKS = 2_000_000;

    private static final int MESSAGE = 120;

    private final Map<DeliveryId, Delivery> deliveries;
    private final boolean stored;
    private long room;

    /** {@code stored}: whether the deliveries are in the table, so that their ids mean something. */
    SimulateFormat(List<Delivery> deliveries, boolean stored, boolean checks) {
        this.deliveries = deliveries.stream().collect(Collectors.toMap(Delivery::id, Function.identity()));
        this.stored = stored;
        this.room = checks ? MAX_CHECKS : 0;
    }

    Map<String, Object> json(Optional<Rule> standing, List<Comparison> oldestFirst, List<String> assumed) {
        List<Comparison> newestFirst = new ArrayList<>(oldestFirst);
        Collections.reverse(newestFirst);
        return Json.object(
                "compared_with",
                        standing.map(r -> Json.object(
                                "id", r.id().value(),
                                "name", r.spec().name(),
                                "version", r.version())),
                "deliveries", deliveries.size(),
                "counts", counts(oldestFirst),
                "assumed", assumed,
                "items", newestFirst.stream().map(this::item).toList());
    }

    private static Map<String, Object> counts(List<Comparison> all) {
        return Json.object(
                "events", all.size(),
                "fired", count(all, c -> c.now().acts()),
                "folded", count(all, c -> c.now().foldedInto().isPresent()),
                "repeated", count(all, c -> c.now().repeated()),
                "skipped", count(all, c -> is(c, Verdict.SKIP) && !c.now().repeated()),
                "no_match", count(all, c -> is(c, Verdict.NO_MATCH)),
                "changed", count(all, Comparison::differs));
    }

    private static boolean is(Comparison comparison, Verdict verdict) {
        return comparison.now().decision().verdict() == verdict;
    }

    private static long count(List<Comparison> all, Predicate<Comparison> which) {
        return all.stream().filter(which).count();
    }

    private Map<String, Object> item(Comparison comparison) {
        Simulation.Outcome now = comparison.now();
        Delivery delivery = deliveries.get(now.delivery());
        Decision decision = now.decision();
        room -= size(decision.checks());
        return Json.object(
                "delivery_id", stored ? delivery.id().value() : null,
                "event_index", now.eventIndex(),
                "received_at", delivery.receivedAt(),
                "event", event(delivery.events().get(now.eventIndex())),
                "verdict", decision.verdict(),
                "reason", DeliveryFormat.reason(decision),
                "checks", room >= 0 ? DeliveryFormat.checks(decision) : null,
                "repeated", now.repeated(),
                "waits_until", now.waitsUntil(),
                "folded_into", now.foldedInto().map(DeliveryId::value),
                "before", comparison.before().map(SimulateFormat::before),
                "changed", comparison.differs());
    }

    private static Map<String, Object> before(Comparison.Before before) {
        return Json.object(
                "verdict", before.decision().verdict(),
                "reason", DeliveryFormat.reason(before.decision()),
                "recorded", before.recorded(),
                "version", before.version());
    }

    private static Map<String, Object> event(Event event) {
        String line = event.message().lines().findFirst().orElse("");
        return Json.object(
                "kind", Fields.wire(event.kind()),
                "repository", event.repository(),
                "ref", Json.textOrNull(event.ref()),
                "commit", Json.textOrNull(event.commit()),
                "actor", event.actor(),
                "message", line.length() > MESSAGE ? line.substring(0, MESSAGE) + "…" : line);
    }

    private static long size(List<Check> checks) {
        return checks.stream()
                .mapToLong(c -> 150L
                        + c.wanted().length()
                        + c.seen().length()
                        + c.hint().length()
                        + c.changes().map(List::toString).orElse("").length())
                .sum();
    }
}
