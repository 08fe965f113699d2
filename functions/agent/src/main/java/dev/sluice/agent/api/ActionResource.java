package dev.sluice.agent.api;

import dev.sluice.agent.action.ActionRunner;
import dev.sluice.agent.config.AgentConfig;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.config.EnvironmentId;
import dev.sluice.agent.config.EnvironmentKind;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.Admission;
import dev.sluice.agent.task.IdempotencyKey;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Actions on environments. Each answers at once with a task, which goes on. */
@Path(EnvironmentResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = TaskAnswer.class)))
@APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
@APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
@APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
@APIResponse(responseCode = "422", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
public class ActionResource {

    private static final String KEY = "Idempotency-Key";

    private final AgentConfig config;
    private final ActionRunner actions;

    ActionResource(AgentConfig config, ActionRunner actions) {
        this.config = config;
        this.actions = actions;
    }

    @POST
    @Path("/{id}/deploy")
    @Operation(summary = "Builds a commit and serves it")
    public Response deploy(@PathParam("id") String id, @HeaderParam(KEY) Optional<String> key, CommitRequest request) {
        return begin(id, key, environment -> CommitRequest.commitOf(request).then(Action.Deploy::new));
    }

    @POST
    @Path("/{id}/quick-update")
    @Operation(summary = "Serves a commit's files after the environment's quick_update command, which installs nothing")
    public Response quickUpdate(
            @PathParam("id") String id, @HeaderParam(KEY) Optional<String> key, CommitRequest request) {
        return begin(
                id,
                key,
                environment -> environment.commands().quickUpdate().isEmpty()
                        ? Wish.notConfigured(environment.id(), "quick_update", "an argument list")
                        : CommitRequest.commitOf(request).then(Action.QuickUpdate::new));
    }

    @POST
    @Path("/{id}/promote")
    @Operation(
            summary = "Serves the very build that another environment of this agent serves or served; builds nothing")
    public Response promote(
            @PathParam("id") String id, @HeaderParam(KEY) Optional<String> key, PromoteRequest request) {
        return begin(id, key, environment -> PromoteRequest.actionOf(request, environment, config));
    }

    @POST
    @Path("/{id}/rollback")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Serves the build again that served before the current one; builds nothing, takes no body")
    public Response rollback(@PathParam("id") String id, @HeaderParam(KEY) Optional<String> key, String body) {
        return begin(id, key, environment -> withoutBody(body, new Action.Rollback()));
    }

    @POST
    @Path("/{id}/clone")
    @Operation(summary = "Puts a copy of another environment's database, made harmless, in the place of this one's")
    public Response copy(@PathParam("id") String id, @HeaderParam(KEY) Optional<String> key, CloneRequest request) {
        return begin(id, key, environment -> CloneRequest.actionOf(request, environment, config));
    }

    @POST
    @Path("/{id}/undo-clone")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Uses the data again that the last clone replaced; takes no body")
    public Response undoClone(@PathParam("id") String id, @HeaderParam(KEY) Optional<String> key, String body) {
        return begin(id, key, environment -> {
            if (environment.label().kind() == EnvironmentKind.PRODUCTION) {
                return CloneRequest.production(environment);
            }
            return environment.site().data().database().isEmpty()
                    ? Wish.notConfigured(environment.id(), "database", "with a url")
                    : withoutBody(body, new Action.UndoClone());
        });
    }

    private static Wish<Action> withoutBody(String body, Action action) {
        boolean nothing = body == null || body.strip().replace(" ", "").matches("(\\{})?");
        return nothing
                ? new Wish.Granted<>(action)
                : Wish.invalid("body", "must be empty; the agent knows what was before");
    }

    @FunctionalInterface
    private interface Reading {
        Wish<? extends Action> of(EnvironmentConfig environment);
    }

    private Response begin(String id, Optional<String> key, Reading reading) {
        Optional<EnvironmentConfig> environment = EnvironmentId.parse(id).flatMap(config::environment);
        if (environment.isEmpty()) {
            return EnvironmentResource.notFound();
        }
        Optional<IdempotencyKey> parsedKey = key.flatMap(IdempotencyKey::parse);
        if (key.isPresent() && parsedKey.isEmpty()) {
            return ErrorAnswer.invalid(KEY, "must be 1 to 255 visible ASCII characters")
                    .with(400);
        }
        Wish<? extends Action> wish = reading.of(environment.get());
        if (wish instanceof Wish.Refused<?> refused) {
            return refused.answer().with(refused.status());
        }
        Action action = ((Wish.Granted<? extends Action>) wish).value();
        return answer(actions.request(environment.get(), action, parsedKey));
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
}
