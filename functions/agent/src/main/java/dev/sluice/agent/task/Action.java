package dev.sluice.agent.task;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sluice.agent.config.EnvironmentId;
import dev.sluice.agent.git.CommitId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/** What a task was asked to do. A further kind is a further record here, a plan for it and an endpoint. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Action.Deploy.class, name = "deploy"),
    @JsonSubTypes.Type(value = Action.QuickUpdate.class, name = "quick_update"),
    @JsonSubTypes.Type(value = Action.Promote.class, name = "promote"),
    @JsonSubTypes.Type(value = Action.Rollback.class, name = "rollback")
})
public sealed interface Action {

    /** The name in answers. */
    String kind();

    /** Everything that makes two requests the same request. */
    String fingerprint();

    /** The commit that it names; a promotion and a rollback name a build instead, or nothing. */
    default Optional<CommitId> namedCommit() {
        return Optional.empty();
    }

    /** The build that it names and that must stay on disk for it. */
    default Optional<BuildId> namedBuild() {
        return Optional.empty();
    }

    /** Build a commit and serve it. */
    @RegisterForReflection
    record Deploy(CommitId commit) implements Action {

        @Override
        public String kind() {
            return "deploy";
        }

        @Override
        public String fingerprint() {
            return kind() + " " + commit;
        }

        @Override
        public Optional<CommitId> namedCommit() {
            return Optional.of(commit);
        }
    }

    /** Serve the files of a commit after the environment's quick command, which installs nothing. */
    @RegisterForReflection
    record QuickUpdate(CommitId commit) implements Action {

        @Override
        public String kind() {
            return "quick_update";
        }

        @Override
        public String fingerprint() {
            return kind() + " " + commit;
        }

        @Override
        public Optional<CommitId> namedCommit() {
            return Optional.of(commit);
        }
    }

    /**
     * Serve a build that another environment served, as it is.
     *
     * @param digest what the build's digest must be
     */
    @RegisterForReflection
    record Promote(EnvironmentId source, BuildId build, Digest digest) implements Action {

        @Override
        public String kind() {
            return "promote";
        }

        @Override
        public String fingerprint() {
            return kind() + " " + source + " " + build + " " + digest;
        }

        @Override
        public Optional<BuildId> namedBuild() {
            return Optional.of(build);
        }
    }

    /** Serve the build that served before the current one; which one that is, is read when the task begins. */
    @RegisterForReflection
    record Rollback() implements Action {

        @Override
        public String kind() {
            return "rollback";
        }

        @Override
        public String fingerprint() {
            return kind();
        }
    }
}
