package dev.sluice.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.Secret;
import dev.sluice.domain.project.EnvironmentStatus;
import dev.sluice.domain.project.Platform;
import dev.sluice.engine.platform.PlatformClient.Progress;
import dev.sluice.engine.platform.PlatformClient.Start;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever stands in for a platform's answer: a sentence says so, and an order is not taken for refused or done. */
class BadAnswersTest {
    private static final String KEY = "key-that-nobody-reads";

    private final RecordedWaits waits = new RecordedWaits(() -> 0);
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile Answering answering;

    private interface Answering {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                answering.answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_proxys_page_in_place_of_an_answer() {
        answering = e -> send(e, 200, "<html>Sign in</html>");
        unavailable("answered with status 200, but not with a JSON object");
    }

    @Test
    void a_proxys_not_found_does_not_end_what_is_followed() {
        answering = e -> send(e, 404, "<html>No such host</html>");
        assertThat(client().progress("task-1"))
                .isInstanceOfSatisfying(
                        Progress.Unavailable.class, u -> assertThat(u.message()).endsWith("answered with status 404."));
    }

    @Test
    void json_that_is_cut_off() {
        answering = e -> send(e, 202, "{\"task_id\":\"task-1");
        unavailable("but not with a JSON object: the answer was cut off, or comes from a proxy.");
    }

    @Test
    void a_body_that_ends_before_its_length() {
        answering = e -> {
            e.sendResponseHeaders(202, 100);
            e.getResponseBody().write("{\"task_id\":\"task-1\"}".getBytes(StandardCharsets.UTF_8));
            e.getResponseBody().flush();
            throw new IOException("gone");
        };
        unavailable("does not answer: the connection ended before the answer did");
    }

    @Test
    void a_body_without_an_end() {
        answering = e -> {
            e.sendResponseHeaders(200, 0);
            byte[] much = "x".repeat(8192).getBytes(StandardCharsets.UTF_8);
            while (over.getCount() > 0) {
                e.getResponseBody().write(much);
            }
        };
        unavailable("sent more than 16 KB with status 200");
    }

    @Test
    void an_acceptance_without_a_task() {
        for (String body : new String[] {"{}", "{\"task_id\":null}", "{\"task_id\":\"../../environments\"}"}) {
            answering = e -> send(e, 202, body);
            unavailable("accepted the order but named no task.");
        }
    }

    @Test
    void a_redirect_which_is_not_followed() {
        answering = e -> {
            e.getResponseHeaders().set("Location", "/elsewhere");
            send(e, 307, "");
        };
        unavailable("answered with a redirect (status 307), which is not followed: check the address in the"
                + " environment's platform.url.");
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_body_that_hangs() {
        answering = e -> {
            e.sendResponseHeaders(200, 0);
            e.getResponseBody().write('{');
            e.getResponseBody().flush();
            over.await();
        };
        unavailable("gave no whole answer within 1.5 s.");
    }

    @Test
    void an_answer_that_never_begins() {
        answering = e -> over.await();
        unavailable("gave no whole answer within 1.5 s.");
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_platform_that_takes_no_connection_is_tried_three_times() {
        server.stop(0);
        unavailable("does not answer: it takes no connection.");
        assertThat(waits.waits).isNotEmpty();
    }

    @Test
    void a_key_that_comes_back_in_an_answer_is_not_passed_on() {
        answering = e -> send(e, 400, "{\"detail\":{\"error\":\"bad\",\"message\":\"Not " + KEY + "!\"}}");
        assertThat(start()).isEqualTo(new Start.Refused("Not ***!"));
    }

    @Test
    void a_message_that_is_too_long_for_a_run_is_shortened() {
        answering = e -> send(e, 422, "{\"detail\":\"" + "long ".repeat(1000) + "\"}");
        assertThat(start()).isInstanceOfSatisfying(Start.Refused.class, r -> assertThat(r.message())
                .hasSizeLessThan(600));
    }

    @Test
    void how_an_environment_is_stays_unknown_and_says_why() {
        answering = e -> send(e, 200, "[]");
        PlatformClient.State state = client().state();
        assertThat(state.status()).isEqualTo(EnvironmentStatus.UNKNOWN);
        assertThat(state.trouble()).contains("not with a JSON object");
    }

    private void unavailable(String sentence) {
        assertThat(start()).isInstanceOfSatisfying(Start.Unavailable.class, u -> assertThat(u.message())
                .startsWith("The platform at ")
                .contains(sentence));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Start start() {
        return client().start(Orders.order("deploy", Platform.Type.AGENT), Orders.RUN);
    }

    private PlatformClient client() {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        PlatformHttp http = new PlatformHttp(
                waits, new PlatformHttp.Limits(Duration.ofMillis(1500), 16 * 1024), RecordedWaits.NOON);
        return new PublicApiClient(
                http, new Platform(Platform.Type.AGENT, uri, "env-1", new Sealed("sealed")), new Secret(KEY));
    }
}
