package dev.sluice.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.asl.ExecutionDescription;
import dev.sluice.asl.ExecutionListener;
import dev.sluice.asl.LambdaInvoker;
import dev.sluice.asl.QueueSender;
import dev.sluice.asl.RequestRefused;
import dev.sluice.asl.StateMachineDescription;
import dev.sluice.asl.journal.Journal;
import dev.sluice.asl.journal.JournalRecord;
import dev.sluice.asl.journal.Position.Attempting;
import dev.sluice.asl.language.State;
import dev.sluice.asl.time.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The parts put together; {@link dev.sluice.asl.StepFunctions} is its face. */
public final class Engine implements AutoCloseable {
    private final TimeSource time;
    private final Journal journal;
    private final EventLoop loop;
    private final Turn turn = new Turn();
    private final Machines machines;
    private final Executions executions;
    private final Exits exits;
    private final Interpreter interpreter;
    private final Calls calls;
    private final Journal.Recovery recovery;

    /** What an engine is made of. */
    public record Parts(
            Arns arns,
            TimeSource time,
            RandomGenerator random,
            Journal journal,
            Retention retention,
            LambdaInvoker lambda,
            QueueSender queue,
            ExecutionListener listener) {}

    /** Reads the journal and goes on where it ends. */
    public Engine(Parts parts) {
        this.time = parts.time();
        this.journal = parts.journal();
        this.machines = new Machines(parts.arns(), turn);
        this.executions = new Executions(parts.arns(), machines, parts.retention());
        this.exits = new Exits(time, turn, parts.listener());
        this.calls = new Calls(parts.lambda(), parts.queue());
        Scopes scopes = new Scopes(time, parts.random(), machines);
        Tasks tasks =
                new Tasks(time, scopes, exits, parts.random(), parts.arns().region());
        this.interpreter = new Interpreter(time, turn, scopes, exits, tasks, this::call);
        this.loop = new EventLoop(time, this::commit);
        this.recovery = replay();
        loop.call(() -> {
            executions.running().forEach(execution -> {
                interpreter.resume(execution);
                arm(execution);
            });
            return true;
        });
    }

    /** What the journal held. */
    public Journal.Recovery recovery() {
        return recovery;
    }

    /** Creates a machine; the same again is no error. */
    public StateMachineDescription create(String name, String definition, String roleArn) {
        return loop.call(() -> machines.create(name, definition, roleArn, time.now()));
    }

    /** Changes a machine for executions that start from now on. */
    public StateMachineDescription update(String arn, Optional<String> definition, Optional<String> roleArn) {
        return loop.call(() -> machines.update(arn, definition, roleArn, time.now()));
    }

    /** Deletes a machine, or does nothing where there is none. */
    public void delete(String arn) {
        loop.call(() -> {
            machines.delete(arn);
            return true;
        });
    }

    /** One machine. */
    public StateMachineDescription machine(String arn) {
        return loop.call(() -> machines.describe(arn));
    }

    /** All machines, oldest first. */
    public List<StateMachineDescription> machines() {
        return loop.call(machines::list);
    }

    /** Starts an execution, or finds the running one of the same name and input. */
    public ExecutionDescription start(String machineArn, String name, String input) {
        if (Json.tooLarge(input) || Json.parse(input).isEmpty()) {
            throw new RequestRefused(
                    "InvalidExecutionInput", "Invalid State Machine Execution Input: 'must be JSON of at most 256 KB'");
        }
        return loop.call(() -> {
            Executions.Started started = executions.start(machineArn, name, input, time.now());
            if (started.fresh()) {
                interpreter.start(started.execution());
            }
            return started.execution().description();
        });
    }

    /** Stops an execution; one that is closed stays as it is. */
    public ExecutionDescription stop(String arn, Optional<String> error, Optional<String> cause) {
        return loop.call(() -> {
            Execution execution = executions.find(arn);
            if (execution.running()) {
                turn.touch(execution);
                exits.abort(execution, error, cause);
            }
            return execution.description();
        });
    }

