package dev.sluice.domain.run;

import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.rule.Trigger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may answer a run's question. Where the rule prevents self-approval, whoever pushed, pressed Run or asked for the
 * re-run may not; and where nobody can tell who pushed, only people who are known not to have.
 */
public final class ApprovalRights {
    private ApprovalRights() {}

    /** Why this person may not decide this run; empty where they may. {@code members}: all of the project. */
    public static Optional<String> objection(Run run, Member decider, List<Member> members) {
        if (!decider.role().covers(Role.ADMIN)) {
            return Optional.of("Only an Admin of the project may decide this.");
        }
        if (!run.spec().approval().preventSelfApproval()) {
            return Optional.empty();
        }
        boolean asked = run.rerun()
                .filter(r -> decider.email().equalsIgnoreCase(r.by()))
                .isPresent();
        if (asked || caused(run, decider)) {
            return Optional.of(
                    "You started this run yourself, and the rule wants somebody else to decide it (prevent_self_approval).");
        }
        boolean known = run.event().provider() == Provider.SLUICE // whose actors are e-mails, members or not
                || members.stream().anyMatch(m -> caused(run, m))
                || decider.logins().containsKey(run.event().provider());
        return known ? Optional.empty() : Optional.of(unknown(run));
    }

    /**
     * Why nobody could ever answer the questions of such a rule; empty where somebody could. {@code production}: only
     * Admins may run the rule by hand.
     */
    public static Optional<String> deadlock(RuleSpec spec, List<Member> members, boolean production) {
        if (!spec.approval().required() || !spec.approval().preventSelfApproval()) {
            return Optional.empty();
        }
        List<Member> admins =
                members.stream().filter(m -> m.role().covers(Role.ADMIN)).toList();
        if (spec.trigger() instanceof Trigger.Manual) {
            Role least = production ? Role.ADMIN : Role.DEVELOPER;
            long pressing = members.stream().filter(m -> m.role().covers(least)).count();
            return admins.size() < 2 && pressing < 2
                    ? Optional.of("Nobody could pass this gate: the only one who may run the rule is its only Admin.")
                    : Optional.empty();
        }
        boolean tellable = admins.stream()
                .anyMatch(a -> !a.logins().isEmpty()
                        || members.stream()
                                .anyMatch(m -> !m.equals(a) && !m.logins().isEmpty()));
        return tellable
                ? Optional.empty()
                : Optional.of("Nobody could pass this gate: no member has a login of a git host on record, so it cannot"
                        + " be told who pushed. Give members their logins first.");
    }

    private static boolean caused(Run run, Member member) {
        return member.isKnownAs(run.event().provider(), run.event().actor());
    }

    private static String unknown(Run run) {
        return "The rule wants somebody else than the one who pushed to decide (prevent_self_approval), and it is not known"
                + " whether you are " + run.event().actor() + ": your login on "
                + run.event().provider().name().toLowerCase(Locale.ROOT) + " is not on record. An Admin can add it.";
    }
}
