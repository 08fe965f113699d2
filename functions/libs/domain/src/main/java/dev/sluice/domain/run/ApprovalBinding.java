package dev.sluice.domain.run;

import dev.sluice.domain.decision.RefHead;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.rule.Rule;
import java.util.Optional;

/**
 * What an approval is good for: the run's commit, its frozen build and the version of its rule, and nothing else. Whoever
 * approves, approves these; where one of them changed meanwhile, the question has to be asked again.
 */
public final class ApprovalBinding {
    private ApprovalBinding() {}

    /** How things are now. {@code sourceBuild} counts only for a run that promotes a build. */
    public record Now(Optional<Rule> rule, RefHead head, Optional<Build> sourceBuild) {}

    /** Why the question no longer fits; empty while it does. */
    public static Optional<Reason> broken(Run run, Now now) {
        return edited(run, now.rule()).or(() -> moved(run, now.head())).or(() -> rebuilt(run, now.sourceBuild()));
    }

    /** Whether the rule is another by now, or gone. */
    public static Optional<Reason> edited(Run run, Optional<Rule> rule) {
        if (rule.isEmpty()) {
            return reason(ReasonCode.RULE_CHANGED, "The rule was deleted since the approval was asked for.");
        }
        if (rule.get().version() != run.rule().version()) {
            return reason(
                    ReasonCode.RULE_CHANGED,
                    "The rule was edited since the approval was asked for: it is at version "
                            + rule.get().version() + ", the run has version "
                            + run.rule().version() + ".");
        }
        return Optional.empty();
    }

    /**
     * Whether the branch or tag points elsewhere than when the event was told. What a person told one rule does not move: the
     * commit of a re-run was chosen, wherever its branch is by now.
     */
    public static Optional<Reason> moved(Run run, RefHead head) {
        Event event = run.event();
        boolean follows = event.kind() == EventKind.PUSH || event.kind() == EventKind.TAG_PUSH;
        if (!follows
                || event.rule().isPresent()
                || head.head().isEmpty()
                || head.head().equals(event.after())) {
            return Optional.empty();
        }
        String kind = event.kind() == EventKind.TAG_PUSH ? "tag " : "branch ";
        String what = head.head().equals(Event.NO_COMMIT) ? " was deleted" : " was moved to " + shortened(head.head());
        return reason(
                ReasonCode.REF_MOVED,
                "The " + kind + event.ref() + what + "; the run is for " + shortened(event.after()) + ".");
    }

    /** Whether the answer hangs on what the source runs: it does not where a person chose the build, by repeating a run. */
    public static boolean followsSource(Run run) {
        return run.gates().frozen().isPresent()
                && run.rerun().flatMap(Rerun::frozen).isEmpty();
    }

    /** Whether the source runs another build than the one that was frozen. */
    public static Optional<Reason> rebuilt(Run run, Optional<Build> source) {
        Optional<Build> frozen = run.gates().frozen();
        if (!followsSource(run) || frozen.equals(source)) {
            return Optional.empty();
        }
        String from = run.spec().action().source().map(Object::toString).orElse("the source");
        return reason(
                ReasonCode.SOURCE_BUILD_CHANGED,
                "The build in " + from + " is no longer " + frozen.get().id()
                        + source.map(b -> ", but " + b.id()).orElse(", and what runs there now is not known") + ".");
    }

    private static Optional<Reason> reason(ReasonCode code, String message) {
        return Optional.of(new Reason(code, message));
    }

    private static String shortened(String commit) {
        return commit.length() > 12 ? commit.substring(0, 12) : commit;
    }
}
