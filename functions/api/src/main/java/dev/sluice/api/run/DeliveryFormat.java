package dev.sluice.api.run;

import dev.sluice.api.http.Json;
import dev.sluice.domain.RunId;
import dev.sluice.domain.decision.Check;
import dev.sluice.domain.decision.Decision;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.Verdict;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.Redelivery;
import dev.sluice.domain.run.RunFormat;
import dev.sluice.domain.store.DeliveryStore.Decided;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A delivery as this API shows it; alone, it also has what each rule made of it. */
public final class DeliveryFormat {
    private DeliveryFormat() {}

    /** Without changed paths, of which there may be thousands, and without the decisions, but with their summary. */
    static Map<String, Object> inList(Delivery delivery, List<DecisionRecord> decisions) {
        Map<String, Object> json = json(delivery, false);
        json.put("summary", summary(decisions));
        return json;
    }

    static Map<String, Object> json(Decided decided) {
        Map<String, Object> json = json(decided.delivery(), true);
        json.put("summary", summary(decided.decisions()));
        json.put(
                "decisions",
                decided.decisions().stream().map(DeliveryFormat::decision).toList());
        return json;
    }

    /** How many rules did what, and the runs that came of it, those of a first telling included. */
    private static Map<String, Object> summary(List<DecisionRecord> decisions) {
        return Json.object(
                "fired", count(decisions, d -> !d.repeated() && d.decision().verdict() == Verdict.FIRE),
                "skipped", count(decisions, d -> !d.repeated() && d.decision().verdict() == Verdict.SKIP),
                "no_match", count(decisions, d -> d.decision().verdict() == Verdict.NO_MATCH),
                "repeated", count(decisions, DecisionRecord::repeated),
                "run_ids",
                        decisions.stream()
                                .flatMap(d -> d.run().stream())
                                .map(RunId::value)
                                .distinct()
                                .toList());
    }

    private static long count(List<DecisionRecord> decisions, Predicate<DecisionRecord> which) {
        return decisions.stream().filter(which).count();
    }

    private static Map<String, Object> json(Delivery delivery, boolean paths) {
        return Json.object(
                "id", delivery.id().value(),
                "key", delivery.key(),
                "provider", delivery.provider(),
                "type", delivery.type(),
                "received_at", delivery.receivedAt(),
                "ignored", delivery.ignored(),
                "redelivery_of", delivery.redelivery().map(r -> r.of().value()),
                "redelivered_by", delivery.redelivery().map(Redelivery::by),
                "events", delivery.events().stream().map(e -> event(e, paths)).toList());
    }

    private static Map<String, Object> event(Event event, boolean paths) {
        Map<String, Object> json = Json.object(
                "kind", event.kind(),
                "repository", event.repository(),
                "ref", Json.textOrNull(event.ref()),
                "before", Json.textOrNull(event.before()),
                "after", Json.textOrNull(event.after()),
                "commit", Json.textOrNull(event.commit()),
                "deleted", event.deleted(),
                "forced", event.forced(),
                "actor", event.actor(),
                "message", event.message(),
                "url", Json.textOrNull(event.url()),
                "pr", event.pullRequest().map(RunFormat::pullRequest),
                "rule_id", event.rule().map(r -> r.value()));
        if (paths) {
            json.put(
                    "changed_paths",
                    Json.object(
                            "paths", event.changedPaths().paths(),
                            "complete", event.changedPaths().complete()));
        }
        return json;
    }

    private static Map<String, Object> decision(DecisionRecord record) {
        return Json.object(
                "event_index", record.eventIndex(),
                "rule", RunFormat.rule(record.rule()),
                "verdict", record.decision().verdict(),
                "reason", reason(record.decision()),
                "checks", checks(record.decision()),
                "run_id", record.run().map(RunId::value),
                "repeated", record.repeated());
    }

    /** Why a skip was one; null for the other verdicts. */
    public static Optional<Map<String, Object>> reason(Decision decision) {
        return decision.reason().map(RunFormat::reason);
    }

    public static List<Map<String, Object>> checks(Decision decision) {
        return decision.checks().stream().map(DeliveryFormat::check).toList();
    }

    private static Map<String, Object> check(Check check) {
        return Json.object(
                "name", check.name(),
                "wanted", check.wanted(),
                "seen", check.seen(),
                "passed", check.passed(),
                "hint", Json.textOrNull(check.hint()),
                "changes",
                        check.changes().map(changes -> changes.stream()
                                .map(c -> Json.object("field", c.field(), "op", c.op(), "value", c.value()))
                                .toList()));
    }
}
