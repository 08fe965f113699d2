package dev.sluice.agent.api;

import dev.sluice.agent.config.AgentConfig;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.config.EnvironmentId;
import dev.sluice.agent.git.CommitId;
import dev.sluice.agent.git.Comparison;
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

/** Answers questions about an environment's repository, by asking it now where that is needed. */
@Path(EnvironmentResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
@APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
@APIResponse(responseCode = "502", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
public class RepositoryResource {

    /** A caller waits for the answer, so a slow repository is given less time than in a task. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AgentConfig config;
    private final GitMirrors mirrors;

    RepositoryResource(AgentConfig config, GitMirrors mirrors) {
        this.config = config;
        this.mirrors = mirrors;
    }

    @GET
    @Path("/{id}/resolve")
    @Operation(summary = "The commit that a branch, a tag or a SHA of at least 7 digits stands for right now")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ResolvedRef.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = ErrorAnswer.class)))
    public Response resolve(@PathParam("id") String id, @QueryParam("ref") Optional<String> ref)
            throws InterruptedException {
        Optional<EnvironmentConfig> environment = find(id);
        if (environment.isEmpty()) {
            return EnvironmentResource.notFound();
        }
        Optional<RefName> name = ref.flatMap(RefName::parse);
        if (name.isEmpty()) {
            return ErrorAnswer.invalid("ref", RefName.FORM).with(400);
        }
        GitOutcome<CommitId> outcome = mirrorOf(environment.get()).resolve(name.get(), means(environment.get()));
        return answer(
                outcome.then(commit ->
                        new GitOutcome.Value<>(new ResolvedRef(id, name.get().value(), commit.value()))),
                GitMirror.REF_NOT_FOUND);
    }

    @GET
    @Path("/{id}/compare")
    @Operation(summary = "How many commits lie between two, and what the second is")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Comparison.class)))
    public Response compare(
            @PathParam("id") String id,
            @QueryParam("from") Optional<String> from,
            @QueryParam("to") Optional<String> to)
            throws InterruptedException {
        Optional<EnvironmentConfig> environment = find(id);
        if (environment.isEmpty()) {
            return EnvironmentResource.notFound();
        }
        Optional<CommitId> first = from.flatMap(CommitId::parse);
        Optional<CommitId> second = to.flatMap(CommitId::parse);
        if (first.isEmpty() || second.isEmpty()) {
            return ErrorAnswer.invalid(
                            first.isEmpty() ? "from" : "to", "must be a full commit SHA of 40 or 64 hex digits")
                    .with(400);
        }
        return answer(
                mirrorOf(environment.get()).compare(first.get(), second.get(), means(environment.get())),
                GitMirror.COMMIT_NOT_FOUND);
    }

    private Optional<EnvironmentConfig> find(String id) {
        return EnvironmentId.parse(id).flatMap(config::environment);
    }

    private GitMirror mirrorOf(EnvironmentConfig environment) {
        return mirrors.of(environment.source().repository());
    }

    private static GitMirror.Means means(EnvironmentConfig environment) {
        Duration configured = environment.source().fetchTimeout();
        CommandRunner runner = new CommandRunner("ask-" + UUID.randomUUID(), new Interruption(), child -> {});
        return new GitMirror.Means(
                runner, (bytes, length) -> {}, configured.compareTo(PATIENCE) < 0 ? configured : PATIENCE);
    }

    private static Response answer(GitOutcome<?> outcome, String absent) {
        return outcome.fold(
                found -> Response.ok(found).build(),
                refused -> refusal(refused.code(), refused.message(), absent),
                interrupted -> ErrorAnswer.of("stopping", "the agent is about to stop; try again")
                        .with(503));
    }

    private static Response refusal(String code, String message, String absent) {
        return switch (code) {
            case GitMirror.REF_NOT_FOUND, GitMirror.COMMIT_NOT_FOUND ->
                ErrorAnswer.of(absent, message).with(404);
            case GitMirror.REF_AMBIGUOUS -> ErrorAnswer.of(code, message).with(409);
            case GitMirror.UNREACHABLE -> ErrorAnswer.of(code, message).with(502);
            default -> ErrorAnswer.of(code, message).with(500);
        };
    }
}
