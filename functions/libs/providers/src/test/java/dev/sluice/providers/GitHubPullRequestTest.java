package dev.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.PullRequest;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubPullRequestTest {
    private static final String HEAD = "4".repeat(40);
    private static final String MERGE = "5".repeat(40);

    @Test
    void reads_an_opened_pull_request() {
        Event event = Requests.event(read(body -> {}));
        assertThat(event.kind()).isEqualTo(EventKind.PR_OPEN);
        assertThat(event.ref()).isEqualTo("12");
        assertThat(event.commit()).isEqualTo(HEAD);
        assertThat(event.before()).isEmpty();
        assertThat(event.message()).isEqualTo("Sell more");
        assertThat(event.url()).isEqualTo("https://github.com/acme/shop/pull/12");
        assertThat(event.changedPaths().complete()).isFalse();
        assertThat(event.pullRequest())
                .contains(new PullRequest(12, "Sell more", "feature/sell", "acme/shop", "main", false));
    }

    @Test
    void checks_out_what_a_merge_left_in_the_target_branch() {
        Event event = Requests.event(read(body -> merged(body).put("merge_commit_sha", MERGE)));
        assertThat(event.kind()).isEqualTo(EventKind.PR_MERGE);
        assertThat(event.after()).isEqualTo(HEAD);
        assertThat(event.commit()).isEqualTo(MERGE);
    }

    @Test
    void takes_the_head_of_a_merged_one_that_names_no_merge_commit() {
        assertThat(Requests.event(read(body -> merged(body).putNull("merge_commit_sha")))
                        .commit())
                .isEqualTo(HEAD);
    }

    @Test
    void knows_a_fork_and_takes_a_deleted_one_for_a_fork() {
        assertThat(Requests.event(read(body ->
                                ((ObjectNode) body.at("/pull_request/head/repo")).put("full_name", "mallory/shop")))
                        .pullRequest())
                .hasValueSatisfying(request -> {
                    assertThat(request.fork()).isTrue();
                    assertThat(request.sourceRepository()).isEqualTo("mallory/shop");
                });
        assertThat(Requests.event(read(body -> ((ObjectNode) body.at("/pull_request/head")).putNull("repo")))
                        .pullRequest())
                .hasValueSatisfying(request -> {
                    assertThat(request.fork()).isTrue();
                    assertThat(request.sourceRepository()).isEmpty();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "closed, closed without a merge",
        "reopened, reopened",
        "synchronize, synchronize",
        "labeled, labeled",
        "edited, edited"
    })
    void ignores_what_else_happens_to_a_pull_request(String action, String reason) {
        assertThat(Requests.ignored(read(body -> body.put("action", action)))).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "/pull_request/number, pull_request.number",
        "/pull_request/head/sha, pull_request.head.sha",
        "/pull_request/head/ref, pull_request.head.ref",
        "/pull_request/base/ref, pull_request.base.ref",
        "/pull_request/base, pull_request.base",
        "/repository/full_name, repository.full_name",
        "/sender/login, sender.login",
        "/action, action"
    })
    void names_a_field_that_is_missing(String pointer, String field) {
        int slash = pointer.lastIndexOf('/');
        Reading reading =
                read(body -> ((ObjectNode) body.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1)));
        assertThat(Requests.errorFields(reading)).containsExactly(field);
    }

    @Test
    void refuses_a_number_that_is_none() {
        for (String number : new String[] {"0", "-1", "1.5", "\"12\"", "99999999999999999999"}) {
            Reading reading =
                    read(body -> ((ObjectNode) body.get("pull_request")).set("number", Payloads.json(number)));
            assertThat(Requests.errorFields(reading)).containsExactly("pull_request.number");
        }
    }

    private static ObjectNode merged(ObjectNode body) {
        body.put("action", "closed");
        return ((ObjectNode) body.get("pull_request")).put("merged", true);
    }

    private static Reading read(Consumer<ObjectNode> change) {
        ObjectNode body = (ObjectNode) Payloads.json(
                """
                {"action": "opened", "repository": {"full_name": "acme/shop"}, "sender": {"login": "ada"},
                 "pull_request": {"number": 12, "title": "Sell more", "merged": false, "merge_commit_sha": null,
                   "html_url": "https://github.com/acme/shop/pull/12", "body": null,
                   "head": {"ref": "feature/sell", "sha": "%s", "repo": {"full_name": "acme/shop"}},
                   "base": {"ref": "main", "repo": {"full_name": "acme/shop"}}}}
                """
                        .formatted(HEAD));
        change.accept(body);
        return Requests.read("pull_request", body.toString());
    }
}
