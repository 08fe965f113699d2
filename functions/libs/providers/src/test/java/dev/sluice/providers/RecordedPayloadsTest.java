package dev.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.event.PullRequest;
import dev.sluice.providers.Payloads.Expected;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded payload of every host says what was noted down about it, or is ignored with a reason. */
class RecordedPayloadsTest {
    private static final Set<String> PULL_REQUESTS = Set.of("pr_opened", "pr_merged");

    static Stream<Expected> pushes() {
        return Payloads.expected()
                .filter(e -> e.kind().startsWith("push_") && !e.kind().equals("push_empty"));
    }

    static Stream<Expected> pullRequests() {
        return Payloads.expected().filter(e -> PULL_REQUESTS.contains(e.kind()));
    }

    /** Of GitHub a deletion is told by a push as well, so that only those of branches elsewhere are read. */
    static Stream<Expected> deletedBranches() {
        return Payloads.expected().filter(e -> e.kind().equals("delete_branch") && e.provider() != Provider.GITHUB);
    }

    static Stream<Expected> others() {
        Set<String> read = Stream.of(pushes(), pullRequests(), deletedBranches())
                .flatMap(Function.identity())
                .map(Expected::file)
                .collect(Collectors.toSet());
        return Payloads.expected().filter(e -> !read.contains(e.file()));
    }

    @Test
    void finds_all_recorded_payloads() {
        assertThat(Payloads.expected().collect(Collectors.groupingBy(Expected::provider, Collectors.counting())))
                .isEqualTo(Map.of(
                        Provider.GITHUB,
                        23L,
                        Provider.GITLAB,
                        18L,
                        Provider.BITBUCKET,
                        16L,
                        Provider.GITEA,
                        14L,
                        Provider.FORGEJO,
                        1L));
        assertThat(pushes()).hasSize(34);
        assertThat(pushes().mapToInt(e -> e.changes().size()).sum()).isEqualTo(36);
        assertThat(pullRequests()).hasSize(11);
        assertThat(deletedBranches()).hasSize(1);
        assertThat(others()).hasSize(26);
    }

    @ParameterizedTest
    @MethodSource("pushes")
    void reads_every_change_of_a_recorded_push(Expected expected) {
        List<Event> events = read(expected);
        assertThat(events).hasSize(expected.changes().size());
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            assertThat(event.provider()).isEqualTo(expected.provider());
            assertThat(event.kind())
                    .isEqualTo(expected.fact(i, "ref_type").equals("tag") ? EventKind.TAG_PUSH : EventKind.PUSH);
            assertThat(event.repository()).isEqualTo(expected.fact(i, "repo"));
            assertThat(event.ref()).isEqualTo(expected.fact(i, "ref"));
            assertThat(event.before()).isEqualTo(side(expected.fact(i, "before")));
            assertThat(event.after()).isEqualTo(side(expected.fact(i, "after_raw")));
            assertThat(event.commit()).isEqualTo(expected.fact(i, "sha"));
            assertThat(event.deleted()).isEqualTo(expected.isTrue(i, "deleted"));
            assertThat(event.forced()).isEqualTo(expected.isTrue(i, "forced"));
            assertActor(event, expected.fact(i, "actor"));
            assertPaths(event, expected, i);
            assertThat(event.pullRequest()).isEmpty();
            assertThat(event.rule()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pullRequests")
    void reads_a_recorded_pull_request(Expected expected) {
        assertThat(read(expected)).singleElement().satisfies(event -> {
            boolean merged = expected.isTrue(0, "pr_merged");
            assertThat(event.kind()).isEqualTo(merged ? EventKind.PR_MERGE : EventKind.PR_OPEN);
            assertThat(event.repository()).isEqualTo(expected.fact(0, "repo"));
            assertThat(event.ref()).isEqualTo(expected.fact(0, "pr_number"));
            assertThat(event.after()).isEqualTo(expected.fact(0, "sha"));
            assertThat(event.commit()).isEqualTo(expected.fact(0, merged ? "merge_sha" : "sha"));
            assertActor(event, expected.fact(0, "actor"));
            assertThat(event.changedPaths().complete()).isFalse();
            assertThat(event.url()).startsWith("http");
            PullRequest request = event.pullRequest().orElseThrow();
            assertThat(String.valueOf(request.number())).isEqualTo(expected.fact(0, "pr_number"));
            assertThat(request.sourceBranch()).isEqualTo(expected.fact(0, "pr_source"));
            assertThat(request.sourceRepository()).isEqualTo(expected.fact(0, "pr_source_repo"));
            assertThat(request.targetBranch()).isEqualTo(expected.fact(0, "pr_target"));
            assertThat(request.fork())
                    .isEqualTo(!expected.fact(0, "pr_source_repo").equals(expected.fact(0, "repo")));
        });
    }

    @ParameterizedTest
    @MethodSource("deletedBranches")
    void reads_the_deletion_of_a_branch_that_no_push_tells(Expected expected) {
        assertThat(read(expected)).singleElement().satisfies(event -> {
            assertThat(event.deleted()).isTrue();
            assertThat(event.ref()).isEqualTo(expected.fact(0, "ref"));
            assertThat(event.repository()).isEqualTo(expected.fact(0, "repo"));
            assertThat(event.actor()).isEqualTo(expected.fact(0, "actor"));
            assertThat(event.before()).isEmpty();
            assertThat(event.after()).isEqualTo(Event.NO_COMMIT);
            assertThat(event.commit()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("others")
    void ignores_any_other_recorded_delivery_with_a_reason(Expected expected) {
        Reading reading = Requests.read(expected.provider(), expected.event(), expected.body());
        assertThat(Requests.ignored(reading)).isNotBlank();
    }

    /** A pull request's changed files are a number only, and Bitbucket names none ever. */
    private static void assertPaths(Event event, Expected expected, int change) {
        String count = expected.fact(change, "changed_files");
        if (!count.equals("?")) {
            assertThat(event.changedPaths().paths())
                    .hasSize(Integer.parseInt(count))
                    .doesNotHaveDuplicates();
        }
        // The notes ask whether each listed commit has its files. That is not yet all that a push changed: a forced one
        // also takes commits away, and one without commits moves to some that are known already.
        boolean listsItsCommits =
                !expected.fact(change, "commits_listed").equals("0") && !expected.isTrue(change, "forced");
        assertThat(event.changedPaths().complete())
                .isEqualTo(expected.isTrue(change, "files_complete")
                        && (listsItsCommits || expected.isTrue(change, "deleted")));
    }

    /** Where the notes have no user name, there is a name for people. */
    private static void assertActor(Event event, String actor) {
        if (actor.equals("?")) {
            assertThat(event.actor()).isNotBlank();
        } else {
            assertThat(event.actor()).isEqualTo(actor);
        }
    }

    /** Bitbucket's null is shown as nothing in the notes; for us a ref that is not there has zeros, whoever says so. */
    private static String side(String noted) {
        return noted.isEmpty() ? Event.NO_COMMIT : noted;
    }

    private static List<Event> read(Expected expected) {
        Reading reading = Requests.read(expected.provider(), expected.event(), expected.body());
        return Requests.understood(reading).facts().events();
    }
}
