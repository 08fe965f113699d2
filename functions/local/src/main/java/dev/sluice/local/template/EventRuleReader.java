package dev.sluice.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads EventBridge rules: {@code rate(...)} schedules, and patterns of exact values on the fields we use. */
final class EventRuleReader {

    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|minutes|hour|hours|day|days)\\)");
    private static final Set<String> TARGET_FIELDS = Set.of("Arn", "Id", "Input", "RetryPolicy");

    private final UnaryOperator<String> functionOf;

    EventRuleReader(UnaryOperator<String> functionOf) {
        this.functionOf = functionOf;
    }

    /** One rule with its references filled in; nothing when it is disabled. */
    Optional<EventRuleSpec> rule(String id, JsonNode properties) {
        String where = "Resources." + id + ".Properties.";
        if (properties.path("State").asText("ENABLED").equals("DISABLED")) {
            return Optional.empty();
        }
        Optional<Duration> every = Optional.of(
                        properties.path("ScheduleExpression").asText(""))
                .filter(expression -> !expression.isEmpty())
                .map(expression -> period(expression, where));
        Optional<JsonNode> pattern =
                Optional.of(properties.path("EventPattern")).filter(JsonNode::isObject);
        pattern.ifPresent(body -> check(body, where + "EventPattern"));
        if (every.isEmpty() && pattern.isEmpty()) {
            throw new InvalidTemplate(where + "ScheduleExpression: a rule has a schedule or a pattern");
        }
        return Optional.of(new EventRuleSpec(id, every, pattern, targets(properties.path("Targets"), where)));
    }

    private List<EventRuleSpec.Target> targets(JsonNode targets, String where) {
        var read = new ArrayList<EventRuleSpec.Target>();
        for (JsonNode target : targets) {
            target.fieldNames().forEachRemaining(field -> {
                if (!TARGET_FIELDS.contains(field)) {
                    throw new InvalidTemplate(where + "Targets: the field " + field + " is not carried out here");
                }
            });
            read.add(new EventRuleSpec.Target(
                    functionOf.apply(target.path("Arn").asText()),
                    Optional.of(target.path("Input").asText("")).filter(input -> !input.isEmpty()),
                    target.path("RetryPolicy").path("MaximumRetryAttempts").asInt(2)));
        }
        return read;
    }

    private static Duration period(String expression, String where) {
        Matcher rate = RATE.matcher(expression);
        if (!rate.matches()) {
            throw new InvalidTemplate(
                    where + "ScheduleExpression: " + expression + " is not carried out here; rate(...) is");
        }
        long count = Long.parseLong(rate.group(1));
        return switch (rate.group(2).charAt(0)) {
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** Every leaf has to be a list of plain texts: prefixes, numbers and the like are refused rather than misread. */
    private static void check(JsonNode pattern, String where) {
        pattern.properties().forEach(field -> {
            String here = where + "." + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject()) {
                check(value, here);
                return;
            }
            boolean plain = value.isArray() && !value.isEmpty();
            for (JsonNode item : value) {
                plain &= item.isTextual();
            }
            if (!plain) {
                throw new InvalidTemplate(here + ": a pattern is a list of exact texts here, not " + value);
            }
        });
    }
}
