package dev.sluice.local.lambda;

import dev.sluice.local.http.LocalServer;
import dev.sluice.local.http.Reply;
import dev.sluice.local.http.Request;
import dev.sluice.local.io.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingDeque;

/**
 * The Lambda Runtime API (2018-06-01) for one process: it hands out the next waiting invocation, takes its answer or
 * its error, and knows which one is in work. When the process ends, {@link #end} answers what was in work.
 */
final class RuntimeApi implements AutoCloseable {

    /** What the process tells, for the one who looks after it. Called on threads of the server. */
    interface Listener {
        /** The process asks for work: it is up. */
        void ready();

        /** An invocation was handed over; its time runs from now. */
        void started(Invocation invocation);

        /** The process could not start; the text is the error it reported. */
        void initFailed(String error);
    }

    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final int MAX_PAYLOAD = 6 * 1024 * 1024 + 1024;

    private final String arn;
    private final Duration timeout;
    private final BlockingDeque<Invocation> waiting;
    private final Clock clock;
    private final Listener listener;
    private final LocalServer server;
    private Optional<Invocation> inWork = Optional.empty();
    private boolean ended;

    RuntimeApi(String arn, Duration timeout, BlockingDeque<Invocation> waiting, Clock clock, Listener listener)
            throws IOException {
        this.arn = arn;
        this.timeout = timeout;
        this.waiting = waiting;
        this.clock = clock;
        this.listener = listener;
        this.server = LocalServer.start(0, "runtime-api", MAX_PAYLOAD, this::handle);
    }

    /** What {@code AWS_LAMBDA_RUNTIME_API} has to say. */
    String address() {
        return "127.0.0.1:" + server.port();
    }

    /** Ends the work with the process: what it was working on gets this result, and nothing more is handed out. */
    void end(InvocationResult result) {
        Optional<Invocation> orphan;
        synchronized (this) {
            ended = true;
            orphan = inWork;
            inWork = Optional.empty();
        }
        orphan.ifPresent(invocation -> invocation.result().complete(result));
        close();
    }

    /** Whether this very invocation is still being worked on. */
    synchronized boolean isInWork(Invocation invocation) {
        return inWork.filter(invocation::equals).isPresent();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply handle(Request request) throws InterruptedException {
        String path = request.rawPath();
        if (!path.startsWith(PREFIX)) {
            return Reply.message(404, "no such path");
        }
        String rest = path.substring(PREFIX.length());
        if (rest.equals("invocation/next")) {
            return next();
        }
        if (rest.equals("init/error")) {
            listener.initFailed(request.text());
            return accepted();
        }
        List<String> parts = List.of(rest.split("/", -1));
        if (parts.size() == 3 && parts.get(0).equals("invocation")) {
            return finish(parts.get(1), parts.get(2), request);
        }
        return Reply.message(404, "no such path");
    }

    private Reply next() throws InterruptedException {
        listener.ready();
        while (true) {
            Invocation invocation = waiting.takeFirst();
            synchronized (this) {
                if (ended) {
                    waiting.addFirst(invocation);
                    throw new InterruptedException("the process ended");
                }
                if (invocation.abandoned()) {
                    continue;
                }
                inWork = Optional.of(invocation);
            }
            listener.started(invocation);
            return handOver(invocation);
        }
    }

    private Reply handOver(Invocation invocation) {
        long deadline = clock.instant().plus(timeout).toEpochMilli();
        return new Reply(
                200,
                Map.of(
                        "Lambda-Runtime-Aws-Request-Id", List.of(invocation.id()),
                        "Lambda-Runtime-Deadline-Ms", List.of(Long.toString(deadline)),
                        "Lambda-Runtime-Invoked-Function-Arn", List.of(arn),
                        "Lambda-Runtime-Trace-Id", List.of(traceId()),
                        "Content-Type", List.of("application/json")),
                invocation.payload());
    }

    private String traceId() {
        String random = UUID.randomUUID().toString().replace("-", "");
        return "Root=1-%08x-%s;Sampled=0".formatted(clock.instant().getEpochSecond(), random.substring(0, 24));
    }

    private Reply finish(String id, String what, Request request) {
        Invocation invocation;
        synchronized (this) {
            if (inWork.isEmpty() || !inWork.get().id().equals(id)) {
                return Reply.json(
                        400,
                        Json.object().put("errorType", "InvalidRequestID").put("errorMessage", "not in work: " + id));
            }
            invocation = inWork.get();
            inWork = Optional.empty();
        }
        invocation.result().complete(what.equals("response") ? answered(request) : failed(request));
        return accepted();
    }

    private static InvocationResult answered(Request request) {
        return new InvocationResult.Answered(request.body());
    }

    private static InvocationResult failed(Request request) {
        String type = Json.parse(request.body()).path("errorType").asText("");
        String header = request.header("lambda-runtime-function-error-type").orElse("Unhandled");
        return new InvocationResult.Failed(type.isEmpty() ? header : type, request.body());
    }

    private static Reply accepted() {
        return Reply.json(202, Json.object().put("status", "OK"));
    }
}
