package dev.sluice.agent.api;

import dev.sluice.agent.action.ActionRunner;
import dev.sluice.agent.action.Cancellation;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskBoard;
import dev.sluice.agent.task.TaskId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.PathPart;

/** Tasks: how far they are, what they printed, and how to end them. */
@Path(DeploymentResource.PATH)
public class DeploymentResource {

    static final String PATH = "/api/public/v1/deployments";

    private final TaskBoard board;
    private final ActionRunner actions;

    DeploymentResource(TaskBoard board, ActionRunner actions) {
        this.board = board;
        this.actions = actions;
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "One task: status, steps, error, build")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeploymentView.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
    public Response get(@PathParam("id") String id) {
        return find(id).map(task -> Response.ok(DeploymentView.of(task)).build())
                .orElseGet(DeploymentResource::notFound);
    }

    @GET
    @Path("/{id}/log")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            summary = "What the task printed, from a byte offset on",
            description = "X-Log-Next-Offset is where to go on; X-Log-Complete is true once the task has ended.")
    public Response log(@PathParam("id") String id, @QueryParam("offset") Optional<String> offset) throws IOException {
        Optional<Task> task = find(id);
        if (task.isEmpty()) {
            return notFound();
        }
        String from = offset.orElse("0");
        if (!from.matches("[0-9]{1,15}")) {
            return ErrorAnswer.invalid("offset", "must be a number of bytes, 0 or more")
                    .with(400);
        }
        java.nio.file.Path file = actions.logOf(task.get().id());
        long length = Files.exists(file) ? Files.size(file) : 0;
        long start = Math.min(Long.parseLong(from), length);
        return Response.ok(start < length ? new PathPart(file, start, length - start) : "")
                .type(MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"))
                .header("X-Log-Next-Offset", length)
                .header("X-Log-Complete", task.get().isFinal())
                .build();
    }

    @POST
    @Path("/{id}/cancel")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Ends a task, as long as the switch has not begun")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = TaskAnswer.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
    public Response cancel(@PathParam("id") String id) {
        Cancellation cancellation = TaskId.parse(id).map(actions::cancel).orElseGet(Cancellation.Unknown::new);
        if (cancellation instanceof Cancellation.Accepted accepted) {
            return Response.accepted(TaskAnswer.now(accepted.task())).build();
        } else if (cancellation instanceof Cancellation.TooLate late) {
            String status = late.task().progress().status().text();
            return ErrorAnswer.inTheWay("too_late", "the task cannot be cancelled any more; it is " + status, id)
                    .with(409);
        }
        return notFound();
    }

    private Optional<Task> find(String id) {
        return TaskId.parse(id).flatMap(board::find);
    }

    private static Response notFound() {
        return ErrorAnswer.of("task_not_found", "this agent knows no task of that id; tasks are kept for 30 days")
                .with(404);
    }
}
