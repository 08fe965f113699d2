package dev.sluice.api.run;

import dev.sluice.api.access.Members;
import dev.sluice.api.platform.PlatformBuilds;
import dev.sluice.api.run.Outcome.Broken;
import dev.sluice.api.run.Outcome.Decided;
import dev.sluice.api.run.Outcome.Forbidden;
import dev.sluice.api.run.Outcome.Silent;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.decision.RefHead;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.ApprovalBinding;
import dev.sluice.domain.run.ApprovalRights;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunDecisions;
import dev.sluice.domain.store.DeliveryStore;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.Write;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides runs that wait for an approval, whichever way a person came. One commit names everything that the decision rests
 * on as it was read: the run, the rule, the ref's head, and that the person is an Admin; whoever loses it looks again.
 */
@ApplicationScoped
public class Decisions {
    private final ProjectStore projects;
    private final DeliveryStore deliveries;
    private final PlatformBuilds platforms;
    private final Clock clock;

    Decisions(ProjectStore projects, DeliveryStore deliveries, PlatformBuilds platforms, Clock clock) {
        this.projects = projects;
        this.deliveries = deliveries;
        this.platforms = platforms;
        this.clock = clock;
    }

    /** One person's wish. {@code comment} may be empty. */
    public record Wish(ProjectId project, String email, Approval.Decision decision, String comment) {}

    /** What this wish would lead to now, and what to write for it. Changes nothing, but asks the source's platform. */
    public Outcome consider(Run run, Wish wish) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Member> decider = projects.member(wish.project(), wish.email());
        Optional<Outcome> no = refusal(run, decider, now);
        if (no.isPresent()) {
            return no.get();
        }
        Approval.Answer answer = new Approval.Answer(wish.decision(), wish.email(), now, wish.comment());
        Write stillAdmin = Write.expect(decider.orElseThrow());
        return switch (wish.decision()) {
            case APPROVED -> approved(run, answer, stillAdmin);
            case REJECTED -> decided(run, answer, List.of(stillAdmin));
        };
    }

    /**
     * What keeps this person from deciding, as the table has it, whatever the decision; then what keeps anybody from
     * approving. Empty where the question is as it was. Asks no platform.
     */
    public Optional<Outcome> obstacle(Run run, String email) {
        Optional<Member> decider = projects.member(run.project(), email);
        return refusal(run, decider, clock.instant()).or(() -> stale(run, rule(run), head(run)));
    }

    private Optional<Outcome> refusal(Run run, Optional<Member> decider, Instant now) {
        if (decider.filter(m -> m.role().covers(Role.ADMIN)).isEmpty()) {
            return Optional.of(new Forbidden(Forbidden.NO_ADMIN, "Only an Admin of the project may decide this."));
        }
        return Questions.closed(run, now).or(() -> objection(run, decider.get()));
    }

    private Optional<Outcome> objection(Run run, Member decider) {
        boolean guarded = run.spec().approval().preventSelfApproval();
        List<Member> all = guarded ? Members.of(projects, run.project()) : List.of(decider);
        return ApprovalRights.objection(run, decider, all).map(why -> new Forbidden(Forbidden.SELF, why));
    }

    private Outcome approved(Run run, Approval.Answer answer, Write stillAdmin) {
        Optional<Rule> rule = rule(run);
        RefHead head = head(run);
        return stale(run, rule, head)
                .or(() -> rebuilt(run))
                .orElseGet(() -> decided(
                        run, answer, List.of(stillAdmin, Write.expect(rule.orElseThrow()), Write.expect(head))));
    }

    private static Optional<Outcome> stale(Run run, Optional<Rule> rule, RefHead head) {
        return ApprovalBinding.edited(run, rule)
                .or(() -> ApprovalBinding.moved(run, head))
                .map(why -> new Broken(run, why, rule.isPresent()));
    }

    private Optional<Outcome> rebuilt(Run run) {
        if (!ApprovalBinding.followsSource(run)) {
            return Optional.empty();
        }
        Optional<Environment> source =
                run.spec().action().source().flatMap(s -> projects.environment(run.project(), s));
        return source.map(platforms::running)
                .map(serving -> serving.<Optional<Outcome>>fold(
                        build -> rebuilt(run, build), silence -> Optional.of(Silent.platform(silence))))
                .orElseGet(() -> rebuilt(run, Optional.empty()));
    }

    private static Optional<Outcome> rebuilt(Run run, Optional<Build> now) {
        Optional<Reason> why = ApprovalBinding.rebuilt(run, now);
        return why.map(w -> new Broken(run, w, true));
    }

    private Outcome decided(Run run, Approval.Answer answer, List<Write> rests) {
        Run then = RunDecisions.answered(run, answer).orElseThrow();
        List<Write> writes = new ArrayList<>(rests);
        writes.add(Write.save(then));
        RuleState state = projects.ruleState(run.project(), run.rule().id());
        RuleState left = then.status().isFinal() ? state.leftBy(run.id()) : state.notWaitedFor(run.id());
        if (!left.equals(state)) {
            writes.add(Write.save(left));
        }
        return new Decided(then, writes);
    }

    private Optional<Rule> rule(Run run) {
        return projects.rule(run.project(), run.rule().id());
    }

    private RefHead head(Run run) {
        return deliveries.head(run.project(), run.event());
    }
}
