package dev.sluice.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.asl.journal.Position;
import dev.sluice.asl.journal.Position.Attempting;
import dev.sluice.asl.language.ErrorNames;
import dev.sluice.asl.language.State;
import dev.sluice.asl.query.QueryFailed;
import dev.sluice.asl.time.TimeSource;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * Moves executions from state to state until each waits for something or is closed. Every method takes one event that
 * happened to one execution and does all that follows from it; calls into the world are only noted in the turn.
 */
final class Interpreter {
    private static final int MAX_EVENTS = 24_990;

    private final TimeSource time;
    private final Turn turn;
    private final Scopes scopes;
    private final Exits exits;
    private final Tasks tasks;
    private final PlainStates others;
    private final Caller caller;

    /** Makes the call of an attempt after the commit. */
    @FunctionalInterface
    interface Caller {
        void call(Execution execution, State.Task task, Attempting attempt);
    }

    private interface Work {
        Optional<Step> run() throws QueryFailed, StateFailed;
    }

    Interpreter(TimeSource time, Turn turn, Scopes scopes, Exits exits, Tasks tasks, Caller caller) {
        this.time = time;
        this.turn = turn;
        this.scopes = scopes;
        this.exits = exits;
        this.tasks = tasks;
        this.others = new PlainStates(time, scopes, exits);
        this.caller = caller;
    }

    void start(Execution execution) {
        String input = execution.birth().input();
        ObjectNode body = Json.object().put("input", input).put("roleArn", scopes.roleArn(execution));
        body.set("inputDetails", Exits.notTruncated());
        execution.record(time.now(), "ExecutionStarted", "executionStartedEventDetails", body);
        exits.announce(execution);
        JsonNode parsed = Json.parse(input).orElseThrow();
        walk(execution, Optional.of(new Step(execution.definition().startAt(), parsed, Map.of())));
    }

    /** Some deadline of the execution may have come. */
    void wake(Execution execution) {
        Instant now = time.now();
        if (!execution.running()
                || execution.deadline().filter(d -> !d.isAfter(now)).isEmpty()) {
            return;
        }
        if (execution.timeoutAt().filter(t -> !t.isAfter(now)).isPresent()) {
            turn.touch(execution);
            exits.timeOut(execution);
        } else if (execution.position().phase() instanceof Position.Sleeping) {
            State.Wait wait = (State.Wait) execution.state();
            walk(execution, () -> others.leave(execution, wait.exit()));
        } else if (execution.position().phase() instanceof Position.BackingOff) {
            walk(execution, () -> attempt(execution, (State.Task) execution.state()));
        } else if (execution.position().phase() instanceof Attempting attempt) {
            boolean whole = attempt.timeoutAt().equals(attempt.deadline());
            fail(execution, Failure.of(whole ? ErrorNames.TIMEOUT : ErrorNames.HEARTBEAT_TIMEOUT));
        }
    }

    /** The task of the execution's current attempt has its result. */
    void succeed(Execution execution, JsonNode result) {
        walk(execution, () -> tasks.succeeded(execution, (State.Task) execution.state(), result));
    }

    /** The task of the execution's current attempt failed. */
    void fail(Execution execution, Failure failure) {
        State.Task task = (State.Task) execution.state();
        tasks.recordFailure(execution, task, failure);
        walk(execution, () -> recover(execution, failure));
    }

    /** The call of an attempt came to an end; it counts only while that attempt is the current one. */
    void answered(Execution execution, int attemptId, Calls.Outcome outcome) {
        Optional<Attempting> current = execution.attempt().filter(a -> a.id() == attemptId);
        if (current.isEmpty()) {
            return;
        }
        State.Task task = (State.Task) execution.state();
        if (outcome instanceof Calls.Outcome.Failed failed) {
            fail(execution, failed.failure());
        } else if (task.resource().waitsForToken()) {
            turn.touch(execution);
            tasks.submitted(execution, task, current.get(), ((Calls.Outcome.Done) outcome).result());
        } else {
            succeed(execution, ((Calls.Outcome.Done) outcome).result());
        }
    }

    /** Takes up what a crash interrupted: a call that carries a token is repeated, any other has failed. */
    void resume(Execution execution) {
        execution.attempt().ifPresent(attempt -> {
            State.Task task = (State.Task) execution.state();
            if (!task.resource().waitsForToken()) {
                fail(execution, Calls.interrupted(task.resource()));
            } else if (!attempt.submitted()) {
                caller.call(execution, task, attempt);
            }
        });
    }

    private void walk(Execution execution, Work first) {
        walk(execution, guarded(execution, first));
    }

    private void walk(Execution execution, Optional<Step> first) {
        turn.touch(execution);
        Optional<Step> step = first;
        while (step.isPresent()) {
            Step next = step.get();
            enter(execution, next);
            step = guarded(execution, () -> work(execution, execution.state()));
        }
    }

    private void enter(Execution execution, Step step) {
        State state = execution.definition().state(step.state());
        ObjectNode body = Json.object().put("name", step.state()).put("input", Json.text(step.input()));
        body.set("inputDetails", Exits.notTruncated());
        Instant now = time.now();
        int id = execution.record(now, state.type() + "StateEntered", "stateEnteredEventDetails", body);
        int retriers = state instanceof State.Task task ? task.retriers().size() : 0;
        execution.countTransition();
        execution.moveTo(new Position(
                step.state(),
                id,
                now,
                step.input(),
                step.variables(),
                Collections.nCopies(retriers, 0),
                new Position.Working()));
    }

    private Optional<Step> work(Execution execution, State state) throws QueryFailed, StateFailed {
        if (execution.history().size() > MAX_EVENTS) {
            throw new StateFailed(Failure.of(ErrorNames.RUNTIME, "The execution has reached 25,000 history events"));
        }
        if (state instanceof State.Task task) {
            return attempt(execution, task);
        }
        return others.work(execution, state);
    }

    private Optional<Step> attempt(Execution execution, State.Task task) throws QueryFailed, StateFailed {
        Attempting attempt = tasks.begin(execution, task);
        caller.call(execution, task, attempt);
        return Optional.empty();
    }

    private Optional<Step> guarded(Execution execution, Work work) {
        try {
            return work.run();
        } catch (QueryFailed e) {
            return recover(execution, queryFailed(execution, e));
        } catch (StateFailed e) {
            return recover(execution, e.failure());
        }
    }

    /** What goes wrong in a catcher itself is not caught again. */
    private Optional<Step> recover(Execution execution, Failure failure) {
        try {
            if (execution.state() instanceof State.Task task) {
                return tasks.recover(execution, task, failure);
            }
            exits.fail(execution, failure);
        } catch (QueryFailed e) {
            exits.fail(execution, queryFailed(execution, e));
        } catch (StateFailed e) {
            exits.fail(execution, e.failure());
        }
        return Optional.empty();
    }

    private Failure queryFailed(Execution execution, QueryFailed e) {
        ObjectNode body = Exits.body(Optional.of(ErrorNames.QUERY_EVALUATION), Optional.of(e.getMessage()));
        body.put("location", e.location()).put("state", execution.position().state());
        execution.record(time.now(), "EvaluationFailed", "evaluationFailedEventDetails", body);
        return Failure.of(ErrorNames.QUERY_EVALUATION, e.getMessage());
    }
}
