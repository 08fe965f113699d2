package dev.sluice.engine.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.aws.DomainJson;
import dev.sluice.domain.Names;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.project.EnvironmentStatus;
import dev.sluice.domain.project.Platform;
import dev.sluice.domain.run.Build;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * The public API v1, as our deploy agent and oec.sh serve it. The agent's is larger: oec.sh cancels, resolves and compares
 * nothing, and has a path of its own for how an environment is.
 */
final class PublicApiClient implements PlatformClient {
    /** Both pass by themselves: a task that runs, and an order that is being queued at this very moment. */
    private static final Set<String> BUSY = Set.of("task_in_progress", "concurrent_action");

    /** JSON has no charset to name. */
    private static final ContentType JSON = ContentType.create("application/json");

    private static final Pattern TASK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /** oec.sh allows a key 20 requests a minute, of which a run that is followed shall leave some. */
    private static final Duration OEC_PACE = Duration.ofSeconds(6);

    private final PlatformHttp http;
    private final Platform platform;
    private final Secret key;

    PublicApiClient(PlatformHttp http, Platform platform, Secret key) {
        this.http = http;
        this.platform = platform;
        this.key = key;
    }

    @Override
    public Start start(ActionOrder order, RunId run) {
        HttpPost request = new HttpPost(platform.ofEnvironment("/" + order.verb()));
        request.setHeader(Retries.IDEMPOTENCY_KEY, run.value());
        if (!order.body().isEmpty()) {
            request.setEntity(new ByteArrayEntity(DomainJson.bytes(order.body()), JSON));
        }
        Answer answer = http.send(request, key);
        if (answer.status() == 202 || answer.status() == 200) {
            String task = answer.json().path("task_id").asText("");
            return TASK.matcher(task).matches()
                    ? new Start.Started(task)
                    : new Start.Unavailable(
                            "The platform at " + platform.url().getAuthority()
                                    + " accepted the order but named no task.",
                            Duration.ZERO);
        }
        if (answer.status() == 409 && BUSY.contains(answer.error())) {
            return new Start.Busy(answer.message());
        }
        return answer.passes()
                ? new Start.Unavailable(answer.message(), answer.retryAfter().orElse(Duration.ZERO))
                : new Start.Refused(answer.message());
    }

    @Override
    public Progress progress(String task) {
        Answer answer = get(platform.ofDeployment(task, ""));
        if (answer.status() == 404 && answer.isPlatforms()) {
            return new Progress.Failed(answer.message());
        }
        if (answer.status() != 200) {
            // A refused key, say, or a proxy's page: that does not tell that the deployment has ended.
            return new Progress.Unavailable(
                    answer.message(), answer.retryAfter().orElse(Duration.ZERO));
        }
        JsonNode json = answer.json();
        String status = json.path("status").asText("");
        return switch (status) {
            case "completed" -> new Progress.Completed(build(json.path("build")));
            case "failed" ->
                new Progress.Failed(
                        Answer.shortened(json.path("error_message").asText("The platform gave no reason.")));
            case "cancelled" -> new Progress.Cancelled();
            case "pending", "queued", "running" ->
                new Progress.Running(
                        json.path("progress_percent").asInt(0),
                        json.path("current_step").asText(""));
            default ->
                new Progress.Unavailable(
                        "The platform at " + platform.url().getAuthority() + " did not say how far the deployment is.",
                        Duration.ZERO);
        };
    }

    @Override
    public void cancel(String task) {
        if (!isOec()) {
            http.send(new HttpPost(platform.ofDeployment(task, "/cancel")), key);
        }
    }

    @Override
    public State state() {
        Answer answer = get(platform.ofState());
        if (answer.status() != 200) {
            return new State(EnvironmentStatus.UNKNOWN, Optional.empty(), answer.message());
        }
        EnvironmentStatus status =
                EnvironmentStatus.told(answer.json().path("status").asText("")).orElse(EnvironmentStatus.UNKNOWN);
        return new State(status, build(answer.json().path("build")), "");
    }

    @Override
    public Optional<String> resolve(String ref) {
        if (isOec()) {
            return Optional.empty();
        }
        Answer answer = get(platform.ofEnvironment("/resolve?ref=" + Platform.segment(ref)));
        return Optional.of(answer.json().path("commit").asText(""))
                .filter(commit -> answer.status() == 200 && Names.isFullSha(commit));
    }

    @Override
    public Optional<Comparison> compare(String from, String to) {
        if (isOec()) {
            return Optional.empty();
        }
        Answer answer =
                get(platform.ofEnvironment("/compare?from=" + Platform.segment(from) + "&to=" + Platform.segment(to)));
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
        URI log = isOec()
                ? platform.ofEnvironment("/logs?task_id=" + Platform.segment(task))
                : platform.ofDeployment(task, "/log");
        return new Links(platform.ofDeployment(task, "").toString(), log.toString());
    }

    @Override
    public Duration pace() {
        return isOec() ? OEC_PACE : Duration.ZERO;
    }

    private boolean isOec() {
        return platform.type() == Platform.Type.OEC;
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

    private Answer get(URI address) {
        return http.send(new HttpGet(address), key);
    }
}
