package dev.sluice.agent.api;

import dev.sluice.agent.config.AgentConfig;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.config.EnvironmentId;
import dev.sluice.agent.git.CommitId;
import dev.sluice.agent.git.GitMirror;
import dev.sluice.agent.git.GitMirrors;
import dev.sluice.agent.git.GitOutcome;
import dev.sluice.agent.git.RefName;
import dev.sluice.agent.process.CommandRunner;
import dev.sluice.agent.process.Interruption;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Answers which commit a branch or tag stands for, by asking the environment's repository now. */
@Path(EnvironmentResource.PATH + "/{id}/resolve")
@Produces(MediaType.APPLICATION_JSON)
public class ResolveResource {

    /** A caller waits for the answer, so a slow repository is given less time than in a task. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AgentConfig config;
    private final GitMirrors mirrors;

    ResolveResource(AgentConfig config, GitMirrors mirrors) {
        this.config = config;
        this.mirrors = mirrors;
    }

    @GET
    @Operation(summary = "The commit that a branch, a tag or a (short) SHA stands for right now")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ResolvedRef.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
    @APIResponse(responseCode = "502", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
    public Response resolve(@PathParam("id") String id, @QueryParam("ref") Optional<String> ref)
            throws InterruptedException {
        Optional<EnvironmentConfig> environment = EnvironmentId.parse(id).flatMap(config::environment);
        if (environment.isEmpty()) {
            return EnvironmentResource.notFound();
        }
        Optional<RefName> name = ref.flatMap(RefName::parse);
        if (name.isEmpty()) {
            return ErrorAnswer.invalid("ref", RefName.FORM).with(400);
        }
        GitMirror mirror = mirrors.of(environment.get().source().repository());
        GitOutcome<CommitId> outcome = mirror.resolve(name.get(), means(environment.get()));
        return outcome.fold(
                commit -> Response.ok(new ResolvedRef(id, name.get().value(), commit.value()))
                        .build(),
                refused -> refusal(refused.code(), refused.message()),
                interrupted -> ErrorAnswer.of("stopping", "the agent is about to stop; try again")
                        .with(503));
    }

    private static GitMirror.Means means(EnvironmentConfig environment) {
        Duration configured = environment.source().fetchTimeout();
        CommandRunner runner = new CommandRunner("resolve-" + UUID.randomUUID(), new Interruption(), child -> {});
        return new GitMirror.Means(
                runner, (bytes, length) -> {}, configured.compareTo(PATIENCE) < 0 ? configured : PATIENCE);
    }

    private static Response refusal(String code, String message) {
        return switch (code) {
            case GitMirror.REF_NOT_FOUND, GitMirror.COMMIT_NOT_FOUND ->
                ErrorAnswer.of(GitMirror.REF_NOT_FOUND, message).with(404);
            case GitMirror.REF_AMBIGUOUS -> ErrorAnswer.of(code, message).with(409);
            case GitMirror.UNREACHABLE -> ErrorAnswer.of(code, message).with(502);
            default -> ErrorAnswer.of(code, message).with(500);
        };
    }
}
