package dev.sluice.agent.task;

import dev.sluice.agent.config.EnvironmentId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All tasks the agent remembers, and the rules of admission: one task at a time for an environment, one task for an idempotency
 * key. What it answers is on disk already.
 */
public final class TaskBoard {

    /** How long a repeated request is recognised. */
    public static final Duration KEY_LIFE = Duration.ofHours(24);

    /** How long a task that ended can be asked for. */
    public static final Duration TASK_LIFE = Duration.ofDays(30);

    private final TaskJournal journal;
    private final Clock clock;
    private final Map<TaskId, Task> tasks = new HashMap<>();
    private final Map<String, TaskId> keys = new HashMap<>();
    private final Map<EnvironmentId, TaskId> active = new HashMap<>();
    private boolean stopping;

    /** Starts with what the journal holds. */
    public TaskBoard(TaskJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        journal.readAll().forEach(this::remember);
    }

    /** Makes a task of the request, or says why not. A key's repeat is recognised before anything else. */
    public synchronized Admission admit(EnvironmentId environment, Action action, Optional<IdempotencyKey> key) {
        Instant now = clock.instant();
        Optional<Task> earlier = key.flatMap(given -> earlier(given, now));
        if (earlier.isPresent()) {
            TaskOrder order = earlier.get().order();
            return order.asksFor(environment, action)
                    ? new Admission.Repeated(earlier.get())
                    : new Admission.KeyReused(order.id());
        }
        if (stopping) {
            return new Admission.Stopping();
        }
        if (active.containsKey(environment)) {
            return new Admission.Busy(active.get(environment));
        }
        TaskOrder order = new TaskOrder(TaskId.random(), environment, action, now, key.map(IdempotencyKey::hash));
        Task task = new Task(order, TaskProgress.queued());
        journal.write(task);
        remember(task);
        return new Admission.Accepted(task);
    }

    /**
     * Changes a task. The change holds in memory even where the disk refuses it, so that nothing waits for ever on a task that ended.
     *
     * @throws java.io.UncheckedIOException if it could not be written
     */
    public synchronized Task update(TaskId id, UnaryOperator<TaskProgress> change) {
        Task task = tasks.get(id).advanced(change);
        remember(task);
        journal.write(task);
        return task;
    }

    /** Changes a task for readers only; the next {@link #update} writes it. For what a crash may forget. */
    public synchronized void note(TaskId id, UnaryOperator<TaskProgress> change) {
        remember(tasks.get(id).advanced(change));
    }

    public synchronized Optional<Task> find(TaskId id) {
        return Optional.ofNullable(tasks.get(id));
    }

    /** The task that works on the environment now. */
    public synchronized Optional<TaskId> active(EnvironmentId environment) {
        return Optional.ofNullable(active.get(environment));
    }

    /** Tasks that are not final, the oldest first. */
    public synchronized List<Task> unfinished() {
        return tasks.values().stream()
                .filter(task -> !task.isFinal())
                .sorted((a, b) -> a.order().createdAt().compareTo(b.order().createdAt()))
                .toList();
    }

    /** From now on nothing new is admitted. */
    public synchronized void stop() {
        stopping = true;
    }

    /** Forgets tasks that ended long ago, and says which. */
    public synchronized List<TaskId> forgetOld() {
        Instant limit = clock.instant().minus(TASK_LIFE);
        List<TaskId> old = new ArrayList<>();
        for (Task task : tasks.values()) {
            if (task.isFinal() && task.order().createdAt().isBefore(limit)) {
                old.add(task.id());
            }
        }
        for (TaskId id : old) {
            journal.delete(id);
            Task task = tasks.remove(id);
            task.order().keyHash().ifPresent(hash -> keys.remove(hash, id));
        }
        return old;
    }

    private Optional<Task> earlier(IdempotencyKey key, Instant now) {
        return Optional.ofNullable(keys.get(key.hash()))
                .flatMap(id -> Optional.ofNullable(tasks.get(id)))
                .filter(task -> task.order().createdAt().plus(KEY_LIFE).isAfter(now));
    }

    private void remember(Task task) {
        tasks.put(task.id(), task);
        TaskOrder order = task.order();
        order.keyHash().ifPresent(hash -> keys.merge(hash, order.id(), (one, other) -> newer(one, other)));
        if (task.isFinal()) {
            active.remove(order.environmentId(), order.id());
        } else {
            active.put(order.environmentId(), order.id());
        }
    }

    private TaskId newer(TaskId one, TaskId other) {
        Instant first = tasks.get(one).order().createdAt();
        return first.isAfter(tasks.get(other).order().createdAt()) ? one : other;
    }
}
