package dev.sluice.engine.platform;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * When a request to a platform is sent again, for the short troubles that fit into a function's time; what lasts longer is
 * the actions queue's. Sent again are requests that may be: reads, and orders with an idempotency key. A Retry-After is kept
 * to, or the request not sent again.
 */
final class Retries extends DefaultHttpRequestRetryStrategy {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final int MOST = 2;

    /** What is left must do for the request itself. */
    private static final Duration RESERVE = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final int GROWTH = 3;
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504, 507);
    private static final String DEADLINE = "sluice.platform.deadline";

    private final DoubleSupplier chance;
    private final Clock clock;

    /** {@code chance}: evenly spread from 0 to 1, so that those who failed together do not come back together. */
    Retries(DoubleSupplier chance, Clock clock) {
        super(
                MOST,
                TimeValue.ZERO_MILLISECONDS,
                List.of(
                        InterruptedIOException.class,
                        UnknownHostException.class,
                        NoRouteToHostException.class,
                        SSLException.class),
                PASSING);
        this.chance = chance;
        this.clock = clock;
    }

    /** Whether an answer with this status may well be another one later. */
    static boolean passes(int status) {
        return PASSING.contains(status) || status >= 500;
    }

    /** The context of one request that has so much time in all. */
    static HttpContext within(Duration whole) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(DEADLINE, System.nanoTime() + whole.toNanos());
        return context;
    }

    @Override
    public boolean retryRequest(HttpRequest request, IOException exception, int sent, HttpContext context) {
        return super.retryRequest(request, exception, sent, context) && fits(longestPause(sent), context);
    }

    @Override
    public boolean retryRequest(HttpResponse response, int sent, HttpContext context) {
        HttpRequest request = HttpClientContext.cast(context).getRequest();
        Duration wait = asked(response).orElseGet(() -> longestPause(sent));
        return super.retryRequest(response, sent, context) && handleAsIdempotent(request) && fits(wait, context);
    }

    @Override
    public TimeValue getRetryInterval(HttpRequest request, IOException exception, int sent, HttpContext context) {
        return spread(longestPause(sent));
    }

    @Override
    public TimeValue getRetryInterval(HttpResponse response, int sent, HttpContext context) {
        // Never earlier than asked, and not all at that very moment.
        return asked(response)
                .map(wait -> millis(wait.plusMillis((long) (chance.getAsDouble() * FIRST_PAUSE.toMillis()))))
                .orElseGet(() -> spread(longestPause(sent)));
    }

    @Override
    protected boolean handleAsIdempotent(HttpRequest request) {
        return Method.isSafe(request.getMethod()) || request.containsHeader(IDEMPOTENCY_KEY);
    }

    private Optional<Duration> asked(HttpResponse response) {
        return RetryAfter.of(response, clock.instant());
    }

    private static Duration longestPause(int sent) {
        return FIRST_PAUSE.multipliedBy((long) Math.pow(GROWTH, sent - 1.0));
    }

    /** From half of the pause to all of it. */
    private TimeValue spread(Duration pause) {
        return millis(Duration.ofMillis((long) (pause.toMillis() * (1 + chance.getAsDouble()) / 2)));
    }

    private static TimeValue millis(Duration wait) {
        return TimeValue.ofMilliseconds(wait.toMillis());
    }

    private static boolean fits(Duration wait, HttpContext context) {
        Object deadline = context.getAttribute(DEADLINE);
        return deadline instanceof Long at
                && wait.plus(RESERVE).compareTo(Duration.ofNanos(at - System.nanoTime())) <= 0;
    }
}
