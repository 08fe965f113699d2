package dev.sluice.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.Samples;
import dev.sluice.domain.event.ChangedPaths;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunInput;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeTextTest {
    private static final URI PAGE = URI.create("https://sluice.example.org/runs/1");

    @Test
    void says_what_ran_where_of_which_commit_and_by_whom() {
        NoticeText text = NoticeText.of(NoticeEvent.RUN_SUCCEEDED, Samples.run(), PAGE);

        assertThat(text.subject()).isEqualTo("demo: \"Deploy staging on push to main\" succeeded");
        assertThat(text.lines())
                .containsExactly(
                        "What: deploy to staging",
                        "Commit: bbbbbbbbbb Change a price (main of acme/shop)",
                        "By: octocat");
        assertThat(text.link()).isEqualTo(PAGE);
    }

    @Test
    void says_why_a_run_failed() {
        Run failed = running()
                .on(
                        RunInput.FAIL,
                        Samples.NOW.plusSeconds(125),
                        Optional.of(new Reason(ReasonCode.ACTION_FAILED, "npm ended with 1")))
                .orElseThrow();

        assertThat(NoticeText.of(NoticeEvent.RUN_FAILED, failed, PAGE).lines())
                .contains("Why: npm ended with 1", "Took: 2 min 5 s");
    }

    @Test
    void tells_an_approver_what_runs_there_what_lies_between_and_until_when() {
        ApprovalFacts facts = new ApprovalFacts(
                Optional.of("v1.2.0"), Optional.of(List.of("abc Fix a typo")), Optional.of(Samples.NOW));
        NoticeText text = NoticeText.of(NoticeEvent.APPROVAL_REQUESTED, Samples.run(), PAGE, facts);

        assertThat(text.subject()).isEqualTo("demo: \"Deploy staging on push to main\" waits for your approval");
        assertThat(text.lines())
                .contains("Runs there now: v1.2.0", "Between: abc Fix a typo", "Expires: 2026-03-01 14:00 UTC");
        assertThat(text.linkLabel()).isEqualTo("Look at it and decide");
    }

    @Test
    void a_long_list_of_commits_is_cut_and_says_so() {
        List<String> commits =
                IntStream.range(0, 25).mapToObj(i -> "commit " + i).toList();
        ApprovalFacts facts = new ApprovalFacts(Optional.empty(), Optional.of(commits), Optional.empty());

        assertThat(NoticeText.of(NoticeEvent.APPROVAL_REMINDER, Samples.run(), PAGE, facts)
                        .lines())
                .contains("Between: commit 19", "Between: and 5 more")
                .doesNotContain("Between: commit 20");
    }

    @Test
    void a_message_of_many_lines_gives_its_first_and_never_a_line_break() {
        NoticeText text = NoticeText.of(
                NoticeEvent.RUN_STARTED, run("Subject\r\n\r\nBcc: everybody@example.org", "eve\u2028\u202eil"), PAGE);

        assertThat(text.lines()).contains("Commit: bbbbbbbbbb Subject (main of acme/shop)", "By: eve il");
        assertThat(new NoticeText("a\r\nBcc: b@example.org", List.of("c\u0000d"), PAGE, "x"))
                .returns("a Bcc: b@example.org", NoticeText::subject)
                .returns(List.of("c d"), NoticeText::lines);
    }

    @Test
    void a_text_without_end_is_cut_between_whole_characters() {
        String line = new NoticeText("x".repeat(299) + "\ud83d\ude80 far", List.of(), PAGE, "x").subject();

        assertThat(line).isEqualTo("x".repeat(299) + "…");
    }

    @ParameterizedTest
    @EnumSource(NoticeEvent.class)
    void every_event_has_words_and_a_name_that_leads_back_to_it(NoticeEvent event) {
        assertThat(NoticeText.of(event, Samples.run(), PAGE).subject()).startsWith("demo: ");
        assertThat(NoticeEvent.of(event.wireName())).contains(event);
    }

    @Test
    void ends_that_an_approval_brought_are_told_as_the_approvals_event() {
        assertThat(NoticeEvent.of("run.rejected")).contains(NoticeEvent.APPROVAL_DECIDED);
        assertThat(NoticeEvent.of("run.expired")).contains(NoticeEvent.APPROVAL_EXPIRED);
        assertThat(NoticeEvent.of("run.superseded")).contains(NoticeEvent.RUN_SUPERSEDED);
        assertThat(NoticeEvent.of("run.levitated")).isEmpty();
        assertThat(NoticeEvent.subscribable().collect(Collectors.toSet())).doesNotContain(NoticeEvent.TEST);
    }

    private static Run running() {
        return Samples.run().on(RunInput.START, Samples.NOW, Optional.empty()).orElseThrow();
    }

    private static Run run(String message, String actor) {
        Event push = new Event(
                Provider.GITHUB,
                EventKind.PUSH,
                "acme/shop",
                "main",
                Samples.A,
                Samples.B,
                Samples.B,
                false,
                false,
                actor,
                message,
                "",
                ChangedPaths.unknown(),
                Optional.empty(),
                Optional.empty());
        Run run = Samples.run();
        return Run.created(
                run.project(),
                run.id(),
                run.rule(),
                run.spec(),
                new Run.Origin(push, Samples.DELIVERY, Optional.empty(), Samples.NOW));
    }
}
