package dev.sluice.engine.notice;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Bounds what the timeouts of sockets cannot: a name that resolves slowly, an answer that trickles in. What overruns is
 * interrupted and left to end on a daemon thread.
 */
final class Deadline {
    /** Well within the 30 seconds that notify has, so that the attempt is recorded. */
    static final Duration WHOLE = Duration.ofSeconds(15);

    private final Duration limit;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "notice");
        thread.setDaemon(true);
        return thread;
    });

    Deadline(Duration limit) {
        this.limit = limit;
    }

    /** {@code onTimeout} frees what the call holds, once it is over its time. */
    Tried run(Callable<Tried> call, Runnable onTimeout) throws Exception {
        Future<Tried> running = threads.submit(call);
        try {
            return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            onTimeout.run();
            running.cancel(true);
            return Tried.failed("No whole answer within " + limit.toSeconds() + " seconds.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Tried.failed("The function was stopped.");
        }
    }
}
