package dev.sluice.local.lambda;

import dev.sluice.local.template.FunctionSpec;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A function: a queue of invocations and one process that works through them, one at a time. A process that ends is
 * replaced, at once the first time and then with growing pauses; one that works longer than the function's timeout is
 * ended and the invocation answered with {@code Sandbox.Timedout}.
 */
public final class LambdaFunction implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LambdaFunction.class.getName());
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final FunctionSpec spec;
    private final Launcher launcher;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final BlockingDeque<Invocation> waiting = new LinkedBlockingDeque<>();
    private final CompletableFuture<Void> up = new CompletableFuture<>();
    private volatile boolean closed;
    private int failedStarts;

    public LambdaFunction(FunctionSpec spec, Launcher launcher, ScheduledExecutorService timer, Clock clock) {
        this.spec = spec;
        this.launcher = launcher;
        this.timer = timer;
        this.clock = clock;
    }

    public FunctionSpec spec() {
        return spec;
    }

    /** Starts the process; the future ends when a process has asked for work for the first time. */
    public CompletableFuture<Void> start() {
        timer.execute(this::startProcess);
        return up;
    }

    /** Queues an invocation. The future never fails: errors are results. Cancelling it takes it out of the queue. */
    public CompletableFuture<InvocationResult> invoke(byte[] payload) {
        var invocation = Invocation.of(payload);
        if (closed) {
            invocation.result().complete(InvocationResult.Failed.of("Runtime.ExitError", "local is being stopped"));
        } else {
            waiting.addLast(invocation);
        }
        return invocation.result();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void startProcess() {
        if (closed) {
            return;
        }
        try {
            var life = new Life();
            life.process = launcher.start(spec, life.api.address());
            var ignored = life.process.onExit().thenAccept(life::ended);
        } catch (IOException e) {
            LOG.log(Level.ERROR, "cannot start the function " + spec.shortName(), e);
            restartLater();
        }
    }

    private synchronized void restartLater() {
        if (closed) {
            return;
        }
        long pause = failedStarts == 0 ? 0 : Math.min(500L << Math.min(failedStarts, 8), LONGEST_PAUSE.toMillis());
        failedStarts++;
        var ignored = timer.schedule(this::startProcess, pause, TimeUnit.MILLISECONDS);
    }

    private synchronized void cameUp() {
        failedStarts = 0;
        up.complete(null);
    }

    /** One life of the process with the Runtime API that serves it, so that a late word of an old process changes nothing. */
    private final class Life implements RuntimeApi.Listener {

        private final RuntimeApi api;
        private volatile Process process;
        private volatile boolean served;
        private volatile String initError = "";

        Life() throws IOException {
            this.api = new RuntimeApi(spec.arn(), spec.timeout(), waiting, clock, this);
        }

        @Override
        public void ready() {
            if (!served) {
                served = true;
                cameUp();
            }
        }

        @Override
        public void started(Invocation invocation) {
            var ignored =
                    timer.schedule(() -> timeOut(invocation), spec.timeout().toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void initFailed(String error) {
            initError = error;
            LOG.log(Level.ERROR, "the function " + spec.shortName() + " does not start: " + error);
        }

        private void timeOut(Invocation invocation) {
            if (api.isInWork(invocation)) {
                String message = "RequestId: %s Error: Task timed out after %.2f seconds"
                        .formatted(invocation.id(), spec.timeout().toMillis() / 1000.0);
                LOG.log(Level.WARNING, spec.shortName() + ": " + message);
                invocation.result().complete(InvocationResult.Failed.of("Sandbox.Timedout", message));
                launcher.kill(process);
            }
        }

        private void ended(Process gone) {
            String how =
                    "the process of the function %s ended with status %d".formatted(spec.shortName(), gone.exitValue());
            if (!closed) {
                LOG.log(Level.WARNING, how + "; its log has the reason. Starting it again.");
            }
            var error = InvocationResult.Failed.of("Runtime.ExitError", how);
            api.end(error);
            if (!served) {
                failWaiting(initError.isEmpty() ? error : InvocationResult.Failed.of("Runtime.InitError", initError));
            }
            restartLater();
        }

        private void failWaiting(InvocationResult result) {
            for (Invocation next = waiting.pollFirst(); next != null; next = waiting.pollFirst()) {
                next.result().complete(result);
            }
        }
    }
}
