package dev.sluice.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.asl.journal.Position.Attempting;
import dev.sluice.asl.journal.Position.BackingOff;
import dev.sluice.asl.language.Catcher;
import dev.sluice.asl.language.ErrorNames;
import dev.sluice.asl.language.Resource;
import dev.sluice.asl.language.Retrier;
import dev.sluice.asl.language.State;
import dev.sluice.asl.query.QueryFailed;
import dev.sluice.asl.query.Scope;
import dev.sluice.asl.query.Template;
import dev.sluice.asl.time.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a Task state does: attempts, their ends, retries and catchers. */
final class Tasks {
    private static final int MAX_SECONDS = 99_999_999;

    private final TimeSource time;
    private final Scopes scopes;
    private final Exits exits;
    private final RandomGenerator random;
    private final String region;
    private final Tokens tokens = new Tokens();

    Tasks(TimeSource time, Scopes scopes, Exits exits, RandomGenerator random, String region) {
        this.time = time;
        this.scopes = scopes;
        this.exits = exits;
        this.random = random;
        this.region = region;
    }

    /** Begins an attempt; the caller makes the call. */
    Attempting begin(Execution execution, State.Task task) throws QueryFailed, StateFailed {
        int id = execution.history().nextId();
        Optional<String> token = task.resource().waitsForToken()
                ? Optional.of(tokens.issue(execution.birth().number(), id))
                : Optional.empty();
        Scope scope = scopes.of(execution, token);
        Optional<Integer> timeout = seconds(task.timeoutSeconds(), scope, "TimeoutSeconds", 1);
        Optional<Integer> heartbeat = seconds(task.heartbeatSeconds(), scope, "HeartbeatSeconds", 1);
        JsonNode arguments = task.arguments().evaluate(scope, "Arguments");
        String parameters = Exits.checked(arguments, "Arguments");
        Calls.check(task.resource(), arguments);

        ObjectNode scheduled = resource(task.resource()).put("region", region).put("parameters", parameters);
        timeout.ifPresent(t -> scheduled.put("timeoutInSeconds", t));
        heartbeat.ifPresent(h -> scheduled.put("heartbeatInSeconds", h));
        Instant now = time.now();
        execution.record(now, "TaskScheduled", "taskScheduledEventDetails", scheduled);
        execution.record(now, "TaskStarted", "taskStartedEventDetails", resource(task.resource()));
        Attempting attempt = new Attempting(
                id, token, arguments, timeout.map(now::plusSeconds), heartbeat, heartbeat.map(now::plusSeconds), false);
        execution.waitFor(attempt);
        return attempt;
    }

    /** The call that carries the token has arrived; its result is only recorded. */
    void submitted(Execution execution, State.Task task, Attempting attempt, JsonNode result) {
        ObjectNode body = resource(task.resource()).put("output", Json.text(result));
        body.set("outputDetails", Exits.notTruncated());
        execution.record(time.now(), "TaskSubmitted", "taskSubmittedEventDetails", body);
        execution.waitFor(attempt.asSubmitted());
    }

    Optional<Step> succeeded(Execution execution, State.Task task, JsonNode result) throws QueryFailed, StateFailed {
        ObjectNode body = resource(task.resource()).put("output", Exits.checked(result, "The result of the task"));
        body.set("outputDetails", Exits.notTruncated());
        execution.record(time.now(), "TaskSucceeded", "taskSucceededEventDetails", body);
        Scope scope = scopes.of(execution).with("result", result);
        return exits.leave(execution, task.exit(), scope, result);
    }

    void recordFailure(Execution execution, State.Task task, Failure failure) {
        boolean late =
                failure.error().equals(ErrorNames.TIMEOUT) || failure.error().equals(ErrorNames.HEARTBEAT_TIMEOUT);
        String kind = late ? "TimedOut" : "Failed";
        ObjectNode body = resource(task.resource());
        body.setAll(Exits.body(Optional.of(failure.error()).filter(e -> !e.isEmpty()), failure.cause()));
        execution.record(time.now(), "Task" + kind, "task" + kind + "EventDetails", body);
    }

    /** Goes on after an error: to another attempt, to a catcher, or to the end. */
    Optional<Step> recover(Execution execution, State.Task task, Failure failure) throws QueryFailed, StateFailed {
        List<Retrier> retriers = task.retriers();
        for (int i = 0; i < retriers.size(); i++) {
            if (retriers.get(i).matches(failure.error())) {
                int used = execution.position().retries().get(i);
                if (used < retriers.get(i).maxAttempts()) {
                    backOff(execution, i, retriers.get(i), used);
                    return Optional.empty();
                }
                break;
            }
        }
        for (Catcher catcher : task.catchers()) {
            if (catcher.matches(failure.error())) {
                ObjectNode output = Scopes.errorOutput(failure);
                Scope scope = scopes.of(execution).with("errorOutput", output);
                return exits.leave(execution, catcher.exit(), scope, output);
            }
        }
        exits.fail(execution, failure);
        return Optional.empty();
    }

    /** A whole number of seconds, where the field is there. */
    static Optional<Integer> seconds(Optional<Template> field, Scope scope, String name, int least) throws QueryFailed {
        if (field.isEmpty()) {
            return Optional.empty();
        }
        JsonNode value = field.get().evaluate(scope, name);
        if (!value.isInt() || value.intValue() < least || value.intValue() > MAX_SECONDS) {
            throw QueryFailed.unusable(
                    name,
                    "The field '" + name + "' must be a whole number from " + least + " to " + MAX_SECONDS + ", not "
                            + value);
        }
        return Optional.of(value.intValue());
    }

    private void backOff(Execution execution, int index, Retrier retrier, int used) {
        execution.moveTo(execution.position().retriedBy(index));
        execution.waitFor(new BackingOff(time.now().plus(retrier.delay(used, random))));
    }

    private static ObjectNode resource(Resource resource) {
        return Json.object().put("resourceType", resource.type()).put("resource", resource.action());
    }
}
