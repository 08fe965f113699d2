package dev.sluice.domain.decision;

import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A simulated outcome beside what the rule as it stands makes of the same event: what it was recorded to have made of it
 * then, or, where there is no record, what it would have.
 */
public record Comparison(Simulation.Outcome now, Optional<Before> before) {
    public Comparison {
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(before, "before");
    }

    /** {@code recorded}: by dispatch, at the time, with the rule of that {@code version}. */
    public record Before(Decision decision, boolean recorded, long version) {
        public Before {
            Objects.requireNonNull(decision, "decision");
        }
    }

    /** Whether verdict or reason differ. */
    public boolean differs() {
        return before.filter(b -> !same(b.decision(), now.decision())).isPresent();
    }

    /** {@code standing} are the outcomes of the rule as it stands, of {@code version}, for the very same deliveries. */
    public static List<Comparison> of(
            List<Simulation.Outcome> draft,
            List<Simulation.Outcome> standing,
            long version,
            List<DecisionRecord> recorded) {
        Map<Place, Before> before = new HashMap<>();
        standing.forEach(
                o -> before.put(new Place(o.delivery(), o.eventIndex()), new Before(o.decision(), false, version)));
        recorded.forEach(r -> before.put(
                new Place(r.delivery(), r.eventIndex()),
                new Before(r.decision(), true, r.rule().version())));
        return draft.stream()
                .map(o -> new Comparison(o, Optional.ofNullable(before.get(new Place(o.delivery(), o.eventIndex())))))
                .toList();
    }

    private static boolean same(Decision a, Decision b) {
        return a.verdict() == b.verdict() && code(a).equals(code(b));
    }

    private static Optional<ReasonCode> code(Decision decision) {
        return decision.reason().map(Reason::code);
    }

    private record Place(DeliveryId delivery, int eventIndex) {}
}
