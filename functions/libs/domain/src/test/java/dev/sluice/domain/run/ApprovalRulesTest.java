package dev.sluice.domain.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.RunId;
import dev.sluice.domain.Samples;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.decision.RefHead;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;

/** What an approval is good for, and for whom. */
class ApprovalRulesTest {
    private static final Build B1 = new Build("b-1", Samples.B, "sha256:1");
    private static final Build B2 = new Build("b-2", Samples.B, "sha256:2");
    private static final Member ADA = Member.of(Samples.PROJECT, "ada@example.org", Role.ADMIN);

    @Example
    void a_push_is_bound_to_its_branch_and_a_re_run_to_the_commit_that_was_chosen() {
        Event push = Samples.push(Samples.A, Samples.B);
        RefHead elsewhere =
                new RefHead(Samples.PROJECT, push.repository(), push.qualifiedRef(), Samples.C, Samples.B, 2, 2);
        assertThat(ApprovalBinding.moved(pending(push, Optional.empty()), elsewhere))
                .map(Reason::code)
                .contains(ReasonCode.REF_MOVED);
        assertThat(ApprovalBinding.moved(pending(push.toldTo(Samples.RULE), again(Optional.empty())), elsewhere))
                .isEmpty();
    }

    @Example
    void a_build_frozen_at_admission_is_bound_to_its_source_and_one_that_a_person_repeats_is_not() {
        Event push = Samples.push(Samples.A, Samples.B);
        Run admitted = frozen(pending(push, Optional.empty()), B1);
        assertThat(ApprovalBinding.rebuilt(admitted, Optional.of(B1))).isEmpty();
        assertThat(ApprovalBinding.rebuilt(admitted, Optional.of(B2)))
                .map(Reason::code)
                .contains(ReasonCode.SOURCE_BUILD_CHANGED);
        assertThat(ApprovalBinding.rebuilt(admitted, Optional.empty())).isPresent();
        Run repeated = pending(push.toldTo(Samples.RULE), again(Optional.of(B1)));
        assertThat(repeated.gates().frozen()).contains(B1);
        assertThat(ApprovalBinding.rebuilt(repeated, Optional.of(B2))).isEmpty();
    }

    @Example
    void an_edit_of_the_rule_and_its_deletion_void_the_question() {
        Run run = pending(Samples.push(Samples.A, Samples.B), Optional.empty());
        Rule rule = Samples.rule(Samples.ruleJson());
        assertThat(ApprovalBinding.edited(run, Optional.of(rule))).isEmpty();
        assertThat(ApprovalBinding.edited(run, Optional.of(rule.edited(rule.spec(), Samples.NOW, "ada"))))
                .map(Reason::message)
                .hasValueSatisfying(m -> assertThat(m).contains("version 2"));
        assertThat(ApprovalBinding.edited(run, Optional.empty())).isPresent();
    }

    @Example
    void a_button_pressed_by_somebody_who_left_the_project_can_still_be_decided() {
        Event pressed = manual("gone@example.org");
        assertThat(ApprovalRights.objection(guarded(pressed), ADA, List.of(ADA)))
                .isEmpty();
        assertThat(ApprovalRights.objection(guarded(manual(ADA.email())), ADA, List.of(ADA)))
                .isPresent();
        Run pushed = guarded(Samples.push(Samples.A, Samples.B));
        assertThat(ApprovalRights.objection(pushed, ADA, List.of(ADA)))
                .hasValueSatisfying(o -> assertThat(o).contains("octocat"));
        Member known = new Member(
                ADA.project(), ADA.email(), ADA.role(), Map.of(pushed.event().provider(), "ada"), 1);
        assertThat(ApprovalRights.objection(pushed, known, List.of(known))).isEmpty();
    }

    @Example
    void a_link_keeps_the_hash_of_its_token_and_ends_with_its_question() {
        Run run = pending(Samples.push(Samples.A, Samples.B), Optional.empty());
        Approval question = run.gates().approval().orElseThrow();
        Secret token = new Secret("x".repeat(43));
        ApprovalLink link = ApprovalLink.to(run, question, "Ada@example.org", token);
        assertThat(link.tokenHash()).isEqualTo(ApprovalLink.hash(token)).doesNotContain("xxx");
        assertThat(link.email()).isEqualTo("ada@example.org");
        assertThat(link.expiresAt()).isEqualTo(question.expiresAt());
    }

    @Example
    void a_question_is_answered_until_its_end_and_once() {
        Run run = pending(Samples.push(Samples.A, Samples.B), Optional.empty());
        Instant end = run.gates().approval().orElseThrow().expiresAt();
        assertThat(RunDecisions.answered(run, yes(end))).isEmpty();
        Run approved = RunDecisions.answered(run, yes(end.minusMillis(1))).orElseThrow();
        assertThat(approved.status()).isEqualTo(RunStatus.QUEUED);
        assertThat(RunDecisions.answered(approved, yes(end.minusMillis(1)))).isEmpty();
    }

    private static Approval.Answer yes(Instant at) {
        return new Approval.Answer(Approval.Decision.APPROVED, ADA.email(), at, "");
    }

    private static Optional<Rerun> again(Optional<Build> build) {
        return Optional.of(new Rerun(new RunId(Ulid.of(Samples.NOW, "first")), ADA.email(), build));
    }

    private static Run pending(Event event, Optional<Rerun> rerun) {
        return pending(Samples.spec(Samples.ruleJson()), event, rerun);
    }

    private static Run guarded(Event event) {
        return pending(
                Samples.spec(Samples.ruleJson("approval", Map.of("required", true, "prevent_self_approval", true))),
                event,
                Optional.empty());
    }

    private static Run pending(RuleSpec spec, Event event, Optional<Rerun> rerun) {
        Run.Origin origin = new Run.Origin(event, Samples.DELIVERY, rerun, Samples.NOW);
        RuleRef rule = new RuleRef(Samples.RULE, spec.name(), 1);
        Run run = Run.created(Samples.PROJECT, new RunId(Ulid.of(Samples.NOW, "run")), rule, spec, origin)
                .on(RunInput.ASK_APPROVAL, Samples.NOW, Optional.empty())
                .orElseThrow();
        Approval question = Approval.asked(Samples.NOW, Duration.ofHours(1), Approval.Background.unknown());
        return run.edit().gates(run.gates().with(question)).build();
    }

    private static Run frozen(Run run, Build build) {
        return run.edit().gates(run.gates().withFrozen(Optional.of(build))).build();
    }

    private static Event manual(String by) {
        Event push = Samples.push(Samples.A, Samples.B);
        return new Event(
                Provider.SLUICE,
                EventKind.MANUAL,
                push.repository(),
                "main",
                "",
                push.after(),
                push.commit(),
                false,
                false,
                by,
                "",
                "",
                push.changedPaths(),
                Optional.empty(),
                Optional.of(Samples.RULE));
    }
}
