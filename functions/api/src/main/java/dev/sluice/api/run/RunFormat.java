package dev.sluice.api.run;

import dev.sluice.api.http.Json;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.PullRequest;
import dev.sluice.domain.rule.RuleFormat;
import dev.sluice.domain.run.Deployment;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.RuleRef;
import dev.sluice.domain.run.Run;
import java.util.Map;

/** A run as this API shows it. */
final class RunFormat {
    private RunFormat() {}

    static Map<String, Object> json(Run run) {
        return Json.object(
                "id", run.id().value(),
                "rule", rule(run.rule()),
                "status", run.status(),
                "reason", run.reason().map(RunFormat::reason),
                "trigger", trigger(run),
                "action", RuleFormat.format(run.spec()).get("action"),
                "approval", null, // comes with the approvals
                "deployment", run.deployment().map(RunFormat::deployment),
                "error", run.error(),
                "timeline",
                        run.timeline().stream()
                                .map(t ->
                                        Json.object("at", t.at(), "what", t.what(), "by", t.by(), "detail", t.detail()))
                                .toList(),
                "created_at", run.createdAt(),
                "started_at", run.startedAt(),
                "finished_at", run.finishedAt(),
                "duration_ms", run.durationMs());
    }

    static Map<String, Object> rule(RuleRef rule) {
        return Json.object("id", rule.id().value(), "name", rule.name(), "version", rule.version());
    }

    static Map<String, Object> reason(Reason reason) {
        return Json.object("code", reason.code(), "message", reason.message());
    }

    static Map<String, Object> pullRequest(PullRequest pr) {
        return Json.object(
                "number", pr.number(),
                "title", pr.title(),
                "source_branch", pr.sourceBranch(),
                "source_repository", Json.textOrNull(pr.sourceRepository()),
                "target_branch", pr.targetBranch(),
                "fork", pr.fork());
    }

    private static Map<String, Object> trigger(Run run) {
        Event event = run.event();
        Map<String, Object> json = Json.object("type", event.kind());
        switch (event.kind()) {
            case PUSH -> json.put("branch", event.ref());
            case TAG_PUSH -> json.put("tag", event.ref());
            case PR_OPEN, PR_MERGE ->
                json.put("pr", event.pullRequest().map(RunFormat::pullRequest).orElse(null));
            case MANUAL -> json.put("ref", Json.textOrNull(event.ref()));
        }
        json.put("commit", Json.textOrNull(event.commit()));
        json.put("message", event.message());
        json.put("actor", event.actor());
        json.put("url", Json.textOrNull(event.url()));
        json.put("delivery_id", run.delivery().value());
        return json;
    }

    private static Map<String, Object> deployment(Deployment deployment) {
        return Json.object(
                "id", deployment.id(),
                "url", Json.textOrNull(deployment.url()),
                "build",
                        deployment
                                .build()
                                .map(b -> Json.object(
                                        "id", b.id(), "commit", b.commit(), "digest", Json.textOrNull(b.digest()))),
                "log_url", Json.textOrNull(deployment.logUrl()));
    }
}
