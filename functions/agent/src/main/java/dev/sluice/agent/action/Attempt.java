package dev.sluice.agent.action;

import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.git.GitMirror;
import dev.sluice.agent.process.CommandRunner;
import dev.sluice.agent.process.Interruption;
import dev.sluice.agent.task.ChildProcess;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskBoard;
import dev.sluice.agent.task.TaskLog;
import dev.sluice.agent.task.TaskOrder;
import dev.sluice.agent.task.TaskProgress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** One task being carried out: what was ordered, its log, its children, and its state in the journal. */
final class Attempt {

    private final TaskOrder order;
    private final EnvironmentConfig environment;
    private final Workshop workshop;
    private final TaskBoard board;
    private final TaskLog log;
    private final Interruption interruption;
    private final CommandRunner runner;
    private final CommandRunner gitRunner;

    Attempt(Task task, EnvironmentConfig environment, Workshop workshop, TaskBoard board, Context context) {
        this.order = task.order();
        this.environment = environment;
        this.workshop = workshop;
        this.board = board;
        this.log = context.log();
        this.interruption = context.interruption();
        this.runner = new CommandRunner(order.id().value(), interruption, this::childStarted);
        this.gitRunner = new CommandRunner(order.id().value(), interruption, shortLived -> {});
    }

    /** What is this task's own while it runs. */
    record Context(TaskLog log, Interruption interruption) {}

    TaskOrder order() {
        return order;
    }

    EnvironmentConfig environment() {
        return environment;
    }

    Workshop workshop() {
        return workshop;
    }

    TaskLog log() {
        return log;
    }

    Interruption interruption() {
        return interruption;
    }

    CommandRunner runner() {
        return runner;
    }

    /** For what must be done even though the task was interrupted. */
    CommandRunner uninterrupted() {
        return new CommandRunner(order.id().value(), new Interruption(), this::childStarted);
    }

    Instant now() {
        return workshop.clock().instant();
    }

    /** Changes the task's state; durable on return. */
    Task progress(UnaryOperator<TaskProgress> change) {
        return board.update(order.id(), change);
    }

    /** Changes the task's state for readers; a crash may forget it. */
    void note(UnaryOperator<TaskProgress> change) {
        board.note(order.id(), change);
    }

    /** How far the task is. */
    TaskProgress state() {
        return board.find(order.id()).orElseThrow().progress();
    }

    /** Where the task keeps what is not finished; deleted at its end. */
    Path scratch() {
        return workshop.data().staging().resolve(order.id().value());
    }

    /** The tree that becomes the build. */
    Path tree() {
        return scratch().resolve("tree");
    }

    GitMirror mirror() {
        return workshop.mirrors().of(environment.source().repository());
    }

    GitMirror.Means means() {
        return new GitMirror.Means(gitRunner, log, environment.source().fetchTimeout());
    }

    private void childStarted(ProcessHandle child) {
        ChildProcess trace =
                new ChildProcess(child.pid(), child.info().startInstant().orElseGet(this::now));
        progress(state -> state.childStarted(trace));
    }
}
