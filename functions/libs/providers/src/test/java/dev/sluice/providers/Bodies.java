package dev.sluice.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** One plain body of each kind, written by hand from the hosts' documentation; a test changes what it is about. */
final class Bodies {
    static final String A = "a".repeat(40);
    static final String B = "b".repeat(40);
    static final String TAG_OBJECT = "c".repeat(40);
    static final String HEAD = "1234567890ab";
    static final String MERGE = "ba0987654321";

    private Bodies() {}

    static ObjectNode gitLabPush() {
        return object(
                """
                {"object_kind": "push", "event_name": "push", "before": "%1$s", "after": "%2$s", "checkout_sha": "%2$s",
                 "ref": "refs/heads/main", "user_name": "Ada L.", "user_username": "ada", "total_commits_count": 1,
                 "project": {"id": 7, "path_with_namespace": "acme/web/shop", "web_url": "https://gitlab.com/acme/web/shop"},
                 "commits": [{"id": "%2$s", "message": "Sell more\\n\\nAnd better.", "url": "https://gitlab.com/commit/2",
                              "added": ["a.txt"], "modified": ["b/c.txt"], "removed": []}]}
                """
                        .formatted(A, B));
    }

    static ObjectNode gitLabMergeRequest() {
        return object(
                """
                {"object_kind": "merge_request", "event_type": "merge_request", "user": {"name": "Ada L.", "username": "ada"},
                 "project": {"id": 7, "path_with_namespace": "acme/web/shop"},
                 "object_attributes": {"iid": 12, "title": "Sell more", "action": "open", "state": "opened",
                   "source_branch": "feature/sell", "target_branch": "main", "merge_commit_sha": null,
                   "source": {"path_with_namespace": "acme/web/shop"}, "target": {"path_with_namespace": "acme/web/shop"},
                   "url": "https://gitlab.com/acme/web/shop/-/merge_requests/12", "last_commit": {"id": "%s"}}}
                """
                        .formatted(A));
    }

    /** Three changes: main moves, the branch old is deleted, the tag v1 is made. */
    static ObjectNode bitbucketPush() {
        ObjectNode push = object(
                """
                {"actor": {"display_name": "Ada L.", "nickname": "ada"}, "repository": {"full_name": "acme/shop"},
                 "push": {"changes": []}}
                """);
        changes(push)
                .add(change(side("branch", "main", A), side("branch", "main", B)))
                .add(change(side("branch", "old", A), "null"))
                .add(change("null", side("tag", "v1", B)));
        return push;
    }

    static ArrayNode changes(ObjectNode bitbucketPush) {
        return (ArrayNode) bitbucketPush.at("/push/changes");
    }

    /** {@code before} and {@code after}: what {@link #side} makes, or null as JSON has it. */
    static JsonNode change(String before, String after) {
        return Payloads.json("{\"forced\": false, \"old\": " + before + ", \"new\": " + after + "}");
    }

    static String side(String type, String name, String hash) {
        return """
                {"type": "%s", "name": "%s", "target": {"type": "commit", "hash": "%s", "message": "Sell more\\n",
                 "links": {"html": {"href": "https://bitbucket.org/acme/shop/commits/%3$s"}}}}
                """
                .formatted(type, name, hash);
    }

    static ObjectNode bitbucketPullRequest() {
        return object(
                """
                {"actor": {"display_name": "Ada L.", "nickname": "ada"}, "repository": {"full_name": "acme/shop"},
                 "pullrequest": {"id": 12, "title": "Sell more", "state": "OPEN", "merge_commit": null,
                   "links": {"html": {"href": "https://bitbucket.org/acme/shop/pull-requests/12"}},
                   "source": {"commit": {"hash": "%s"}, "branch": {"name": "feature/sell"},
                              "repository": {"full_name": "acme/shop"}},
                   "destination": {"commit": {"hash": "ffffffffffff"}, "branch": {"name": "main"},
                                   "repository": {"full_name": "acme/shop"}}}}
                """
                        .formatted(HEAD));
    }

    static ObjectNode giteaPush() {
        return object(
                """
                {"ref": "refs/heads/main", "before": "%1$s", "after": "%2$s", "compare_url": "https://git.example/compare",
                 "total_commits": 1, "head_commit": {"id": "%2$s", "message": "Sell more", "url": "https://git.example/c"},
                 "commits": [{"id": "%2$s", "added": ["a.txt"], "modified": [], "removed": []}],
                 "repository": {"full_name": "acme/shop"}, "sender": {"login": "ada"}}
                """
                        .formatted(A, B));
    }

    static ObjectNode giteaPullRequest() {
        return object(
                """
                {"action": "opened", "number": 12, "repository": {"full_name": "acme/shop"}, "sender": {"login": "ada"},
                 "pull_request": {"number": 12, "title": "Sell more", "merged": false, "merge_commit_sha": null,
                   "html_url": "https://git.example/acme/shop/pulls/12",
                   "head": {"ref": "feature/sell", "sha": "%s", "repo_id": 7, "repo": {"full_name": "acme/shop"}},
                   "base": {"ref": "main", "repo_id": 7, "repo": {"full_name": "acme/shop"}}}}
                """
                        .formatted(A));
    }

    static ObjectNode giteaDeletion() {
        return object(
                """
                {"ref": "feature/sell", "ref_type": "branch", "pusher_type": "user", "sender": {"login": "ada"},
                 "repository": {"full_name": "acme/shop", "object_format_name": "sha1"}}
                """);
    }

    static String with(ObjectNode body, Consumer<ObjectNode> change) {
        change.accept(body);
        return body.toString();
    }

    /** The object at this place of the body. */
    static ObjectNode in(ObjectNode body, String pointer) {
        return (ObjectNode) body.at(pointer);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Payloads.json(json);
    }
}
