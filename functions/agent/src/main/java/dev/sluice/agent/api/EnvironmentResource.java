package dev.sluice.agent.api;

import dev.sluice.agent.action.ActionRunner;
import dev.sluice.agent.build.Serving;
import dev.sluice.agent.config.AgentConfig;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.config.EnvironmentId;
import dev.sluice.agent.git.CommitId;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.Admission;
import dev.sluice.agent.task.IdempotencyKey;
import dev.sluice.agent.task.TaskBoard;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The environments of this server, and the actions on them. */
@Path(EnvironmentResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class EnvironmentResource {

    static final String PATH = "/api/public/v1/environments";

    private final AgentConfig config;
    private final Serving serving;
    private final TaskBoard board;
    private final ActionRunner actions;

    EnvironmentResource(AgentConfig config, Serving serving, TaskBoard board, ActionRunner actions) {
        this.config = config;
        this.serving = serving;
        this.board = board;
        this.actions = actions;
    }

    @GET
    @Operation(summary = "All environments")
    public EnvironmentView.Page list() throws IOException {
        List<EnvironmentView> items = new ArrayList<>();
        for (EnvironmentConfig environment : config.environments().values()) {
            items.add(view(environment));
        }
        return new EnvironmentView.Page(items);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One environment: what it serves and whether a task works on it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EnvironmentView.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
    public Response get(@PathParam("id") String id) throws IOException {
        Optional<EnvironmentConfig> environment = find(id);
        return environment.isEmpty()
                ? notFound()
                : Response.ok(view(environment.get())).build();
    }

    @POST
    @Path("/{id}/deploy")
    @Operation(summary = "Builds a commit and serves it; answers at once, the task goes on")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = TaskAnswer.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
    public Response deploy(
            @PathParam("id") String id, @HeaderParam("Idempotency-Key") Optional<String> key, DeployRequest request) {
        Optional<EnvironmentConfig> environment = find(id);
        if (environment.isEmpty()) {
            return notFound();
        }
        Optional<IdempotencyKey> parsedKey = key.flatMap(IdempotencyKey::parse);
        if (key.isPresent() && parsedKey.isEmpty()) {
            return ErrorAnswer.invalid("Idempotency-Key", "must be 1 to 255 visible ASCII characters")
                    .with(400);
        }
        Optional<CommitId> commit =
                Optional.ofNullable(request).flatMap(DeployRequest::commit).flatMap(CommitId::parse);
        if (commit.isEmpty()) {
            return ErrorAnswer.invalid("commit", "must be a full commit SHA of 40 or 64 hex digits")
                    .with(400);
        }
        return answer(actions.request(environment.get(), new Action.Deploy(commit.get()), parsedKey));
    }

    private static Response answer(Admission admission) {
        if (admission instanceof Admission.Accepted accepted) {
            return Response.accepted(TaskAnswer.accepted(accepted.task())).build();
        } else if (admission instanceof Admission.Repeated repeated) {
            return Response.accepted(TaskAnswer.accepted(repeated.task())).build();
        } else if (admission instanceof Admission.KeyReused reused) {
            String message = "this Idempotency-Key came with another request before; use a new key for a new request";
            return ErrorAnswer.inTheWay(
                            "idempotency_key_reused", message, reused.earlier().value())
                    .with(409);
        } else if (admission instanceof Admission.Busy busy) {
            String message = "task " + busy.active() + " works on this environment; wait for it or cancel it";
            return ErrorAnswer.inTheWay(
                            "task_in_progress", message, busy.active().value())
                    .with(409);
        }
        return ErrorAnswer.of("stopping", "the agent is about to stop; try again")
                .with(503);
    }

    private EnvironmentView view(EnvironmentConfig environment) throws IOException {
        return EnvironmentView.of(environment, serving, board.active(environment.id()));
    }

    private Optional<EnvironmentConfig> find(String id) {
        return EnvironmentId.parse(id).flatMap(config::environment);
    }

    static Response notFound() {
        return ErrorAnswer.of("environment_not_found", "this agent has no environment of that id; see " + PATH)
                .with(404);
    }
}
