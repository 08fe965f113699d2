package dev.sluice.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What no compiler sees: each check returns a sentence for every place that breaks it, none where all is well. */
final class CrossChecks {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    private CrossChecks() {}

    static List<String> placeholders(TemplateView template) {
        Set<String> used = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(
                template.stateMachine().path("DefinitionString").asText());
        while (matcher.find()) {
            used.add(matcher.group(1));
        }
        Set<String> filled = new TreeSet<>();
        template.stateMachine().path("DefinitionSubstitutions").fieldNames().forEachRemaining(filled::add);
        List<String> violations = new ArrayList<>();
        used.stream().filter(name -> !filled.contains(name)).forEach(name -> violations.add("${" + name + "} stays"));
        filled.stream()
                .filter(name -> !used.contains(name))
                .forEach(name -> violations.add("nothing uses the substitution " + name));
        return violations;
    }

    static List<String> eventSources(TemplateView template) {
        List<String> violations = new ArrayList<>();
        template.ofType("AWS::Lambda::EventSourceMapping").forEach((id, source) -> {
            String function = TemplateView.target(source.path("FunctionName"));
            String queueId = TemplateView.target(source.path("EventSourceArn"));
            ObjectNode queue = template.properties(queueId);
            if (!source.path("FunctionResponseTypes").toString().contains("\"ReportBatchItemFailures\"")) {
                violations.add(function + " fails whole batches of " + queueId);
            }
            int timeout = template.properties(function).path("Timeout").asInt();
            int visibility = queue.path("VisibilityTimeout").asInt(30);
            if (visibility != 6 * timeout) {
                violations.add(queueId + " hides a message for " + visibility + " s, " + function + " may take "
                        + timeout + " s: it has to be " + 6 * timeout + " s");
            }
            violations.addAll(deadLetters(template, queueId, queue));
        });
        return violations;
    }

    private static List<String> deadLetters(TemplateView template, String queueId, ObjectNode queue) {
        String id = TemplateView.target(queue.path("RedrivePolicy").path("deadLetterTargetArn"));
        if (id.isEmpty()) {
            return List.of(queueId + " has no dead-letter queue");
        }
        ObjectNode letters = template.properties(id);
        List<String> violations = new ArrayList<>();
        if (letters.path("FifoQueue").asBoolean() != queue.path("FifoQueue").asBoolean()) {
            violations.add(id + " is not of the kind of " + queueId + ", which SQS refuses");
        }
        // A parked message keeps the age that it had.
        if (letters.path("MessageRetentionPeriod").asInt()
                <= queue.path("MessageRetentionPeriod").asInt()) {
            violations.add(id + " forgets no later than " + queueId);
        }
        return violations;
    }

    static List<String> tokenWaits(TemplateView template) {
        List<String> violations = new ArrayList<>();
        tokenStates(template).forEach((name, state) -> {
            JsonNode timeout = state.path("TimeoutSeconds");
            if (!timeout.isTextual() && timeout.asInt() <= 0) {
                violations.add(name + " may wait for its token for ever");
            }
            for (JsonNode retrier : state.path("Retry")) {
                for (JsonNode error : retrier.path("ErrorEquals")) {
                    if (Set.of("States.ALL", "States.TaskFailed").contains(error.asText())) {
                        violations.add(name + " retries " + error.asText() + ", so a rejection would be asked again");
                    }
                }
            }
        });
        return violations;
    }

    static List<String> heartbeats(TemplateView template) {
        List<String> violations = new ArrayList<>();
        tokenStates(template).forEach((name, state) -> {
            Matcher placeholder =
                    PLACEHOLDER.matcher(state.path("Arguments").path("QueueUrl").asText());
            if (!placeholder.matches()) {
                return;
            }
            String queue = TemplateView.target(
                    template.stateMachine().path("DefinitionSubstitutions").path(placeholder.group(1)));
            int visibility =
                    template.properties(queue).path("VisibilityTimeout").asInt(30);
            int heartbeat = state.path("HeartbeatSeconds").asInt();
            if (heartbeat < 2 * visibility) {
                violations.add(name + " wants a heartbeat within " + heartbeat + " s, but a message of " + queue
                        + " may be hidden for " + visibility + " s: it has to be " + 2 * visibility + " s or more");
            }
        });
        return violations;
    }

    static Map<String, ObjectNode> tokenStates(TemplateView template) {
        Map<String, ObjectNode> states = new TreeMap<>();
        template.definition().path("States").properties().forEach(state -> {
            if (state.getValue().path("Resource").asText().endsWith(".waitForTaskToken")) {
                states.put(state.getKey(), (ObjectNode) state.getValue());
            }
        });
        return states;
    }

    /** A task that Step Functions gives up before Lambda does would run on unseen beside its own retry. */
    static List<String> stepTimeouts(TemplateView template) {
        int timeout = template.function("Step").path("Timeout").asInt();
        List<String> violations = new ArrayList<>();
        template.definition().path("States").properties().forEach(state -> {
            JsonNode limit = state.getValue().path("TimeoutSeconds");
            boolean invokes = state.getValue().path("Resource").asText().contains(":lambda:invoke");
            if (invokes && limit.isNumber() && limit.asInt() <= timeout) {
                violations.add(state.getKey() + " gives up after " + limit + " s, step may take " + timeout + " s");
            }
        });
        return violations;
    }

    static List<String> wildcardActions(TemplateView template) {
        List<String> violations = new ArrayList<>();
        template.ofType("AWS::IAM::Policy").forEach((id, policy) -> {
            for (JsonNode statement : policy.path("PolicyDocument").path("Statement")) {
                for (JsonNode action : TemplateView.list(statement.path("Action"))) {
                    if (action.asText().contains("*") || statement.has("NotAction")) {
                        violations.add(id + " allows " + action.asText());
                    }
                }
            }
        });
        template.ofType("AWS::IAM::Role").forEach((id, role) -> {
            if (role.has("ManagedPolicyArns") || role.has("Policies")) {
                violations.add(id + " has rights beside its policy");
            }
        });
        return violations;
    }
}
