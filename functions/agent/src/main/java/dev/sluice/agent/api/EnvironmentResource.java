package dev.sluice.agent.api;

import dev.sluice.agent.build.Serving;
import dev.sluice.agent.config.AgentConfig;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.config.EnvironmentId;
import dev.sluice.agent.task.TaskBoard;
import jakarta.ws.rs.GET;
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

/** The environments of this server. */
@Path(EnvironmentResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public class EnvironmentResource {

    static final String PATH = "/api/public/v1/environments";

    private final AgentConfig config;
    private final Serving serving;
    private final TaskBoard board;

    EnvironmentResource(AgentConfig config, Serving serving, TaskBoard board) {
        this.config = config;
        this.serving = serving;
        this.board = board;
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
