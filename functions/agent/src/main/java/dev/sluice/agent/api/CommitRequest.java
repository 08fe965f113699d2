package dev.sluice.agent.api;

import dev.sluice.agent.git.CommitId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What to build. */
@RegisterForReflection
public record CommitRequest(
        @Schema(
                        required = true,
                        pattern = "[0-9a-fA-F]{40}|[0-9a-fA-F]{64}",
                        description = "Full commit SHA",
                        type = SchemaType.STRING)
                Optional<String> commit) {

    /** @param request absent where the body was empty */
    static Wish<CommitId> commitOf(CommitRequest request) {
        Optional<CommitId> commit =
                Optional.ofNullable(request).flatMap(CommitRequest::commit).flatMap(CommitId::parse);
        return commit.isPresent()
                ? new Wish.Granted<>(commit.get())
                : Wish.invalid("commit", "must be a full commit SHA of 40 or 64 hex digits");
    }
}
