package dev.sluice.providers;

import static dev.sluice.providers.PushJson.AFTER;
import static dev.sluice.providers.PushJson.BEFORE;
import static dev.sluice.providers.PushJson.push;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GitHubPushTest {
    @Test
    void reads_a_push_to_a_branch() {
        assertThat(event(push -> {}))
                .isEqualTo(new Event(
                        Provider.GITHUB,
                        EventKind.PUSH,
                        "acme/shop",
                        "main",
                        BEFORE,
                        AFTER,
                        AFTER,
                        false,
                        false,
                        "ada",
                        "Sell more",
                        "https://github.com/acme/shop/commit/" + AFTER,
                        new ChangedPaths(List.of("a.txt", "b/c.txt"), true),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void keeps_the_sender_s_words_for_kind_and_id() {
        Reading.Understood understood = Requests.understood(Requests.read("push", push(push -> {})));
        assertThat(understood.type()).isEqualTo("push");
        assertThat(understood.key()).isEqualTo("delivery-1");
    }

    @Test
    void keeps_the_slashes_of_a_branch() {
        assertThat(event(push -> push.put("ref", "refs/heads/feature/refs/heads/x"))
                        .ref())
                .isEqualTo("feature/refs/heads/x");
    }

    @Test
    void takes_the_commit_of_an_annotated_tag_from_its_head_commit() {
        String tagObject = "3".repeat(40);
        Event event = event(push -> push.put("ref", "refs/tags/v1").put("after", tagObject));
        assertThat(event.kind()).isEqualTo(EventKind.TAG_PUSH);
        assertThat(event.ref()).isEqualTo("v1");
        assertThat(event.after()).isEqualTo(tagObject);
        assertThat(event.commit()).isEqualTo(AFTER);
    }

    @Test
    void ignores_a_tag_that_names_no_commit() {
        String body = push(push -> push.put("ref", "refs/tags/blob").putNull("head_commit"));
        assertThat(Requests.ignored(Requests.read("push", body))).contains("no commit");
    }

    @Test
    void ignores_a_ref_that_is_neither_branch_nor_tag() {
        String body = push(push -> push.put("ref", "refs/notes/commits"));
        assertThat(Requests.ignored(Requests.read("push", body))).contains("neither a branch nor a tag");
    }

    @Test
    void reads_a_deletion_as_an_event_without_a_commit() {
        Event event = event(push -> {
            push.put("deleted", true).put("after", Event.NO_COMMIT).putNull("head_commit");
            push.putArray("commits");
        });
        assertThat(event.deleted()).isTrue();
        assertThat(event.commit()).isEmpty();
        assertThat(event.url()).isEqualTo("https://github.com/acme/shop/compare/1...2");
    }

    @Test
    void reads_a_pure_rewind_as_a_push_of_unknown_paths() {
        Event event = event(push -> push.put("forced", true).putArray("commits"));
        assertThat(event.forced()).isTrue();
        assertThat(event.commit()).isEqualTo(AFTER);
        assertThat(event.changedPaths()).isEqualTo(ChangedPaths.unknown());
    }

    @Test
    void does_not_claim_to_know_every_path_of_a_forced_push() {
        ChangedPaths paths = event(push -> push.put("forced", true)).changedPaths();
        assertThat(paths).isEqualTo(new ChangedPaths(List.of("a.txt", "b/c.txt"), false));
    }

    @Test
    void does_not_claim_to_know_every_path_where_commits_are_cut() {
        assertThat(event(push -> push.put("size", 2)).changedPaths().complete()).isFalse();
        assertThat(event(push -> push.put("size", 1)).changedPaths().complete()).isTrue();
        assertThat(withCommits(2048).changedPaths().complete()).isFalse();
        assertThat(withCommits(2047).changedPaths().complete()).isTrue();
    }

    @Test
    void does_not_claim_to_know_every_path_where_a_commit_lists_no_files() {
        assertThat(event(push -> ((ObjectNode) push.at("/commits/0")).remove("modified"))
                        .changedPaths())
                .isEqualTo(new ChangedPaths(List.of("a.txt"), false));
        assertThat(event(push -> push.remove("commits")).changedPaths()).isEqualTo(ChangedPaths.unknown());
    }

    @Test
    void cuts_paths_beyond_the_limit_and_says_so() {
        List<String> long100 = IntStream.range(0, 1000)
                .mapToObj(i -> "p".repeat(95) + "%05d".formatted(i))
                .toList();
        ChangedPaths paths = event(push -> push.putArray("commits").add(PushJson.commit(long100)))
                .changedPaths();
        assertThat(paths.paths()).hasSize(ChangedPaths.MAX_BYTES / 100);
        assertThat(paths.complete()).isFalse();
    }

    @Test
    void replaces_in_paths_what_a_queue_does_not_take() {
        List<String> odd = List.of("a\u0000b", "lone\ud800half", "no\uffffcharacter", "smile \ud83d\ude00");
        assertThat(event(push -> push.putArray("commits").add(PushJson.commit(odd)))
                        .changedPaths()
                        .paths())
                .containsExactly("a\ufffdb", "lone\ufffdhalf", "no\ufffdcharacter", "smile \ud83d\ude00");
    }

    @Test
    void cuts_a_long_message_and_drops_a_link_that_is_not_one() {
        Event event = event(push -> {
            ObjectNode head = (ObjectNode) push.get("head_commit");
            head.put("message", "m".repeat(100_000)).put("url", "javascript:alert(1)");
            push.put("compare", "https://github.com/" + "c".repeat(3000));
        });
        assertThat(event.message()).hasSize(Limits.MESSAGE).endsWith("…");
        assertThat(event.url()).isEmpty();
    }

    private static Event withCommits(int count) {
        return event(push -> {
            var commits = push.putArray("commits");
            IntStream.range(0, count).forEach(i -> commits.add(PushJson.commit(List.of("path" + i))));
        });
    }

    private static Event event(Consumer<ObjectNode> change) {
        return Requests.event(Requests.read("push", push(change)));
    }
}
