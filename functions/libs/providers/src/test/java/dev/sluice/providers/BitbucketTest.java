package dev.sluice.providers;

import static dev.sluice.providers.Bodies.A;
import static dev.sluice.providers.Bodies.B;
import static dev.sluice.providers.Bodies.HEAD;
import static dev.sluice.providers.Bodies.MERGE;
import static dev.sluice.providers.Bodies.change;
import static dev.sluice.providers.Bodies.side;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.event.PullRequest;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitbucketTest {
    @Test
    void reads_every_change_of_a_delivery_in_the_order_in_which_they_are_listed() {
        List<Event> events = push(body -> {});
        assertThat(events).extracting(Event::kind).containsExactly(EventKind.PUSH, EventKind.PUSH, EventKind.TAG_PUSH);
        assertThat(events).extracting(Event::ref).containsExactly("main", "old", "v1");
        assertThat(events).extracting(Event::before).containsExactly(A, A, Event.NO_COMMIT);
        assertThat(events).extracting(Event::after).containsExactly(B, Event.NO_COMMIT, B);
        assertThat(events).extracting(Event::commit).containsExactly(B, "", B);
        assertThat(events).extracting(Event::deleted).containsExactly(false, true, false);
        assertThat(events).extracting(Event::message).containsExactly("Sell more", "", "Sell more");
        assertThat(events).extracting(Event::actor).containsOnly("ada");
        assertThat(events).extracting(Event::repository).containsOnly("acme/shop");
        assertThat(events).extracting(Event::changedPaths).containsOnly(ChangedPaths.unknown());
    }

    @Test
    void says_that_a_push_was_forced() {
        assertThat(push(body -> ((ObjectNode) Bodies.changes(body).get(0)).put("forced", true)))
                .extracting(Event::forced)
                .containsExactly(true, false, false);
    }

    @Test
    void ignores_a_delivery_without_changes() {
        String body = Bodies.with(Bodies.bitbucketPush(), b -> Bodies.changes(b).removeAll());
        assertThat(Requests.ignored(read("repo:push", body))).contains("no branch and no tag");
    }

    @Test
    void leaves_out_what_is_neither_branch_nor_tag() {
        Consumer<ObjectNode> onlyBookmark = body -> {
            Bodies.changes(body).removeAll();
            Bodies.changes(body).add(change("null", side("bookmark", "x", A)));
        };
        String body = Bodies.with(Bodies.bitbucketPush(), onlyBookmark);
        assertThat(Requests.ignored(read("repo:push", body))).contains("neither");
        assertThat(push(b -> Bodies.changes(b).add(change("null", side("bookmark", "x", A)))))
                .hasSize(3);
    }

    @Test
    void names_a_change_without_either_side() {
        String body = Bodies.with(Bodies.bitbucketPush(), b -> Bodies.changes(b).add(change("null", "null")));
        assertThat(Requests.errorFields(read("repo:push", body))).containsExactly("push.changes[3].new");
    }

    @Test
    void takes_the_best_name_that_the_actor_has() {
        assertThat(push(body -> Bodies.in(body, "/actor").remove("nickname")))
                .extracting(Event::actor)
                .containsOnly("Ada L.");
        assertThat(push(body ->
                        Bodies.in(body, "/actor").put("username", "ada-l").remove("nickname")))
                .extracting(Event::actor)
                .containsOnly("ada-l");
    }

    @Test
    void keeps_the_twelve_digits_that_an_opened_pull_request_has() {
        Event event = Requests.event(pullRequest("pullrequest:created", body -> {}));
        assertThat(event.kind()).isEqualTo(EventKind.PR_OPEN);
        assertThat(event.ref()).isEqualTo("12");
        assertThat(event.after()).isEqualTo(HEAD);
        assertThat(event.commit()).isEqualTo(HEAD);
        assertThat(event.url()).isEqualTo("https://bitbucket.org/acme/shop/pull-requests/12");
        assertThat(event.pullRequest())
                .contains(new PullRequest(12, "Sell more", "feature/sell", "acme/shop", "main", false));
    }

    @Test
    void checks_out_what_a_merge_left_in_the_target_branch() {
        Event merged = Requests.event(pullRequest("pullrequest:fulfilled", BitbucketTest::merge));
        assertThat(merged.kind()).isEqualTo(EventKind.PR_MERGE);
        assertThat(merged.after()).isEqualTo(HEAD);
        assertThat(merged.commit()).isEqualTo(MERGE);
        Event unknown = Requests.event(pullRequest("pullrequest:fulfilled", body -> {}));
        assertThat(unknown.commit()).isEqualTo(HEAD);
        Event sourceGone = Requests.event(pullRequest("pullrequest:fulfilled", body -> {
            merge(body);
            Bodies.in(body, "/pullrequest/source").putNull("commit");
        }));
        assertThat(sourceGone.after()).isEqualTo(MERGE);
        assertThat(sourceGone.commit()).isEqualTo(MERGE);
    }

    @Test
    void knows_a_fork_and_takes_a_deleted_one_for_a_fork() {
        assertThat(Requests.event(pullRequest(
                                "pullrequest:created", body -> Bodies.in(body, "/pullrequest/source/repository")
                                        .put("full_name", "mallory/shop")))
                        .pullRequest())
                .hasValueSatisfying(request -> assertThat(request.fork()).isTrue());
        assertThat(Requests.event(pullRequest("pullrequest:created", body -> Bodies.in(body, "/pullrequest/source")
                                .putNull("repository")))
                        .pullRequest())
                .hasValueSatisfying(request -> {
                    assertThat(request.fork()).isTrue();
                    assertThat(request.sourceRepository()).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pullrequest:updated",
                "pullrequest:rejected",
                "repo:refs_changed",
                "diagnostics:ping",
                "repo:fork"
            })
    void ignores_any_other_kind_and_names_it(String type) {
        assertThat(Requests.ignored(pullRequest(type, body -> {}))).contains(type.substring(type.indexOf(':') + 1));
    }

    private static void merge(ObjectNode body) {
        Bodies.in(body, "/pullrequest").putObject("merge_commit").put("hash", MERGE);
    }

    private static List<Event> push(Consumer<ObjectNode> change) {
        return Requests.understood(read("repo:push", Bodies.with(Bodies.bitbucketPush(), change)))
                .facts()
                .events();
    }

    private static Reading pullRequest(String type, Consumer<ObjectNode> change) {
        return read(type, Bodies.with(Bodies.bitbucketPullRequest(), change));
    }

    private static Reading read(String type, String body) {
        return Requests.read(Provider.BITBUCKET, type, body);
    }
}
