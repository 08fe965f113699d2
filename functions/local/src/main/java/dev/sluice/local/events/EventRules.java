package dev.sluice.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.io.Json;
import dev.sluice.local.template.EventRuleSpec;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** EventBridge: calls the functions of a rule on its schedule, or when an event matches its pattern. */
public final class EventRules {

    private static final System.Logger LOG = System.getLogger(EventRules.class.getName());

    private final List<EventRuleSpec> rules;
    private final Invoker invoker;
    private final Clock clock;
    private final String region;
    private final String account;

    public EventRules(List<EventRuleSpec> rules, Invoker invoker, Clock clock, String region, String account) {
        this.rules = List.copyOf(rules);
        this.invoker = invoker;
        this.clock = clock;
        this.region = region;
        this.account = account;
    }

    /** Starts the schedules; each fires for the first time after one whole period, as on AWS. */
    public void start(ScheduledExecutorService timer) {
        for (EventRuleSpec rule : rules) {
            rule.every().ifPresent(period -> {
                var ignored = timer.scheduleAtFixedRate(
                        () -> fire(rule, scheduled(rule)), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
            });
        }
    }

    /** Puts an event on the bus: every rule whose pattern it matches fires. */
    public void publish(String source, String detailType, JsonNode detail, List<String> resources) {
        ObjectNode event = envelope(source, detailType);
        resources.forEach(event.withArray("resources")::add);
        event.set("detail", detail);
        for (EventRuleSpec rule : rules) {
            if (rule.pattern().filter(pattern -> matches(pattern, event)).isPresent()) {
                fire(rule, event);
            }
        }
    }

    /** Whether an event has, for each field of the pattern, one of the listed texts. */
    static boolean matches(JsonNode pattern, JsonNode event) {
        for (var field : pattern.properties()) {
            JsonNode wanted = field.getValue();
            JsonNode seen = event.path(field.getKey());
            if (wanted.isObject() ? !matches(wanted, seen) : !contains(wanted, seen)) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(JsonNode wanted, JsonNode seen) {
        for (JsonNode value : wanted) {
            if (value.equals(seen)) {
                return true;
            }
        }
        return false;
    }

    private ObjectNode scheduled(EventRuleSpec rule) {
        ObjectNode event = envelope("aws.events", "Scheduled Event");
        event.withArray("resources").add("arn:aws:events:" + region + ":" + account + ":rule/" + rule.name());
        event.putObject("detail");
        return event;
    }

    private ObjectNode envelope(String source, String detailType) {
        return Json.object()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", account)
                .put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", region);
    }

    private void fire(EventRuleSpec rule, ObjectNode event) {
        for (EventRuleSpec.Target target : rule.targets()) {
            byte[] payload = target.input()
                    .map(input -> input.getBytes(StandardCharsets.UTF_8))
                    .orElseGet(() -> Json.bytes(event));
            call(target, payload, target.retries());
        }
    }

    private void call(EventRuleSpec.Target target, byte[] payload, int retriesLeft) {
        var ignored = invoker.invoke(target.function(), payload)
                .thenAccept(result -> result.fold(answered -> null, failed -> {
                    LOG.log(Level.WARNING, "an event for " + target.function() + " failed: " + failed.summary());
                    if (retriesLeft > 0) {
                        call(target, payload, retriesLeft - 1);
                    }
                    return null;
                }));
    }
}
