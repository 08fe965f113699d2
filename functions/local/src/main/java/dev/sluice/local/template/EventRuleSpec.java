package dev.sluice.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An EventBridge rule: a schedule or a pattern, and the functions it calls.
 *
 * @param every the period of a schedule
 * @param pattern what an event has to look like
 */
public record EventRuleSpec(String name, Optional<Duration> every, Optional<JsonNode> pattern, List<Target> targets) {

    /**
     * A function to call.
     *
     * @param input a constant to send in place of the event
     */
    public record Target(String function, Optional<String> input, int retries) {}

    public EventRuleSpec {
        targets = List.copyOf(targets);
    }
}
