package dev.sluice.engine.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.Notice;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.notice.NoticeAttempt;
import dev.sluice.domain.notice.NoticeAttempt.Outcome;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeChannel.Kind;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunInput;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

class NotifyTest {
    private final Desk desk = new Desk();
    private final String hook = desk.receiver.uri("/hook").toString();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void each_channel_that_chose_the_event_is_told_and_no_other() throws Exception {
        desk.channel(Kind.WEBHOOK, hook, NoticeEvent.RUN_FAILED, NoticeEvent.RULE_DISABLED);
        desk.channel(Kind.WEBHOOK, desk.receiver.uri("/other").toString(), NoticeEvent.RUN_SUCCEEDED);
        desk.channel(Kind.SLACK, desk.receiver.uri("/slack/T0/secret").toString(), NoticeEvent.RUN_FAILED);
        desk.channel(Kind.TEAMS, desk.receiver.uri("/teams").toString(), NoticeEvent.RUN_FAILED);
        desk.channel(Kind.DISCORD, desk.receiver.uri("/discord").toString(), NoticeEvent.RUN_FAILED);
        desk.channel(Kind.EMAIL, "team@example.org", NoticeEvent.RUN_FAILED);

        desk.happens(NoticeEvent.RUN_FAILED, stored(Runs.failed()));

        assertThat(desk.receiver.received)
                .extracting(Receiver.Received::path)
                .containsExactlyInAnyOrder("/hook", "/slack/T0/secret", "/teams", "/discord");
        assertThat(recipients()).containsExactly("team@example.org");
    }

    @Test
    void who_pressed_run_gets_the_end_by_e_mail_and_nobody_gets_the_end_of_a_push() throws Exception {
        desk.member("dev@example.org", Role.DEVELOPER);

        desk.happens(NoticeEvent.RUN_FAILED, stored(Runs.failed()));
        assertThat(recipients()).isEmpty();
        desk.happens(NoticeEvent.RUN_FAILED, stored(Runs.failed(EventKind.MANUAL, "dev@example.org")));
        desk.happens(NoticeEvent.RUN_FAILED, stored(Runs.failed(EventKind.MANUAL, "left@example.org")));

        assertThat(recipients()).containsExactly("dev@example.org");
        MimeMessage mail = desk.mail.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("demo: \"Deploy staging\" failed");
        assertThat(text(mail)).contains("Why: npm ended with 1").contains(Desk.BASE + "/projects/demo/runs/");
    }

    @Test
    void every_admin_is_asked_for_an_approval_by_e_mail_with_a_link_of_his_own() throws Exception {
        desk.member("ann@example.org", Role.ADMIN);
        desk.member("bob@example.org", Role.ADMIN);
        desk.member("dev@example.org", Role.DEVELOPER);
        Run run = stored(Runs.pendingApproval());

        desk.happens(NoticeEvent.APPROVAL_REQUESTED, run);
        desk.happens(NoticeEvent.APPROVAL_REMINDER, run);

        assertThat(recipients())
                .containsExactlyInAnyOrder("ann@example.org", "bob@example.org", "ann@example.org", "bob@example.org");
        for (MimeMessage mail : desk.mail.getReceivedMessages()) {
            String to = mail.getAllRecipients()[0].toString();
            assertThat(text(mail)).contains(Desk.BASE + "/approvals/of-" + to);
        }
    }

    @Test
    void an_approver_without_a_link_of_his_own_is_led_to_the_run() throws Exception {
        desk.member("ann@example.org", Role.ADMIN);
        desk.approvals = new NoApprovalLinks();
        Run run = stored(Runs.pendingApproval());

        desk.happens(NoticeEvent.APPROVAL_REQUESTED, run);

        assertThat(text(desk.mail.getReceivedMessages()[0])).contains(Desk.BASE + "/projects/demo/runs/" + run.id());
    }

    @Test
    void a_personal_link_goes_to_no_channel_and_an_admins_address_is_written_to_once() throws Exception {
        desk.member("ann@example.org", Role.ADMIN);
        desk.channel(Kind.EMAIL, "Ann@example.org", NoticeEvent.APPROVAL_REQUESTED);
        desk.channel(Kind.EMAIL, "team@example.org", NoticeEvent.APPROVAL_REQUESTED);

        desk.happens(NoticeEvent.APPROVAL_REQUESTED, stored(Runs.pendingApproval()));

        assertThat(recipients()).containsExactlyInAnyOrder("ann@example.org", "team@example.org");
        for (MimeMessage mail : desk.mail.getReceivedMessages()) {
            boolean personal = text(mail).contains("/approvals/");
            assertThat(personal).isEqualTo(mail.getAllRecipients()[0].toString().equals("ann@example.org"));
        }
    }

    @Test
    void a_question_that_is_answered_by_then_is_not_asked() {
        desk.member("ann@example.org", Role.ADMIN);
        Run decided = Runs.pendingApproval()
                .on(RunInput.REJECT, Instant.now(), Optional.empty())
                .orElseThrow();

        desk.happens(NoticeEvent.APPROVAL_REQUESTED, stored(decided));

        assertThat(desk.mail.getReceivedMessages()).isEmpty();
        assertThat(desk.attempts(decided.id()))
                .extracting(NoticeAttempt::detail)
                .containsExactly("The run waits for no approval any more.");
    }

