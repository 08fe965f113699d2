package dev.sluice.api.rule;

import dev.sluice.api.http.Json;
import dev.sluice.domain.RunId;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleFormat;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunFormat;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A rule as this API shows it: its id, its text, and beside it what its runs left behind and the newest of them. */
final class RuleJson {
    private RuleJson() {}

    static Map<String, Object> of(Rule rule, RuleState state, Optional<Run> newest, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", rule.id().value());
        json.putAll(RuleFormat.format(rule.spec()));
        json.put("version", rule.version());
        json.put("created_at", rule.createdAt().toString());
        json.put("updated_at", rule.updatedAt().toString());
        json.put("updated_by", rule.updatedBy());
        json.put("state", state(rule, state, newest, now));
        return json;
    }

    private static Map<String, Object> state(Rule rule, RuleState state, Optional<Run> newest, Instant now) {
        return Json.object(
                "breaker",
                Json.object(
                        "failures", state.failures(),
                        "max", rule.spec().maxConsecutiveFailures(),
                        "open", state.tripped().isPresent(),
                        "reason", state.tripped().map(RuleState.Trip::reason),
                        "tripped_at", state.tripped().map(RuleState.Trip::at)),
                "cooldown_until",
                state.claim().map(RuleState.Claim::until).filter(now::isBefore),
                "waiting_run_id",
                state.waiting().map(RunId::value),
                "last_run",
                newest.map(RuleJson::run));
    }

    private static Map<String, Object> run(Run run) {
        return Json.object(
                "id", run.id().value(),
                "status", run.status(),
                "reason", run.reason().map(RunFormat::reason),
                "created_at", run.createdAt(),
                "finished_at", run.finishedAt(),
                "commit", Json.textOrNull(run.event().commit()),
                "actor", run.event().actor());
    }
}
