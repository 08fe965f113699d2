package dev.sluice.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.asl.journal.FileJournal;
import dev.sluice.asl.journal.Journal;
import dev.sluice.asl.run.Arns;
import dev.sluice.asl.run.Engine;
import dev.sluice.asl.run.Retention;
import dev.sluice.asl.time.SystemTime;
import dev.sluice.asl.time.TimeSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Step Functions for one machine: state machines, executions and task tokens, in AWS's terms. A method returns when what
 * it did is safe in the journal; one that AWS would refuse throws {@link RequestRefused}. Safe for use by many threads,
 * also from inside the ports.
 */
public final class StepFunctions implements AutoCloseable {
    private final Engine engine;
    private final Runnable afterwards;

    private StepFunctions(Engine engine, Runnable afterwards) {
        this.engine = engine;
        this.afterwards = afterwards;
    }

    /** An engine in us-east-1 with real time, no journal, and no function or queue to call. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Creates a state machine. The same name with the same definition again gives the one that exists.
     *
     * @param definition Amazon States Language; what is not supported is refused as {@code InvalidDefinition}
     * @return its ARN
     */
    public String createStateMachine(String name, String definition) {
        return createStateMachine(name, definition, "arn:aws:iam::000000000000:role/local")
                .arn();
    }

    /** Creates a state machine with a role, which is kept and shown and has no other meaning here. */
    public StateMachineDescription createStateMachine(String name, String definition, String roleArn) {
        return engine.create(name, definition, roleArn);
    }

    /** Changes a state machine; executions that run go on with the definition that they started with. */
    public StateMachineDescription updateStateMachine(
            String stateMachineArn, Optional<String> definition, Optional<String> roleArn) {
        return engine.update(stateMachineArn, definition, roleArn);
    }

    /** Deletes a state machine; executions that run go on. No error where there is none. */
    public void deleteStateMachine(String stateMachineArn) {
        engine.delete(stateMachineArn);
    }

    /** One state machine. */
    public StateMachineDescription describeStateMachine(String stateMachineArn) {
        return engine.machine(stateMachineArn);
    }

    /** All state machines, oldest first. */
    public List<StateMachineDescription> listStateMachines() {
        return engine.machines();
    }

    /**
     * Starts an execution. While it runs, the same name with the same input gives the same execution.
     *
     * @param input JSON of at most 256 KB
     */
    public ExecutionDescription startExecution(String stateMachineArn, String name, String input) {
        return engine.start(stateMachineArn, name, input);
    }

    /** Starts an execution with a name of its own. */
    public ExecutionDescription startExecution(String stateMachineArn, String input) {
        return startExecution(stateMachineArn, UUID.randomUUID().toString(), input);
    }

    /** Stops an execution; one that is closed stays as it is. */
    public ExecutionDescription stopExecution(String executionArn, Optional<String> error, Optional<String> cause) {
        return engine.stop(executionArn, error, cause);
    }

    /** One execution, with the count of states that it entered. */
    public ExecutionDescription describeExecution(String executionArn) {
        return engine.execution(executionArn);
    }

    /** The executions of a state machine, newest first. */
    public List<ExecutionDescription> listExecutions(String stateMachineArn) {
        engine.machine(stateMachineArn);
        return engine.executions().stream()
                .filter(execution -> execution.stateMachineArn().equals(stateMachineArn))
                .toList();
    }

    /** The events of an execution in AWS's JSON, oldest first. */
    public List<JsonNode> getExecutionHistory(String executionArn) {
        return engine.history(executionArn);
    }

    /** Ends the task that waits for this token; its result is this JSON. A token is answered once. */
    public void sendTaskSuccess(String taskToken, String output) {
        engine.succeed(taskToken, output);
    }

    /** Ends the task that waits for this token with an error, which Retry and Catch see. */
    public void sendTaskFailure(String taskToken, Optional<String> error, Optional<String> cause) {
        engine.fail(taskToken, error, cause);
    }

    /** Says that the task is still worked on: its HeartbeatSeconds begin anew. */
    public void sendTaskHeartbeat(String taskToken) {
        engine.heartbeat(taskToken);
    }

    /** What the journal held at the start. */
    public Journal.Recovery recovery() {
        return engine.recovery();
    }

    /** Stops where it is, like a crash would: what runs goes on with the next engine on the same journal. */
    @Override
    public void close() {
        engine.close();
        afterwards.run();
    }

    /** Puts an engine together. */
    public static final class Builder {
        private String region = "us-east-1";
        private String account = "000000000000";
        private Optional<TimeSource> time = Optional.empty();
        private RandomGenerator random = new SecureRandom();
        private Supplier<Journal> journal = Journal::none;
        private Retention retention = Retention.standard();
        private LambdaInvoker lambda =
                (function, payload) -> CompletableFuture.completedFuture(new LambdaInvoker.Answer.ServiceError(
                        "Lambda.ResourceNotFoundException", "There are no functions here: " + function));
        private QueueSender queue = message -> CompletableFuture.completedFuture(new QueueSender.Answer.Refused(
                "SQS.QueueDoesNotExistException", "There are no queues here: " + message.queueUrl()));
        private ExecutionListener listener = execution -> {};

        private Builder() {}

        /** The region in ARNs. */
        public Builder region(String name) {
            region = Objects.requireNonNull(name, "name");
            return this;
        }

        /** The account in ARNs. */
        public Builder account(String id) {
            account = Objects.requireNonNull(id, "id");
            return this;
        }

        /** Another time than the machine's, which stays the caller's to close. */
        public Builder time(TimeSource source) {
            time = Optional.of(source);
            return this;
        }

        /** Where JitterStrategy FULL, {@code $random} and {@code $uuid} draw from. */
        public Builder random(RandomGenerator generator) {
            random = Objects.requireNonNull(generator, "generator");
            return this;
        }

        /** A folder that keeps everything; without one, nothing outlives the engine. */
        public Builder journal(Path folder) {
            journal = () -> new FileJournal(folder);
            return this;
        }

        /** How many closed executions are kept, and how long. */
        public Builder retention(Retention limits) {
            retention = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /** What carries out {@code lambda:invoke}. */
        public Builder lambda(LambdaInvoker invoker) {
            lambda = Objects.requireNonNull(invoker, "invoker");
            return this;
        }

        /** What carries out {@code sqs:sendMessage}. */
        public Builder queue(QueueSender sender) {
            queue = Objects.requireNonNull(sender, "sender");
            return this;
        }

        /** Who hears of changes of status. */
        public Builder listener(ExecutionListener who) {
            listener = Objects.requireNonNull(who, "who");
            return this;
        }

        /**
         * Reads the journal and goes on where it ends: calls into the ports may begin before this returns.
         *
         * @throws IllegalStateException where the journal is in use or damaged
         */
        public StepFunctions build() {
            Optional<SystemTime> own = time.isPresent() ? Optional.empty() : Optional.of(new SystemTime());
            TimeSource source = time.or(() -> own).orElseThrow();
            Engine engine = new Engine(new Engine.Parts(
                    new Arns(region, account), source, random, journal.get(), retention, lambda, queue, listener));
            return new StepFunctions(engine, () -> own.ifPresent(SystemTime::close));
        }
    }
}
