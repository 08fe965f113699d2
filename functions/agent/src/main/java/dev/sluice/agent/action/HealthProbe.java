package dev.sluice.agent.action;

import dev.sluice.agent.config.HealthCheck;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks an application's address until it answers with a 2xx status. Redirects are not followed; the body is not read. */
public final class HealthProbe {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LONGEST_ANSWER)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** Empty once it is healthy; what was seen last, if it was not in time. */
    public Optional<String> await(HealthCheck check) throws InterruptedException {
        long deadline = System.nanoTime() + check.timeout().toNanos();
        Duration pause = FIRST_PAUSE;
        String seen = ask(check, deadline);
        while (!seen.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= pause.toNanos()) {
                return Optional.of(seen);
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            seen = ask(check, deadline);
        }
        return Optional.empty();
    }

    /** Nothing where the answer was good. */
    private String ask(HealthCheck check, long deadline) throws InterruptedException {
        long left = Math.max(1_000_000, deadline - System.nanoTime());
        HttpRequest request = HttpRequest.newBuilder(check.url())
                .timeout(Duration.ofNanos(Math.min(left, LONGEST_ANSWER.toNanos())))
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            int status = answer.statusCode();
            return status >= 200 && status < 300 ? "" : "it answered " + status;
        } catch (IOException e) {
            return "it did not answer (" + e.getClass().getSimpleName() + ")";
        }
    }
}
