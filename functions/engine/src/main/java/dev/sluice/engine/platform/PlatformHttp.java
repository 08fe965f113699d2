package dev.sluice.engine.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.aws.DomainJson;
import dev.sluice.domain.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends a request to a platform and always comes back in time with an answer. Redirects are not followed, so that the key
 * goes nowhere else; no connection is kept, since a function may be frozen between two requests.
 */
final class PlatformHttp {
    private static final Timeout CONNECT = Timeout.ofSeconds(3);

    private final CloseableHttpClient http;
    private final Limits limits;
    private final Clock clock;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "platform");
        thread.setDaemon(true);
        return thread;
    });

    PlatformHttp(HttpRequestRetryStrategy retries, Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        Timeout patience = Timeout.of(limits.whole());
        this.http = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(20)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(patience)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(patience).build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setRetryStrategy(retries)
                .setUserAgent("Sluice")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** What one request may take, with all that it is sent again, and how much of an answer is read. */
    record Limits(Duration whole, int bytes) {
        /** A step asks a platform twice at the most, and has 20 seconds. */
        static final Limits USUAL = new Limits(Duration.ofSeconds(8), 256 * 1024);
    }

    Answer send(HttpUriRequestBase request, Secret key) {
        String where = request.getAuthority().toString();
        request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key.reveal());
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        Future<Answer> answer = threads.submit(
                () -> http.execute(request, Retries.within(limits.whole()), response -> read(request, response, key)));
        try {
            return answer.get(limits.whole().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Whatever a socket's timeout does not see: a body that trickles, a name that resolves slowly.
            request.cancel();
            answer.cancel(true);
            return Answer.none(where, late());
        } catch (ExecutionException e) {
            return Answer.none(where, trouble(e.getCause()));
        } catch (InterruptedException e) {
            request.cancel();
            Thread.currentThread().interrupt();
            return Answer.none(where, "was not waited for: the function was stopped.");
        }
    }

    private Answer read(HttpUriRequestBase request, ClassicHttpResponse response, Secret key) throws IOException {
        int status = response.getCode();
        byte[] body = response.getEntity() == null
                ? new byte[0]
                : response.getEntity().getContent().readNBytes(limits.bytes() + 1);
        if (body.length > limits.bytes()) {
            // Closing the answer would read it to its end, which it may not have.
            request.cancel();
            throw new TooLong(status);
        }
        String where = request.getAuthority().toString();
        Optional<JsonNode> json = json(body, key);
        if (status >= 200 && status < 300 && json.isEmpty()) {
            return Answer.none(
                    where,
                    "answered with status " + status
                            + ", but not with a JSON object: the answer was cut off, or comes from a proxy.");
        }
        return Answer.of(
                status,
                json.orElseGet(JsonNodeFactory.instance::objectNode),
                where,
                RetryAfter.of(response, clock.instant()));
    }

    /** Without the key, should the platform repeat it. */
    private static Optional<JsonNode> json(byte[] body, Secret key) {
        try {
            String text = new String(body, StandardCharsets.UTF_8);
            return Optional.ofNullable(DomainJson.mapper().readTree(text.replace(key.reveal(), "***")))
                    .filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** In words that name no header and no body. */
    private String trouble(Throwable cause) {
        if (cause instanceof TooLong tooLong) {
            return "sent more than " + limits.bytes() / 1024 + " KB with status " + tooLong.status
                    + ", which is no answer of this API.";
        }
        if (cause instanceof UnknownHostException) {
            return "does not answer: its name does not resolve.";
        }
        if (cause instanceof ConnectException || cause instanceof ConnectTimeoutException) {
            return "does not answer: it takes no connection.";
        }
        if (cause instanceof InterruptedIOException) {
            return late();
        }
        if (cause instanceof SSLException) {
            return "has no TLS certificate that is trusted, or does not speak TLS.";
        }
        return "does not answer: the connection ended before the answer did ("
                + cause.getClass().getSimpleName() + ").";
    }

    private String late() {
        return "gave no whole answer within " + limits.whole().toMillis() / 1000.0 + " s.";
    }

    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        TooLong(int status) {
            this.status = status;
        }
    }
}
