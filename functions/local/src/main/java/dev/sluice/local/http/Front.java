package dev.sluice.local.http;

import dev.sluice.local.events.Invoker;
import dev.sluice.local.lambda.InvocationResult;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The address that people and git hosts see: API Gateway's HTTP API over the template's routes, and in front of them
 * the few paths that only this machine has. It answers under its loopback names only, so that a page of another site
 * cannot reach it by a name that it makes point here.
 */
public final class Front implements LocalServer.Handler {

    /** API Gateway's limit on a body. */
    public static final int MAX_BODY = 10 << 20;

    private static final System.Logger LOG = System.getLogger(Front.class.getName());
    /** Lambda's limit on the event of a synchronous invocation. */
    private static final int MAX_EVENT = 6 << 20;

    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost");

    private final Routes routes;
    private final Invoker invoker;
    private final String account;
    private final Clock clock;
    private final Map<String, LocalServer.Handler> localPaths;

    /**
     * A front for the given routes.
     *
     * @param localPaths handlers by the first segment of the path, as in {@code oidc}; they come before every route
     */
    public Front(
            Routes routes, Invoker invoker, String account, Clock clock, Map<String, LocalServer.Handler> localPaths) {
        this.routes = routes;
        this.invoker = invoker;
        this.account = account;
        this.clock = clock;
        this.localPaths = Map.copyOf(localPaths);
    }

    @Override
    public Reply handle(Request request) throws IOException, InterruptedException {
        if (!isLocalName(request.header("host").orElse(""))) {
            return Reply.message(403, "this server answers as 127.0.0.1 and localhost only");
        }
        Optional<LocalServer.Handler> local = Optional.ofNullable(localPaths.get(firstSegment(request.rawPath())));
        if (local.isPresent()) {
            return local.get().handle(request);
        }
        Optional<Routes.Match> match = routes.find(request.method(), request.rawPath());
        if (match.isEmpty()) {
            return Reply.message(404, "Not Found");
        }
        return invoke(request, match.get());
    }

    private Reply invoke(Request request, Routes.Match match) throws InterruptedException {
        byte[] event = ApiEvent.of(request, match, account, clock.instant());
        if (event.length > MAX_EVENT) {
            return Reply.message(413, "Request Entity Too Large");
        }
        String function = match.route().function();
        CompletableFuture<InvocationResult> result = invoker.invoke(function, event);
        try {
            return result.get(match.route().timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .fold(answered -> reply(function, answered), failed -> {
                        LOG.log(Level.WARNING, function + " failed: " + failed.summary());
                        return Reply.message(500, "Internal Server Error");
                    });
        } catch (TimeoutException e) {
            result.cancel(false);
            return Reply.message(503, "Service Unavailable");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an invocation ends with a result", e);
        }
    }

    private static Reply reply(String function, InvocationResult.Answered answered) {
        try {
            return ApiEvent.reply(answered.payload());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, function + " answered what API Gateway does not understand", e);
            return Reply.message(500, "Internal Server Error");
        }
    }

    /** Whether a Host header names this machine by a name that only this machine can give. */
    public static boolean isLocalName(String host) {
        return HOSTS.contains(host.replaceFirst(":\\d+$", ""));
    }

    private static String firstSegment(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path.substring(1) : path.substring(1, end);
    }
}
