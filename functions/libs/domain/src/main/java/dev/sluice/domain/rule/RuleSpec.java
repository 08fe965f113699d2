package dev.sluice.domain.rule;

import java.util.Objects;
import java.util.Optional;

/**
 * A rule as people write it: see {@link RuleParser} for its JSON. {@code repository} is absent where the project's only one
 * is meant. {@code maxConsecutiveFailures} trips the circuit breaker; 0 = never.
 */
public record RuleSpec(
        String name,
        boolean enabled,
        Optional<String> repository,
        Trigger trigger,
        Conditions conditions,
        Cooldown cooldown,
        ApprovalGate approval,
        Action action,
        int maxConsecutiveFailures) {
    public RuleSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(trigger, "trigger");
        Objects.requireNonNull(conditions, "conditions");
        Objects.requireNonNull(cooldown, "cooldown");
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
    }

    public RuleSpec withEnabled(boolean now) {
        return new RuleSpec(
                name, now, repository, trigger, conditions, cooldown, approval, action, maxConsecutiveFailures);
    }
}
