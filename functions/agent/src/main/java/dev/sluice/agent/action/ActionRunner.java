package dev.sluice.agent.action;

import dev.sluice.agent.build.Trees;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.process.Interruption;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.Admission;
import dev.sluice.agent.task.IdempotencyKey;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskBoard;
import dev.sluice.agent.task.TaskError;
import dev.sluice.agent.task.TaskId;
import dev.sluice.agent.task.TaskLog;
import dev.sluice.agent.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Carries tasks out, each in a thread of its own; there is at most one for an environment. */
public final class ActionRunner {

    private static final Logger LOG = Logger.getLogger(ActionRunner.class);

    private final Workshop workshop;
    private final TaskBoard board;
    private final Housekeeping housekeeping;
    private final Map<TaskId, Interruption> interruptions = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "task");
        thread.setDaemon(true);
        return thread;
    });

    public ActionRunner(Workshop workshop, TaskBoard board) {
        this.workshop = workshop;
        this.board = board;
        this.housekeeping = new Housekeeping(workshop, board);
    }

    /** Asks for an action. An accepted one is on disk and begins at once. */
    public Admission request(EnvironmentConfig environment, Action action, Optional<IdempotencyKey> key) {
        Admission admission = board.admit(environment.id(), action, key);
        if (admission instanceof Admission.Accepted accepted) {
            start(accepted.task(), environment, attempt -> new PlanRunner(attempt).run(Plans.of(attempt)));
        }
        return admission;
    }

    /** Asks for the end of a task. Its processes are gone when this returns, its status follows. */
    public Cancellation cancel(TaskId id) {
        Optional<Task> task = board.find(id);
        if (task.isEmpty()) {
            return new Cancellation.Unknown();
        }
        boolean interrupted = !task.get().isFinal() && interruptionOf(id).interrupt(Interruption.Reason.CANCELLED);
        Task now = board.find(id).orElse(task.get());
        if (now.isFinal()) {
            interruptions.remove(id);
        }
        boolean cancelled = now.isFinal() ? now.progress().status() == TaskStatus.CANCELLED : interrupted;
        return cancelled ? new Cancellation.Accepted(now) : new Cancellation.TooLate(now);
    }

    /** Ends a task that an earlier life of the agent left open; goes back first, where something had changed. */
    void recover(Task task, EnvironmentConfig environment) {
        TaskError why = PlanRunner.stopped(task.progress());
        start(task, environment, attempt -> {
            Undo undo = Plans.undo(attempt);
            if (undo.isDue(task.progress())) {
                new PlanRunner(attempt).recover(undo, why);
            } else {
                new PlanRunner(attempt).abandon(undo, why);
            }
        });
    }

    /**
     * Takes nothing more, interrupts what can be interrupted and waits for the rest.
     *
     * @param patience for switches that have begun; what is not over then is undone at the next start
     */
    public void stop(Duration patience) {
        board.stop();
        for (Task task : board.unfinished()) {
            interruptionOf(task.id()).interrupt(Interruption.Reason.AGENT_STOPPING);
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Work {
        void on(Attempt attempt) throws IOException, InterruptedException;
    }

    private void start(Task task, EnvironmentConfig environment, Work work) {
        threads.execute(() -> {
            try {
                carryOut(task, environment, work);
                housekeeping.after(task, environment);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void carryOut(Task task, EnvironmentConfig environment, Work work) throws InterruptedException {
        Path scratch = workshop.data().staging().resolve(task.id().value());
        try (TaskLog log = new TaskLog(logOf(task.id()), workshop.clock())) {
            Attempt.Context context = new Attempt.Context(log, interruptionOf(task.id()));
            work.on(new Attempt(task, environment, workshop, board, context));
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "task %s", task.id());
            fail(task, e);
        } catch (InterruptedException e) {
            LOG.warnf("task %s stays open until the next start", task.id());
            throw e;
        } finally {
            interruptions.remove(task.id());
            deleteScratch(scratch);
        }
    }

    /** Where a task's log is. */
    public Path logOf(TaskId id) {
        return workshop.data().logs().resolve(id + ".log");
    }

    private void fail(Task task, Exception e) {
        TaskError error = Faults.error("go on", e);
        try {
            if (board.find(task.id()).filter(Task::isFinal).isEmpty()) {
                board.update(
                        task.id(),
                        state -> state.ended(
                                TaskStatus.FAILED,
                                Optional.of(error),
                                workshop.clock().instant()));
            }
        } catch (RuntimeException alsoNotWritten) {
            LOG.errorf(alsoNotWritten, "the end of task %s is not on disk", task.id());
        }
    }

    private static void deleteScratch(Path scratch) {
        try {
            Trees.delete(scratch);
        } catch (IOException e) {
            LOG.warnf(e, "%s could not be deleted", scratch);
        }
    }

    private Interruption interruptionOf(TaskId id) {
        return interruptions.computeIfAbsent(id, unknown -> new Interruption());
    }
}
