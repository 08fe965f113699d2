package dev.sluice.domain.run;

import dev.sluice.domain.JsonForm;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.PullRequest;
import dev.sluice.domain.rule.RuleFormat;
import java.util.Map;

/** Writes a run, and the parts of one, as the JSON that the API answers and that webhooks carry. */
public final class RunFormat {
    private RunFormat() {}

    /** Maps, lists, strings, numbers, booleans and nulls, in the order of the documentation. */
    public static Map<String, Object> json(Run run) {
        return JsonForm.object(
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
                                .map(t -> JsonForm.object(
                                        "at", t.at(), "what", t.what(), "by", t.by(), "detail", t.detail()))
                                .toList(),
                "created_at", run.createdAt(),
                "started_at", run.startedAt(),
                "finished_at", run.finishedAt(),
                "duration_ms", run.durationMs());
    }

    public static Map<String, Object> rule(RuleRef rule) {
        return JsonForm.object("id", rule.id().value(), "name", rule.name(), "version", rule.version());
    }

    public static Map<String, Object> reason(Reason reason) {
        return JsonForm.object("code", reason.code(), "message", reason.message());
    }

    public static Map<String, Object> pullRequest(PullRequest pr) {
        return JsonForm.object(
                "number", pr.number(),
                "title", pr.title(),
                "source_branch", pr.sourceBranch(),
                "source_repository", JsonForm.textOrNull(pr.sourceRepository()),
                "target_branch", pr.targetBranch(),
                "fork", pr.fork());
    }

    private static Map<String, Object> trigger(Run run) {
        Event event = run.event();
        Map<String, Object> json = JsonForm.object("type", event.kind());
        switch (event.kind()) {
            case PUSH -> json.put("branch", event.ref());
            case TAG_PUSH -> json.put("tag", event.ref());
            case PR_OPEN, PR_MERGE ->
                json.put("pr", event.pullRequest().map(RunFormat::pullRequest).orElse(null));
            case MANUAL -> json.put("ref", JsonForm.textOrNull(event.ref()));
        }
        json.put("commit", JsonForm.textOrNull(event.commit()));
        json.put("message", event.message());
        json.put("actor", event.actor());
        json.put("url", JsonForm.textOrNull(event.url()));
        json.put("delivery_id", run.delivery().value());
        return json;
    }

    private static Map<String, Object> deployment(Deployment deployment) {
        return JsonForm.object(
                "id", deployment.id(),
                "url", JsonForm.textOrNull(deployment.url()),
                "build",
                        deployment
                                .build()
                                .map(b -> JsonForm.object(
                                        "id", b.id(), "commit", b.commit(), "digest", JsonForm.textOrNull(b.digest()))),
                "log_url", JsonForm.textOrNull(deployment.logUrl()));
    }
}
