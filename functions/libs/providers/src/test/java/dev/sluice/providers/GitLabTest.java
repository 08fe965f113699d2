package dev.sluice.providers;

import static dev.sluice.providers.Bodies.A;
import static dev.sluice.providers.Bodies.B;
import static dev.sluice.providers.Bodies.TAG_OBJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.event.PullRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabTest {
    @Test
    void reads_a_push_to_a_branch() {
        assertThat(push(body -> {}))
                .isEqualTo(new Event(
                        Provider.GITLAB,
                        EventKind.PUSH,
                        "acme/web/shop",
                        "main",
                        A,
                        B,
                        B,
                        false,
                        false,
                        "ada",
                        "Sell more",
                        "https://gitlab.com/commit/2",
                        new ChangedPaths(List.of("a.txt", "b/c.txt"), true),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void takes_the_commit_of_an_annotated_tag_and_not_the_tag_s_object() {
        Event event = push(body -> body.put("ref", "refs/tags/v1").put("after", TAG_OBJECT));
        assertThat(event.kind()).isEqualTo(EventKind.TAG_PUSH);
        assertThat(event.after()).isEqualTo(TAG_OBJECT);
        assertThat(event.commit()).isEqualTo(B);
    }

    @Test
    void knows_a_deletion_by_its_zeros_alone() {
        Event event = push(body -> {
            body.put("after", Event.NO_COMMIT).putNull("checkout_sha").put("total_commits_count", 0);
            body.putArray("commits");
        });
        assertThat(event.deleted()).isTrue();
        assertThat(event.commit()).isEmpty();
        assertThat(push(body -> body.put("after", "0".repeat(64)).putNull("checkout_sha"))
                        .deleted())
                .isTrue();
    }

    @Test
    void ignores_a_tag_without_a_commit_and_a_ref_that_is_neither_branch_nor_tag() {
        assertThat(ignored("Tag Push Hook", Bodies.with(Bodies.gitLabPush(), body -> body.put("ref", "refs/tags/v1")
                        .putNull("checkout_sha"))))
                .contains("no commit");
        assertThat(ignored("Push Hook", Bodies.with(Bodies.gitLabPush(), body -> body.put("ref", "refs/notes/x"))))
                .contains("neither");
    }

    @Test
    void does_not_claim_to_know_every_path_where_commits_are_cut_or_none_is_listed() {
        assertThat(push(body -> body.put("total_commits_count", 2)).changedPaths())
                .isEqualTo(new ChangedPaths(List.of("a.txt", "b/c.txt"), false));
        assertThat(push(body -> body.put("total_commits_count", 0).putArray("commits"))
                        .changedPaths())
                .isEqualTo(ChangedPaths.unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"System Hook", "Service Hook", "Push Hook", "Some Hook Of Tomorrow"})
    void reads_the_body_whatever_hook_sent_it(String type) {
        String systemHook = Bodies.with(Bodies.gitLabPush(), body -> body.remove("object_kind"));
        assertThat(Requests.event(read(type, systemHook)).commit()).isEqualTo(B);
    }

    @Test
    void reads_a_body_that_does_not_say_its_kind_by_its_header() {
        String silent = Bodies.with(Bodies.gitLabPush(), body -> body.remove(List.of("object_kind", "event_name")));
        assertThat(Requests.event(read("Push Hook", silent)).commit()).isEqualTo(B);
        assertThat(Requests.errorFields(read("System Hook", silent))).containsExactly("event_name");
        assertThat(ignored("Emoji Hook", "{}")).contains("Emoji Hook");
    }

    @ParameterizedTest
    @CsvSource({
        "Note Hook, object_kind, note",
        "Pipeline Hook, object_kind, pipeline",
        "System Hook, event_name, repository_update",
        "System Hook, event_name, project_create"
    })
    void ignores_a_kind_that_triggers_nothing_and_names_it(String type, String field, String kind) {
        assertThat(ignored(type, "{\"" + field + "\": \"" + kind + "\"}")).contains(kind);
    }

    @Test
    void reads_an_opened_merge_request() {
        Event event = mergeRequest(body -> {});
        assertThat(event.kind()).isEqualTo(EventKind.PR_OPEN);
        assertThat(event.ref()).isEqualTo("12");
        assertThat(event.commit()).isEqualTo(A);
        assertThat(event.actor()).isEqualTo("ada");
        assertThat(event.url()).isEqualTo("https://gitlab.com/acme/web/shop/-/merge_requests/12");
        assertThat(event.pullRequest())
                .contains(new PullRequest(12, "Sell more", "feature/sell", "acme/web/shop", "main", false));
    }

    @Test
    void checks_out_what_a_merge_left_in_the_target_branch() {
        assertThat(mergeRequest(body -> merged(body).put("merge_commit_sha", B)).commit())
                .isEqualTo(B);
        assertThat(mergeRequest(body -> merged(body).put("squash_commit_sha", B))
                        .commit())
                .as("squashed, then fast-forwarded")
                .isEqualTo(B);
        Event fastForward = mergeRequest(GitLabTest::merged);
        assertThat(fastForward.kind()).isEqualTo(EventKind.PR_MERGE);
        assertThat(fastForward.commit()).isEqualTo(A);
    }

    @Test
    void knows_a_fork_and_takes_a_deleted_one_for_a_fork() {
        assertThat(mergeRequest(body ->
                                Bodies.in(body, "/object_attributes/source").put("path_with_namespace", "mallory/shop"))
                        .pullRequest())
                .hasValueSatisfying(request -> assertThat(request.fork()).isTrue());
        assertThat(mergeRequest(body -> attributes(body).putNull("source")).pullRequest())
                .hasValueSatisfying(request -> {
                    assertThat(request.fork()).isTrue();
                    assertThat(request.sourceRepository()).isEmpty();
                });
    }

    @ParameterizedTest
    @CsvSource({"close, closed without a merge", "reopen, reopen", "approved, approved", "update, edited"})
    void ignores_what_else_happens_to_a_merge_request(String action, String reason) {
        assertThat(ignored("Merge Request Hook", Bodies.with(Bodies.gitLabMergeRequest(), body -> attributes(body)
                        .put("action", action))))
                .contains(reason);
    }

    @Test
    void tells_new_commits_in_a_merge_request_from_an_edit_and_both_from_a_test() {
        assertThat(ignored("Merge Request Hook", Bodies.with(Bodies.gitLabMergeRequest(), body -> attributes(body)
                        .put("action", "update")
                        .put("oldrev", A))))
                .contains("new commits");
        assertThat(ignored("Merge Request Hook", Bodies.with(Bodies.gitLabMergeRequest(), body -> attributes(body)
                        .remove("action"))))
                .contains("test");
    }

    @Test
    void prefers_the_id_that_gitlab_keeps_when_it_sends_again() {
        Map<String, String> all = Map.of("webhook-id", "w", "Idempotency-Key", "i", "X-Gitlab-Event-UUID", "e");
        assertThat(key(all, "{}", 0)).isEqualTo("w");
        assertThat(key(Map.of("Idempotency-Key", "i", "X-Gitlab-Event-UUID", "e"), "{}", 0))
                .isEqualTo("i");
    }

    @Test
    void makes_an_id_of_event_and_body_where_there_is_no_better_one() {
        Map<String, String> event = Map.of("X-Gitlab-Event-UUID", "e");
        assertThat(key(event, "{}", 0)).isEqualTo(key(event, "{}", 5));
        assertThat(key(event, "{}", 0)).isNotEqualTo(key(event, "{ }", 0));
        assertThat(key(event, "{}", 0)).isNotEqualTo(key(Map.of("X-Gitlab-Event-UUID", "f"), "{}", 0));
    }

    @Test
    void takes_each_arrival_for_a_delivery_where_nothing_tells_them_apart() {
        assertThat(key(Map.of(), "{}", 0)).isNotEqualTo(key(Map.of(), "{}", 5)).hasSizeLessThan(129);
    }

    private static String key(Map<String, String> more, String body, int seconds) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("X-Gitlab-Event", "Some Hook");
        HookRequest request = new HookRequest(
                Headers.of(headers),
                body.getBytes(StandardCharsets.UTF_8),
                Requests.AT.plus(Duration.ofSeconds(seconds)));
        return Requests.understood(new GitLab().read(new VerifiedRequest(request)))
                .key();
    }

    private static ObjectNode merged(ObjectNode body) {
        return attributes(body).put("action", "merge").put("state", "merged");
    }

    private static ObjectNode attributes(ObjectNode body) {
        return Bodies.in(body, "/object_attributes");
    }

    private static Event push(Consumer<ObjectNode> change) {
        return Requests.event(read("Push Hook", Bodies.with(Bodies.gitLabPush(), change)));
    }

    private static Event mergeRequest(Consumer<ObjectNode> change) {
        return Requests.event(read("Merge Request Hook", Bodies.with(Bodies.gitLabMergeRequest(), change)));
    }

    private static String ignored(String type, String body) {
        return Requests.ignored(read(type, body));
    }

    private static Reading read(String type, String body) {
        return Requests.read(Provider.GITLAB, type, body);
    }
}