    @Test
    void a_message_delivered_again_sends_nothing_again() {
        desk.channel(Kind.WEBHOOK, hook, NoticeEvent.RUN_FAILED);
        desk.channel(Kind.EMAIL, "team@example.org", NoticeEvent.RUN_FAILED);
        Run run = stored(Runs.failed());

        desk.happens(NoticeEvent.RUN_FAILED, run);
        desk.happens(NoticeEvent.RUN_FAILED, run);

        assertThat(desk.receiver.received).hasSize(1);
        assertThat(desk.mail.getReceivedMessages()).hasSize(1);
        assertThat(desk.attempts(run.id())).hasSize(2).allMatch(a -> a.outcome() == Outcome.SENT);
    }

    @Test
    void a_failed_send_is_tried_again_by_the_queue_and_at_its_last_delivery_given_up() {
        desk.receiver.status.set(500);
        NoticeChannel channel = desk.channel(Kind.WEBHOOK, hook, NoticeEvent.RUN_FAILED);
        Run run = stored(Runs.failed());
        desk.queue.send(new Notice(run.project(), run.id(), "run.failed").to(channel.recipient()));
        Message message = desk.receive().get(0);

        assertThat(desk.works(message, 1)).isFalse();
        assertThat(desk.receive()).as("held back").isEmpty();
        assertThat(desk.works(message, 2)).isFalse();
        assertThat(desk.works(message, Desk.TRIES)).as("to the dead letters").isFalse();

        assertThat(desk.attempts(run.id()))
                .extracting(NoticeAttempt::outcome)
                .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.GIVEN_UP);
        assertThat(desk.attempts(run.id())).extracting(NoticeAttempt::detail).containsOnly("The server answered 500.");
        assertThat(desk.receiver.received)
                .extracting(r -> r.headers().get("webhook-id"))
                .hasSize(3)
                .containsOnly(desk.receiver.received.get(0).headers().get("webhook-id"));
    }

    @Test
    void one_channel_that_fails_keeps_no_other_from_its_notice() {
        desk.channel(Kind.WEBHOOK, "https://127.0.0.1:1/hook", NoticeEvent.RUN_FAILED);
        desk.channel(Kind.WEBHOOK, hook, NoticeEvent.RUN_FAILED);
        Run run = stored(Runs.failed());

        desk.happens(NoticeEvent.RUN_FAILED, run);

        assertThat(desk.receiver.received).hasSize(1);
        assertThat(desk.attempts(run.id()))
                .extracting(NoticeAttempt::outcome)
                .containsExactlyInAnyOrder(Outcome.FAILED, Outcome.SENT);
    }

    @Test
    void without_an_smtp_server_the_attempt_says_so_and_nothing_is_tried_again() {
        desk.withoutMail().channel(Kind.EMAIL, "team@example.org", NoticeEvent.RUN_FAILED);
        Run run = stored(Runs.failed());
        desk.queue.send(new Notice(run.project(), run.id(), "run.failed"));

        assertThat(desk.work()).isEmpty();

        assertThat(desk.attempts(run.id())).hasSize(1).allSatisfy(attempt -> {
            assertThat(attempt.detail()).isEqualTo("No SMTP server is configured.");
            assertThat(attempt.outcome()).isEqualTo(Outcome.GIVEN_UP);
        });
    }

    @Test
    void an_attempt_shows_the_host_of_a_chat_and_nothing_more_of_its_address() {
        desk.channel(Kind.SLACK, desk.receiver.uri("/services/T0/hush").toString(), NoticeEvent.RUN_FAILED);
        Run run = stored(Runs.failed());

        desk.happens(NoticeEvent.RUN_FAILED, run);

        assertThat(desk.attempts(run.id())).hasSize(1);
        assertThat(desk.attempts(run.id()).get(0).to()).isEqualTo("127.0.0.1");
        assertThat(desk.attempts(run.id()).toString()).doesNotContain("hush");
    }

    @Test
    void a_test_goes_to_its_one_channel_even_where_that_chose_nothing() {
        NoticeChannel channel = desk.channel(Kind.WEBHOOK, hook);
        RunId test = new RunId(Ulid.of(Instant.now(), "test"));
        desk.queue.send(new Notice(Runs.PROJECT, test, "test").to(channel.recipient()));

        desk.work();

        assertThat(desk.receiver.received).hasSize(1);
        assertThat(desk.receiver.received.get(0).body()).contains("\"type\":\"test\"");
        assertThat(desk.attempts(test)).extracting(NoticeAttempt::outcome).containsExactly(Outcome.SENT);
    }

    @Test
    void an_event_that_nobody_knows_stays_in_the_queue_for_its_dead_letters() {
        Run run = stored(Runs.failed());
        desk.queue.send(new Notice(run.project(), run.id(), "run.levitated"));

        assertThat(desk.work()).hasSize(1);
    }

    private Run stored(Run run) {
        desk.stored(run);
        return run;
    }

    private List<String> recipients() throws MessagingException {
        List<String> all = new java.util.ArrayList<>();
        for (MimeMessage mail : desk.mail.getReceivedMessages()) {
            Arrays.stream(mail.getAllRecipients()).forEach(to -> all.add(to.toString()));
        }
        return all;
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        return MailTest.part(mail, 0);
    }
}
