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
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gitea and Forgejo, which send the same. */
class GiteaTest {
    @ParameterizedTest
    @EnumSource(names = {"GITEA", "FORGEJO"})
    void reads_a_push_to_a_branch(Provider provider) {
        Reading.Understood understood = Requests.understood(push(provider, body -> {}));
        assertThat(understood.key()).isEqualTo(Requests.KEY);
        assertThat(understood.type()).isEqualTo("push");
        assertThat(understood.facts().events()).singleElement().satisfies(event -> {
            assertThat(event.provider()).isEqualTo(provider);
            assertThat(event.kind()).isEqualTo(EventKind.PUSH);
            assertThat(event.commit()).isEqualTo(B);
            assertThat(event.changedPaths()).isEqualTo(new ChangedPaths(List.of("a.txt"), true));
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"GITEA", "FORGEJO"})
    void takes_the_commit_of_an_annotated_tag_from_its_head_commit(Provider provider) {
        Event event = Requests.event(
                push(provider, body -> body.put("ref", "refs/tags/v1").put("after", TAG_OBJECT)));
        assertThat(event.after()).isEqualTo(TAG_OBJECT);
        assertThat(event.commit()).isEqualTo(B);
    }

    @ParameterizedTest
    @EnumSource(names = {"GITEA", "FORGEJO"})
    void knows_a_deleted_tag_by_its_zeros(Provider provider) {
        Event event = Requests.event(push(provider, body -> body.put("ref", "refs/tags/v1")
                .put("after", Event.NO_COMMIT)
                .putNull("head_commit")));
        assertThat(event.deleted()).isTrue();
        assertThat(event.commit()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"GITEA", "FORGEJO"})
    void ignores_a_test_delivery(Provider provider) {
        assertThat(Requests.ignored(push(provider, body -> body.put("before", B))))
                .contains("test delivery");
    }

    @ParameterizedTest
    @EnumSource(names = {"GITEA", "FORGEJO"})
    void does_not_claim_to_know_every_path_where_the_list_may_be_cut(Provider provider) {
        assertThat(paths(provider, body -> body.put("total_commits", 2)).complete())
                .isFalse();
        assertThat(paths(provider, body -> body.remove("total_commits")).complete())
                .isTrue();
        Consumer<ObjectNode> five = body -> {
            body.remove("total_commits");
            for (int i = 0; i < 4; i++) {
                body.withArray("commits").add(PushJson.commit(List.of("x" + i)));
            }
        };
        assertThat(paths(provider, five).complete()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"GITEA", "FORGEJO"})
    void reads_a_deleted_branch_from_its_delete_event_with_zeros_of_the_right_length(Provider provider) {
        Event event = Requests.event(
                Requests.read(provider, "delete", Bodies.giteaDeletion().toString()));
        assertThat(event.deleted()).isTrue();
        assertThat(event.kind()).isEqualTo(EventKind.PUSH);
        assertThat(event.ref()).isEqualTo("feature/sell");
        assertThat(event.before()).isEmpty();
        assertThat(event.after()).isEqualTo(Event.NO_COMMIT);
        String sha256 = Bodies.with(
                Bodies.giteaDeletion(), body -> Bodies.in(body, "/repository").put("object_format_name", "sha256"));
        assertThat(Requests.event(Requests.read(provider, "delete", sha256)).after())
                .isEqualTo("0".repeat(64));
    }

    @ParameterizedTest
    @EnumSource(names = {"GITEA", "FORGEJO"})
    void ignores_what_a_push_tells_as_well_and_what_triggers_nothing(Provider provider) {
        String tag = Bodies.with(Bodies.giteaDeletion(), body -> body.put("ref_type", "tag"));
        assertThat(Requests.ignored(Requests.read(provider, "delete", tag))).contains("push");
        assertThat(Requests.ignored(Requests.read(provider, "create", "{}"))).contains("push");
        assertThat(Requests.ignored(Requests.read(provider, "issue_comment", "{}")))
                .contains("issue_comment");
    }

    @ParameterizedTest
    @EnumSource(names = {"GITEA", "FORGEJO"})
    void knows_a_fork_by_name_or_by_number(Provider provider) {
        assertThat(fork(provider, body -> {})).isFalse();
        assertThat(fork(provider, body -> Bodies.in(body, "/pull_request/head/repo")
                        .put("full_name", "mallory/shop")))
                .isTrue();
        Consumer<ObjectNode> unnamed =
                body -> Bodies.in(body, "/pull_request/head").remove("repo");
        assertThat(fork(provider, unnamed)).isFalse();
        assertThat(fork(provider, unnamed.andThen(body -> Bodies.in(body, "/pull_request/head")
                        .put("repo_id", 8))))
                .isTrue();
        assertThat(fork(provider, unnamed.andThen(body -> Bodies.in(body, "/pull_request/head")
                        .put("repo_id", -1))))
                .as("the fork is gone")
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"GITEA", "FORGEJO"})
    void checks_out_what_a_merge_left_in_the_target_branch(Provider provider) {
        Event event = Requests.event(pullRequest(provider, body -> {
            body.put("action", "closed");
            Bodies.in(body, "/pull_request").put("merged", true).put("merge_commit_sha", B);
        }));
        assertThat(event.kind()).isEqualTo(EventKind.PR_MERGE);
        assertThat(event.after()).isEqualTo(A);
        assertThat(event.commit()).isEqualTo(B);
        assertThat(Requests.ignored(pullRequest(provider, body -> body.put("action", "synchronized"))))
                .contains("synchronized");
    }

    private static boolean fork(Provider provider, Consumer<ObjectNode> change) {
        return Requests.event(pullRequest(provider, change))
                .pullRequest()
                .orElseThrow()
                .fork();
    }

    private static ChangedPaths paths(Provider provider, Consumer<ObjectNode> change) {
        return Requests.event(push(provider, change)).changedPaths();
    }

    private static Reading push(Provider provider, Consumer<ObjectNode> change) {
        return Requests.read(provider, "push", Bodies.with(Bodies.giteaPush(), change));
    }

    private static Reading pullRequest(Provider provider, Consumer<ObjectNode> change) {
        return Requests.read(provider, "pull_request", Bodies.with(Bodies.giteaPullRequest(), change));
    }
}
