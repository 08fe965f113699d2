package dev.sluice.api.rule;

import dev.sluice.api.http.Inputs;
import dev.sluice.domain.Fields;
import dev.sluice.domain.Names;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.rule.Action;
import dev.sluice.domain.rule.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a person asked for: which rule was pressed, and the ref or commit to take where the action takes one. */
record Wish(Pressed pressed, Optional<String> ref, Optional<String> commit) {
    /** The rule whose button was pressed, by whom, and the key that tells this wish from others. */
    record Pressed(Rule rule, Project project, String email, String key) {}

    /** Ends the request with 400 where the body does not fit the rule's action. */
    static Wish read(Map<String, Object> json, Pressed pressed) {
        Fields fields = Fields.of(json);
        Optional<String> ref = fields.text("ref", 255);
        Optional<String> commit = fields.text("commit", 64).map(c -> c.toLowerCase(Locale.ROOT));
        boolean takesCommit = takesCommit(pressed.rule());
        if (commit.filter(c -> !Names.isFullSha(c)).isPresent()) {
            fields.error("commit", "A full commit hash: 40 or 64 hex digits. For anything shorter use ref.");
        }
        if (takesCommit && !fields.has("ref") && !fields.has("commit")) {
            fields.error("ref", "Required, or commit: the branch, tag or commit to take.");
        }
        if (takesCommit && fields.has("ref") && fields.has("commit")) {
            fields.error("ref", "Either ref or commit, not both.");
        }
        if (!takesCommit && (fields.has("ref") || fields.has("commit"))) {
            String named = fields.has("ref") ? "ref" : "commit";
            fields.error(named, "None: " + pressed.rule().spec().action().type() + " takes what the source runs.");
        }
        Inputs.finish(fields);
        return new Wish(pressed, ref, commit);
    }

    boolean takesCommit() {
        return takesCommit(pressed.rule());
    }

    /** What the person wrote: the commit, the ref, or nothing. */
    String wanted() {
        return commit.or(() -> ref).orElse("");
    }

    /** The field that the person wrote it in. */
    String field() {
        return commit.isPresent() ? "commit" : "ref";
    }

    /** The wish as dispatch takes it; the same arguments give the same delivery. */
    Delivery delivery(String sha, Instant at) {
        Rule rule = pressed.rule();
        String repository = rule.spec()
                .repository()
                .orElseGet(() -> pressed.project().repositories().get(0));
        Event event = new Event(
                Provider.SLUICE,
                EventKind.MANUAL,
                repository,
                wanted(),
                "",
                sha,
                sha,
                false,
                false,
                pressed.email(),
                "",
                "",
                ChangedPaths.unknown(),
                Optional.empty(),
                Optional.of(rule.id()));
        return Delivery.received(
                rule.project(), Provider.SLUICE, "manual_run", pressed.key(), at, Delivery.Facts.of(List.of(event)));
    }

    private static boolean takesCommit(Rule rule) {
        return rule.spec()
                .action()
                .fold(new Action.Cases<>(deploy -> true, quick -> true, promote -> false, clone -> false));
    }
}
