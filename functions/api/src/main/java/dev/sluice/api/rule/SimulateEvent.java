package dev.sluice.api.rule;

import dev.sluice.domain.Fields;
import dev.sluice.domain.Parsed;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.event.PullRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an event from the JSON that deliveries show it in. */
final class SimulateEvent {
    private static final int MAX_PATHS = 10_000;
    private static final int TEXT = 1000;
    private static final int MESSAGE = 100_000;

    private SimulateEvent() {}

    static Parsed<Event> parse(Map<?, ?> json) {
        Fields fields = Fields.of(withoutEmpty(json));
        Event event = read(fields);
        return fields.errors().isEmpty() ? new Parsed.Ok<>(event) : new Parsed.Bad<>(fields.errors());
    }

    /** Some texts are empty where they are absent, and a reader of fields takes an empty text for an error. */
    private static Map<String, Object> withoutEmpty(Map<?, ?> json) {
        Map<String, Object> kept = new LinkedHashMap<>();
        json.forEach((name, value) -> {
            if (!"".equals(value)) {
                kept.put(name.toString(), value instanceof Map<?, ?> inner ? withoutEmpty(inner) : value);
            }
        });
        return kept;
    }

    private static Event read(Fields fields) {
        Optional<EventKind> kind = fields.required("kind", EventKind.class);
        String repository = fields.requiredText("repository", TEXT);
        String after =
                fields.text("after", TEXT).or(() -> fields.text("commit", TEXT)).orElse("");
        String commit = fields.text("commit", TEXT).orElse(after);
        Optional<PullRequest> pr =
                kind.filter(SimulateEvent::isPullRequest).isPresent() ? pullRequest(fields) : noPullRequest(fields);
        String ref = ref(fields, kind, pr);
        boolean deleted = fields.bool("deleted", false);
        Event event = new Event(
                Provider.SLUICE,
                kind.orElse(EventKind.PUSH),
                repository,
                ref,
                fields.text("before", TEXT).orElse(""),
                after,
                deleted ? "" : commit,
                deleted,
                fields.bool("forced", false),
                fields.text("actor", TEXT).orElse(""),
                fields.text("message", MESSAGE).orElse(""),
                fields.text("url", TEXT).orElse(""),
                changedPaths(fields),
                pr,
                rule(fields));
        fields.end();
        return event;
    }

    private static boolean isPullRequest(EventKind kind) {
        return kind == EventKind.PR_OPEN || kind == EventKind.PR_MERGE;
    }

    private static String ref(Fields fields, Optional<EventKind> kind, Optional<PullRequest> pr) {
        boolean needed =
                kind.filter(k -> k == EventKind.PUSH || k == EventKind.TAG_PUSH).isPresent();
        return needed
                ? fields.requiredText("ref", TEXT)
                : fields.text("ref", TEXT)
                        .or(() -> pr.map(p -> Long.toString(p.number())))
                        .orElse("");
    }

    private static Optional<PullRequest> pullRequest(Fields fields) {
        fields.missing("pr", "Required for pr_open and pr_merge: an object.");
        if (!fields.has("pr")) {
            return Optional.empty();
        }
        Fields pr = fields.object("pr");
        PullRequest read = new PullRequest(
                pr.integer("number", 1, Integer.MAX_VALUE, 1),
                pr.text("title", MESSAGE).orElse(""),
                pr.requiredText("source_branch", TEXT),
                pr.text("source_repository", TEXT).orElse(""),
                pr.requiredText("target_branch", TEXT),
                pr.bool("fork", false));
        pr.end();
        return Optional.of(read);
    }

    private static Optional<PullRequest> noPullRequest(Fields fields) {
        if (fields.has("pr")) {
            fields.error("pr", "null, unless the kind is pr_open or pr_merge.");
        }
        fields.object("pr");
        return Optional.empty();
    }

    private static ChangedPaths changedPaths(Fields fields) {
        if (!fields.has("changed_paths")) {
            fields.object("changed_paths");
            return ChangedPaths.unknown();
        }
        Fields changed = fields.object("changed_paths");
        List<String> paths = changed.texts("paths", MAX_PATHS, 4096);
        boolean complete = changed.bool("complete", true);
        changed.end();
        return ChangedPaths.cut(paths, complete);
    }

    private static Optional<RuleId> rule(Fields fields) {
        return fields.text("rule_id", 64).flatMap(id -> {
            try {
                return Optional.of(new RuleId(id));
            } catch (IllegalArgumentException e) {
                fields.error("rule_id", "A rule's id.");
                return Optional.empty();
            }
        });
    }
}
