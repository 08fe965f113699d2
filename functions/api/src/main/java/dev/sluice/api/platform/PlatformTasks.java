package dev.sluice.api.platform;

import dev.sluice.api.http.Excerpt;
import dev.sluice.api.http.Json;
import dev.sluice.api.http.Reply;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks the platform of an environment how far a task is, and what it printed. */
@ApplicationScoped
public class PlatformTasks {
    private static final Set<String> STATUSES =
            Set.of("pending", "queued", "running", "completed", "failed", "cancelled");
    private static final int MAX_STEPS = 50;

    private final Asking asking;

    PlatformTasks(Asking asking) {
        this.asking = asking;
    }

    /** {@code offset}: the byte of the log to read on from. The oec.sh API has no log. */
    public TaskSeen look(Environment environment, String task, long offset) {
        Optional<Reply> reply = asking.task(environment, task);
        if (reply.isEmpty()) {
            return new TaskSeen.Unavailable(Asking.silence(environment));
        }
        int status = reply.get().status();
        if (status != 200) {
            return refused(environment, status);
        }
        Map<String, Object> json = reply.get().body();
        if (environment.platform().type() == Platform.Type.OEC) {
            return known(json, Optional.empty());
        }
        Optional<Excerpt> log = asking.log(environment, task, offset);
        if (log.isEmpty()) {
            return new TaskSeen.Unavailable(Asking.silence(environment));
        }
        return log.get().status() == 200
                ? known(json, Optional.of(LogPiece.of(log.get(), offset)))
                : refused(environment, log.get().status());
    }

    private static TaskSeen refused(Environment environment, int status) {
        return status == 404
                ? new TaskSeen.Gone(Asking.who(environment) + " does not know this deployment, or not any more.")
                : new TaskSeen.Unavailable(Asking.trouble(environment, status));
    }

    private static TaskSeen known(Map<String, Object> json, Optional<TaskSeen.Log> log) {
        String status = text(json.get("status")).filter(STATUSES::contains).orElse("unknown");
        Optional<Integer> percent = json.get("progress_percent") instanceof Number number
                ? Optional.of(Math.max(0, Math.min(100, number.intValue())))
                : Optional.empty();
        Optional<String> error = text(json.get("error_message")).or(() -> text(json.get("error")));
        return new TaskSeen.Known(
                status, percent, text(json.get("current_step")), steps(json.get("steps")), error, log);
    }

    private static List<Map<String, Object>> steps(Object json) {
        return json instanceof List<?> steps
                ? steps.stream()
                        .limit(MAX_STEPS)
                        .filter(Map.class::isInstance)
                        .map(step -> step((Map<?, ?>) step))
                        .toList()
                : List.of();
    }

    private static Map<String, Object> step(Map<?, ?> json) {
        return Json.object(
                "name", text(json.get("name")).orElse(""),
                "status", text(json.get("status")).orElse("unknown"),
                "started_at", text(json.get("started_at")),
                "finished_at", text(json.get("finished_at")));
    }

    private static Optional<String> text(Object json) {
        return json instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }
}
