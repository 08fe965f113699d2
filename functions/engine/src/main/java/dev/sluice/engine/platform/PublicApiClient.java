package dev.sluice.engine.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.aws.DomainJson;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.project.EnvironmentStatus;
import dev.sluice.domain.project.Platform;
import dev.sluice.domain.run.Build;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The public API v1, as our deploy agent and oec.sh serve it. */
final class PublicApiClient implements PlatformClient {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int MAX_BODY = 256 * 1024;

    private final HttpClient http;
    private final Platform platform;
    private final Secret key;

    PublicApiClient(HttpClient http, Platform platform, Secret key) {
        this.http = http;
        this.platform = platform;
        this.key = key;
    }

    @Override
    public Start start(ActionOrder order, RunId run) {
        byte[] body = DomainJson.bytes(order.body());
        HttpRequest request = request(environment() + "/" + order.verb())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", run.value())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        Answer answer = send(request);
        if (answer.status() == 202 || answer.status() == 200) {
            String task = answer.json().path("task_id").asText("");
            return task.isEmpty()
                    ? new Start.Unavailable("The platform accepted the deployment but named no task.")
                    : new Start.Started(task);
        }
        if (answer.status() == 409 && answer.error().equals("task_in_progress")) {
            return new Start.Busy(answer.message());
        }
        return answer.passes() ? new Start.Unavailable(answer.message()) : new Start.Refused(answer.message());
    }

    @Override
    public Progress progress(String task) {
        Answer answer = send(request("/deployments/" + segment(task)).GET().build());
        if (answer.status() == 404) {
            return new Progress.Failed(answer.message());
        }
        if (answer.status() != 200) {
            // A refused key, say: that does not tell that the deployment has ended.
            return new Progress.Unavailable(answer.message());
        }
        JsonNode json = answer.json();
        return switch (json.path("status").asText("")) {
            case "completed" -> new Progress.Completed(build(json.path("build")));
            case "failed" -> new Progress.Failed(json.path("error_message").asText("The platform gave no reason."));
            case "cancelled" -> new Progress.Cancelled();
            default ->
                new Progress.Running(
                        json.path("progress_percent").asInt(0),
                        json.path("current_step").asText(""));
        };
    }

    @Override
    public void cancel(String task) {
        send(request("/deployments/" + segment(task) + "/cancel")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    @Override
    public State state() {
        Answer answer = send(request(environment()).GET().build());
        if (answer.status() != 200) {
            return new State(EnvironmentStatus.UNKNOWN, Optional.empty());
        }
        String said = answer.json().path("status").asText("").toUpperCase(Locale.ROOT);
        EnvironmentStatus status = Arrays.stream(EnvironmentStatus.values())
                .filter(s -> s.name().equals(said))
                .findFirst()
                .orElse(EnvironmentStatus.UNKNOWN);
        return new State(status, build(answer.json().path("build")));
    }

    @Override
    public Optional<Comparison> compare(String from, String to) {
        if (platform.type() == Platform.Type.OEC) {
            return Optional.empty(); // not in that API
        }
        Answer answer = send(request(environment() + "/compare?from=" + segment(from) + "&to=" + segment(to))
                .GET()
                .build());
        JsonNode json = answer.json();
        return answer.status() == 200 && json.path("ahead").isInt()
                ? Optional.of(new Comparison(
                        json.path("ahead").asInt(),
                        json.path("subject").asText(""),
                        json.path("author").asText("")))
                : Optional.empty();
    }

    @Override
    public Links links(String task) {
        String url = base() + "/deployments/" + segment(task);
        return new Links(url, url + "/log");
    }

    private static Optional<Build> build(JsonNode json) {
        if (!json.isObject() || !json.path("commit").isTextual()) {
            return Optional.empty();
        }
        return Optional.of(new Build(
                json.path("id").asText(""),
                json.path("commit").asText(),
                json.path("digest").asText("")));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key.reveal())
                .header("Accept", "application/json");
    }

    private String environment() {
        return "/environments/" + segment(platform.environmentId());
    }

    private String base() {
        return platform.url().toString().replaceAll("/+$", "") + "/api/public/v1";
    }

    /** The request's own timeout ends with the headers; this one counts for the whole answer. */
    private Answer send(HttpRequest request) {
        String where = request.uri().getAuthority();
        CompletableFuture<Answer> answer = http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(response -> Answer.of(response.statusCode(), json(read(response)), where));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.none(where, e);
        } catch (ExecutionException e) {
            return Answer.none(where, e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Answer.none(where, new TimeoutException("nothing within " + PATIENCE.toSeconds() + " s"));
        }
    }

    private static byte[] read(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            return in.readNBytes(MAX_BODY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return DomainJson.mapper().readTree(body);
        } catch (IOException e) {
            return DomainJson.mapper().createObjectNode(); // an answer of a proxy, say: the status has to do
        }
    }

    private static String segment(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** An answer, or status 0 where there was none. */
    private record Answer(int status, JsonNode json, String message) {
        static Answer none(String where, Throwable why) {
            String detail =
                    Optional.ofNullable(why.getMessage()).orElse(why.getClass().getSimpleName());
            return new Answer(
                    0,
                    DomainJson.mapper().createObjectNode(),
                    "The platform at " + where + " does not answer (" + detail + ").");
        }

        static Answer of(int status, JsonNode json, String where) {
            String said = json.path("detail").path("message").asText("");
            return new Answer(
                    status,
                    json,
                    said.isEmpty() ? "The platform at " + where + " answered with status " + status + "." : said);
        }

        String error() {
            return json.path("detail").path("error").asText("");
        }

        /** Whether the same request may well succeed later. */
        boolean passes() {
            return status == 0 || status == 408 || status == 429 || status >= 500;
        }
    }
}
