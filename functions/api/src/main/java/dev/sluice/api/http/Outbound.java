package dev.sluice.api.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Asks other servers: one GET, answered within some seconds by at most 64 KB of JSON or text, redirects not followed. */
@ApplicationScoped
public class Outbound {
    private static final Logger LOG = Logger.getLogger(Outbound.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration WHOLE = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 64 * 1024;

    private HttpClient client;

    /** Empty where no answer came in time, or one too long; the log says why, without the headers. */
    public Optional<Reply> get(URI uri, String bearer) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(WHOLE)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + bearer)
                .build();
        return send(request);
    }

    public Optional<Reply> get(URI uri) {
        return send(HttpRequest.newBuilder(uri)
                .timeout(WHOLE)
                .header("Accept", "application/json")
                .build());
    }

    /** The begin of a text, which may be of any length. Empty where no answer came in time. */
    public Optional<Excerpt> text(URI uri, String bearer) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(WHOLE)
                .header("Accept", "text/plain")
                .header("Authorization", "Bearer " + bearer)
                .build();
        return answer(request, head -> new Beginning(MAX_BYTES))
                .map(response -> new Excerpt(
                        response.statusCode(),
                        response.body().bytes(),
                        response.body().whole(),
                        name -> response.headers().firstValue(name).orElse("")));
    }

    private Optional<Reply> send(HttpRequest request) {
        return answer(request, head -> new Capped())
                .map(response -> new Reply(response.statusCode(), object(response.body())));
    }

    private <T> Optional<HttpResponse<T>> answer(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        CompletableFuture<HttpResponse<T>> sent = client().sendAsync(request, body);
        try {
            return Optional.of(sent.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            sent.cancel(true);
            LOG.warnf("%s did not answer: %s", request.uri(), e.getCause() == null ? "timeout" : e.getCause());
            return Optional.empty();
        }
    }

    private static Map<String, Object> object(byte[] body) {
        try {
            return JsonBody.object(body);
        } catch (Refused notJson) {
            return Map.of();
        }
    }

    /** Made on first use: most requests need none. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        }
        return client;
    }

    /** Collects a body, and gives up beyond the limit instead of filling the memory. */
    private static final class Capped implements HttpResponse.BodySubscriber<byte[]> {
        private final HttpResponse.BodySubscriber<byte[]> all = HttpResponse.BodySubscribers.ofByteArray();
        private Optional<Flow.Subscription> subscription = Optional.empty();
        private int bytes;

        @Override
        public CompletionStage<byte[]> getBody() {
            return all.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription source) {
            subscription = Optional.of(source);
            all.onSubscribe(source);
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            bytes += item.stream().mapToInt(ByteBuffer::remaining).sum();
            if (bytes > MAX_BYTES) {
                subscription.ifPresent(Flow.Subscription::cancel);
                all.onError(new IllegalStateException("more than " + MAX_BYTES + " bytes"));
            } else {
                all.onNext(item);
            }
        }

        @Override
        public void onError(Throwable problem) {
            all.onError(problem);
        }

        @Override
        public void onComplete() {
            all.onComplete();
        }
    }
}
