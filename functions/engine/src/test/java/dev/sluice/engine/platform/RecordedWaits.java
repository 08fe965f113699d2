package dev.sluice.engine.platform;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/** The real decisions about sending again, with each wait written down instead of waited for. */
final class RecordedWaits implements HttpRequestRetryStrategy {
    static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    /** In milliseconds. */
    final List<Long> waits = new CopyOnWriteArrayList<>();

    private final Retries real;

    RecordedWaits(DoubleSupplier chance) {
        real = new Retries(chance, NOON);
    }

    @Override
    public boolean retryRequest(HttpRequest request, IOException exception, int sent, HttpContext context) {
        return real.retryRequest(request, exception, sent, context);
    }

    @Override
    public boolean retryRequest(HttpResponse response, int sent, HttpContext context) {
        return real.retryRequest(response, sent, context);
    }

    @Override
    public TimeValue getRetryInterval(HttpRequest request, IOException exception, int sent, HttpContext context) {
        return noted(real.getRetryInterval(request, exception, sent, context));
    }

    @Override
    public TimeValue getRetryInterval(HttpResponse response, int sent, HttpContext context) {
        return noted(real.getRetryInterval(response, sent, context));
    }

    private TimeValue noted(TimeValue wait) {
        waits.add(wait.toMilliseconds());
        return TimeValue.ZERO_MILLISECONDS;
    }
}
