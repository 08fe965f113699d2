package dev.sluice.api.run;

import dev.sluice.api.http.Json;
import dev.sluice.domain.RunId;
import dev.sluice.domain.decision.Check;
import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.run.RunFormat;
import dev.sluice.domain.store.DeliveryStore.Decided;
import java.util.Map;

/** A delivery as this API shows it; alone, it also has what each rule made of it. */
final class DeliveryFormat {
    private DeliveryFormat() {}

    /** Without changed paths, of which there may be thousands. */
    static Map<String, Object> summary(Delivery delivery) {
        return json(delivery, false);
    }

    static Map<String, Object> json(Decided decided) {
        Map<String, Object> json = json(decided.delivery(), true);
        json.put(
                "decisions",
                decided.decisions().stream().map(DeliveryFormat::decision).toList());
        return json;
    }

    private static Map<String, Object> json(Delivery delivery, boolean paths) {
        return Json.object(
                "id", delivery.id().value(),
                "key", delivery.key(),
                "provider", delivery.provider(),
                "type", delivery.type(),
                "received_at", delivery.receivedAt(),
                "ignored", delivery.ignored(),
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
                "reason", record.decision().reason().map(RunFormat::reason),
                "checks",
                        record.decision().checks().stream()
                                .map(DeliveryFormat::check)
                                .toList(),
                "run_id", record.run().map(RunId::value),
                "repeated", record.repeated());
    }

    private static Map<String, Object> check(Check check) {
        return Json.object(
                "name", check.name(),
                "wanted", check.wanted(),
                "seen", check.seen(),
                "passed", check.passed(),
                "hint", Json.textOrNull(check.hint()));
    }
}
