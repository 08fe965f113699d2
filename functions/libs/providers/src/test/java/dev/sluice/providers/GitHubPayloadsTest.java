package dev.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.providers.Payloads.Expected;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded payload of GitHub says what was noted down about it. */
class GitHubPayloadsTest {
    private static final Set<String> PULL_REQUESTS = Set.of("pr_opened", "pr_merged");

    static Stream<Expected> pushes() {
        return Payloads.expected("github").filter(e -> e.event().equals("push"));
    }

    static Stream<Expected> openedOrMerged() {
        return Payloads.expected("github").filter(e -> PULL_REQUESTS.contains(e.kind()));
    }

    static Stream<Expected> others() {
        return Payloads.expected("github").filter(e -> !e.event().equals("push") && !PULL_REQUESTS.contains(e.kind()));
    }

    @Test
    void finds_all_recorded_payloads() {
        assertThat(pushes()).hasSize(11);
        assertThat(openedOrMerged()).hasSize(3);
        assertThat(others()).hasSize(9);
    }

    @ParameterizedTest
    @MethodSource("pushes")
    void reads_a_recorded_push(Expected expected) {
        Event event = read(expected);
        assertThat(event.provider()).isEqualTo(Provider.GITHUB);
        assertThat(event.kind())
                .isEqualTo(expected.fact("ref_type").equals("tag") ? EventKind.TAG_PUSH : EventKind.PUSH);
        assertThat(event.repository()).isEqualTo(expected.fact("repo"));
        assertThat(event.ref()).isEqualTo(expected.fact("ref"));
        assertThat(event.before()).isEqualTo(expected.fact("before"));
        assertThat(event.after()).isEqualTo(expected.fact("after_raw"));
        assertThat(event.commit()).isEqualTo(expected.fact("sha"));
        assertThat(event.deleted()).isEqualTo(isTrue(expected, "deleted"));
        assertThat(event.forced()).isEqualTo(isTrue(expected, "forced"));
        assertThat(event.actor()).isEqualTo(expected.fact("actor"));
        assertThat(event.changedPaths().paths())
                .hasSize(Integer.parseInt(expected.fact("changed_files")))
                .doesNotHaveDuplicates();
        assertThat(event.url()).startsWith("https://github.com/");
        assertThat(event.pullRequest()).isEmpty();
        assertThat(event.rule()).isEmpty();
    }

    /**
     * The notes ask whether each listed commit has its files. That is not yet all that a push changed: a forced one also
     * takes commits away, and one without commits moves to some that are known already.
     */
    @ParameterizedTest
    @MethodSource("pushes")
    void knows_when_a_recorded_push_names_all_its_paths(Expected expected) {
        boolean listsItsCommits = !expected.fact("commits_listed").equals("0") && !isTrue(expected, "forced");
        assertThat(read(expected).changedPaths().complete())
                .isEqualTo(isTrue(expected, "files_complete") && (listsItsCommits || isTrue(expected, "deleted")));
    }

    @ParameterizedTest
    @MethodSource("openedOrMerged")
    void reads_a_recorded_pull_request(Expected expected) {
        Event event = read(expected);
        boolean merged = isTrue(expected, "pr_merged");
        assertThat(event.kind()).isEqualTo(merged ? EventKind.PR_MERGE : EventKind.PR_OPEN);
        assertThat(event.repository()).isEqualTo(expected.fact("repo"));
        assertThat(event.ref()).isEqualTo(expected.fact("pr_number"));
        assertThat(event.after()).isEqualTo(expected.fact("sha"));
        assertThat(event.commit()).isEqualTo(expected.fact(merged ? "merge_sha" : "sha"));
        assertThat(event.actor()).isEqualTo(expected.fact("actor"));
        assertThat(event.changedPaths().complete()).isFalse();
        assertThat(event.pullRequest()).hasValueSatisfying(request -> {
            assertThat(String.valueOf(request.number())).isEqualTo(expected.fact("pr_number"));
            assertThat(request.sourceBranch()).isEqualTo(expected.fact("pr_source"));
            assertThat(request.sourceRepository()).isEqualTo(expected.fact("pr_source_repo"));
            assertThat(request.targetBranch()).isEqualTo(expected.fact("pr_target"));
            assertThat(request.fork())
                    .isEqualTo(!expected.fact("pr_source_repo").equals(expected.fact("repo")));
        });
    }

    @ParameterizedTest
    @MethodSource("others")
    void ignores_any_other_recorded_delivery_with_a_reason(Expected expected) {
        assertThat(Requests.ignored(Requests.read(expected.event(), expected.body())))
                .isNotBlank();
    }

    private static Event read(Expected expected) {
        return Requests.event(Requests.read(expected.event(), expected.body()));
    }

    private static boolean isTrue(Expected expected, String fact) {
        return expected.fact(fact).equals("true");
    }
}
