package dev.sluice.asl.run;

import dev.sluice.asl.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Runs commands one after another, and writes them down before anybody sees what they did. All commands that are waiting
 * share one write: that is what keeps a burst fast with a journal that is forced to disk.
 */
final class EventLoop {
    private static final String GONE = "The engine was closed, or its journal could not be written";
    private static final System.Logger LOG = System.getLogger(EventLoop.class.getName());

    /** What stands between a command and its visibility. */
    interface Commit {
        /** Makes all that was done since the last call durable, and gives what may happen in the world now. */
        List<Runnable> commit();
    }

    private record Command<T>(Supplier<T> work, CompletableFuture<T> answer) {
        Answer<T> run() {
            try {
                return new Answer<>(answer, Optional.of(work.get()), Optional.empty());
            } catch (RuntimeException | StackOverflowError e) {
                return new Answer<>(answer, Optional.empty(), Optional.of(e));
            }
        }

        Answer<T> refuse(Throwable why) {
            return new Answer<>(answer, Optional.empty(), Optional.of(why));
        }
    }

    private record Answer<T>(CompletableFuture<T> to, Optional<T> value, Optional<Throwable> error) {
        void give() {
            value.ifPresent(to::complete);
            error.ifPresent(to::completeExceptionally);
        }

        void fail(Throwable why) {
            to.completeExceptionally(why);
        }
    }

    private final TimeSource time;
    private final Commit commit;
    private final Queue<Command<?>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();
    private boolean broken;
    private volatile boolean closed;

    EventLoop(TimeSource time, Commit commit) {
        this.time = time;
        this.commit = commit;
    }

    /** Runs a command and waits until it is durable. May be called from within an effect, too. */
    <T> T call(Supplier<T> work) {
        if (closed) {
            throw new IllegalStateException("The engine was closed");
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        waiting.add(new Command<>(work, answer));
        if (turn.isHeldByCurrentThread()) {
            drain();
        } else {
            time.execute(this::takeTurn);
        }
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /**
     * Runs a command soon; nobody waits for it, and after the end it is dropped. From within an effect it waits for the
     * turn that is under way: an endless chain of calls that are answered at once must not grow the stack.
     */
    void post(Runnable work) {
        if (closed) {
            return;
        }
        waiting.add(new Command<>(() -> logged(work), new CompletableFuture<>()));
        if (!turn.isHeldByCurrentThread()) {
            time.execute(this::takeTurn);
        }
    }

    /** Lets the commands that wait come to their end, takes no more, and runs this last. */
    void close(Runnable last) {
        turn.lock();
        try {
            drain();
            closed = true;
            last.run();
        } finally {
            turn.unlock();
        }
    }

    private static boolean logged(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, "Something that nobody waits for failed", e);
            return false;
        }
    }

    private void takeTurn() {
        turn.lock();
        try {
            drain();
        } finally {
            turn.unlock();
        }
    }

    private void drain() {
        while (!waiting.isEmpty()) {
            List<Answer<?>> answers = new ArrayList<>();
            for (Command<?> next = waiting.poll(); next != null; next = waiting.poll()) {
                answers.add(broken || closed ? next.refuse(new IllegalStateException(GONE)) : next.run());
            }
            publish(answers);
        }
    }

    /** A journal that cannot be written ends the engine: memory is ahead of the disk, and no one may see it. */
    private void publish(List<Answer<?>> answers) {
        List<Runnable> effects;
        try {
            effects = broken || closed ? List.of() : commit.commit();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The journal could not be written; the engine stops", e);
            broken = true;
            answers.forEach(answer -> answer.fail(e));
            return;
        }
        answers.forEach(Answer::give);
        for (Runnable effect : effects) {
            logged(effect);
        }
    }
}
