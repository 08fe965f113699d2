package dev.sluice.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** Notes which executions were started and runs none of them, for tests of what comes before; dies at a start if told to. */
final class Starts implements SfnClient {
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private int untilDeath = Integer.MAX_VALUE;

    /** The end of the process, as far as its caller can tell. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;

        Crash(String where) {
            super(where);
        }
    }

    Set<String> names() {
        return names;
    }

    synchronized void dieAt(int start) {
        untilDeath = start;
    }

    @Override
    public synchronized StartExecutionResponse startExecution(StartExecutionRequest request) {
        if (untilDeath-- == 0) {
            untilDeath = Integer.MAX_VALUE;
            throw new Crash("at a start");
        }
        names.add(request.name());
        return StartExecutionResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return "states";
    }

    @Override
    public void close() {}
}
