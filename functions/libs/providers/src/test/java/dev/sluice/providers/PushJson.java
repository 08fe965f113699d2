package dev.sluice.providers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** A push payload written by hand from GitHub's documentation; a test changes what it is about. */
final class PushJson {
    static final String BEFORE = "1".repeat(40);
    static final String AFTER = "2".repeat(40);

    private PushJson() {}

    static ObjectNode push() {
        return (ObjectNode) Payloads.json(
                """
                {"ref": "refs/heads/main", "before": "%1$s", "after": "%2$s", "created": false, "deleted": false,
                 "forced": false, "base_ref": null, "compare": "https://github.com/acme/shop/compare/1...2",
                 "repository": {"id": 7, "full_name": "acme/shop"}, "sender": {"login": "ada"},
                 "head_commit": {"id": "%2$s", "message": "Sell more\\n\\nAnd better.",
                                 "url": "https://github.com/acme/shop/commit/%2$s"},
                 "commits": [{"id": "%2$s", "added": ["a.txt"], "modified": ["b/c.txt", "a.txt"], "removed": []}]}
                """
                        .formatted(BEFORE, AFTER));
    }

    static String push(Consumer<ObjectNode> change) {
        ObjectNode push = push();
        change.accept(push);
        return push.toString();
    }

    /** A commit that adds these paths. */
    static ObjectNode commit(List<String> added) {
        ObjectNode commit = (ObjectNode) Payloads.json("{\"added\": [], \"modified\": [], \"removed\": []}");
        ArrayNode paths = commit.withArray("added");
        added.forEach(paths::add);
        return commit;
    }
}