    /** One execution. */
    public ExecutionDescription execution(String arn) {
        return loop.call(() -> executions.find(arn).description());
    }

    /** The executions of all machines, newest first. */
    public List<ExecutionDescription> executions() {
        return loop.call(executions::list);
    }

    /** The events of an execution in AWS's shape, oldest first. */
    public List<JsonNode> history(String arn) {
        return loop.call(() -> executions.find(arn).history().all());
    }

    /** Answers a token well. */
    public void succeed(String token, String output) {
        JsonNode result = Optional.of(output)
                .filter(text -> !Json.tooLarge(text))
                .flatMap(Json::parse)
                .orElseThrow(
                        () -> new RequestRefused("InvalidOutput", "Invalid Output: 'must be JSON of at most 256 KB'"));
        withOwner(token, execution -> interpreter.succeed(execution, result));
    }

    /** Answers a token with an error. */
    public void fail(String token, Optional<String> error, Optional<String> cause) {
        withOwner(token, execution -> interpreter.fail(execution, new Failure(error.orElse(""), cause)));
    }

    /** Says that the task of a token is still worked on. */
    public void heartbeat(String token) {
        withOwner(token, execution -> {
            Attempting attempt = execution.attempt().orElseThrow();
            if (attempt.heartbeatSeconds().isPresent()) {
                turn.touch(execution);
                execution.waitFor(attempt.beatAt(time.now()));
            }
        });
    }

    /** Stops everything where it is, as a crash would; what runs goes on with the next engine on this journal. */
    @Override
    public void close() {
        loop.close(() -> {
            executions.all().forEach(execution -> execution.alarm(Optional.empty()));
            journal.close();
        });
    }

    private Journal.Recovery replay() {
        try {
            return journal.replay(this::restore);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** A deadline counts from its time on, not from when its alarm gets its turn. */
    private void withOwner(String token, Consumer<Execution> work) {
        loop.call(() -> {
            interpreter.wake(executions.owner(token));
            work.accept(executions.owner(token));
            return true;
        });
    }

    private void call(Execution execution, State.Task task, Attempting attempt) {
        Function<Calls.Outcome, Runnable> arrived =
                outcome -> () -> interpreter.answered(execution, attempt.id(), outcome);
        turn.effect(
                () -> calls.start(task.resource(), attempt.arguments(), outcome -> loop.post(arrived.apply(outcome))));
    }

    private List<Runnable> commit() {
        List<Execution> touched = turn.takeTouched();
        List<JournalRecord> records = new ArrayList<>(turn.takeRecords());
        touched.forEach(execution -> records.add(execution.takeUnsaved()));
        Instant now = time.now();
        records.addAll(executions.forgetOld(touched, now));
        if (!records.isEmpty()) {
            journal.append(records);
            if (journal.worthRewriting()) {
                List<JournalRecord> all = new ArrayList<>(machines.snapshot(executions.revisions()));
                all.addAll(executions.snapshot(now));
                journal.rewrite(all);
            }
        }
        touched.forEach(this::arm);
        return turn.takeEffects();
    }

    private void arm(Execution execution) {
        execution.alarm(execution.deadline().map(at -> time.schedule(at, () -> loop.post(() -> wake(execution)))));
    }

    /** An alarm may ring early, where the clock was set back: then it is set again. */
    private void wake(Execution execution) {
        interpreter.wake(execution);
        arm(execution);
    }

    private void restore(JournalRecord saved) {
        if (saved instanceof JournalRecord.DefinitionSaved definition) {
            machines.restore(definition);
        } else if (saved instanceof JournalRecord.MachineSaved machine) {
            machines.restore(machine);
        } else if (saved instanceof JournalRecord.MachineDeleted deleted) {
            machines.restore(deleted);
        } else if (saved instanceof JournalRecord.ExecutionSaved execution) {
            executions.restore(execution);
        } else if (saved instanceof JournalRecord.ExecutionForgotten gone) {
            executions.restore(gone);
        }
    }
}
