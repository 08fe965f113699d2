package dev.sluice.api.run;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Json;
import dev.sluice.api.http.Problem;
import dev.sluice.api.platform.PlatformTasks;
import dev.sluice.api.platform.TaskSeen;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.run.Deployment;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a run's deployment is doing, asked from its platform now. */
@Path("/api/v1/projects/{project}/runs/{run}/deployment")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs")
public class DeploymentResource {
    private final Access access;
    private final RunStore runs;
    private final ProjectStore projects;
    private final PlatformTasks platforms;
    private final Clock clock;

    DeploymentResource(Access access, RunStore runs, ProjectStore projects, PlatformTasks platforms, Clock clock) {
        this.access = access;
        this.runs = runs;
        this.projects = projects;
        this.platforms = platforms;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "How far a run's deployment is, with a piece of its log",
            description = "Go on at log.next_offset until log.end. not_started as long as the platform has no task of"
                    + " the run's. 410: the platform does not know the task any more.")
    public Map<String, Object> read(
            @PathParam("project") String project,
            @PathParam("run") String id,
            @QueryParam("log_offset") String logOffset) {
        ProjectId in = access.require(project, Role.VIEWER).project();
        long offset = offset(logOffset);
        Run run = Inputs.found(runs.run(in, Inputs.id(id, RunId::new)));
        Optional<Deployment> deployment = run.deployment();
        if (deployment.isEmpty()) {
            return json(new TaskSeen.Known(
                    "not_started", Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty()));
        }
        Environment target = projects.environment(in, run.spec().action().target())
                .orElseThrow(() -> Problem.conflict("target_missing", "The run's target environment is gone.")
                        .refused());
        return platforms
                .look(target, deployment.get().id(), offset)
                .fold(
                        this::json,
                        gone -> {
                            throw Problem.of(410, "deployment_gone", gone).refused();
                        },
                        silent -> {
                            throw Problem.of(502, "platform_unavailable", silent)
                                    .refused();
                        });
    }

    private Map<String, Object> json(TaskSeen.Known task) {
        return Json.object(
                "status", task.status(),
                "progress_percent", task.percent(),
                "current_step", task.step(),
                "steps", task.steps(),
                "error", task.error(),
                "log", task.log().map(DeploymentResource::log),
                "checked_at", clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static Map<String, Object> log(TaskSeen.Log log) {
        return Json.object("text", log.text(), "offset", log.offset(), "next_offset", log.next(), "end", log.end());
    }

    private static long offset(String text) {
        if (text == null) {
            return 0;
        }
        if (!text.matches("[0-9]{1,15}")) {
            throw Problem.invalid("log_offset", "A whole number of bytes, 0 or more.")
                    .refused();
        }
        return Long.parseLong(text);
    }
}
