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
    @JsonSubTypes.Type(value = Action.Rollback.class, name = "rollback"),
    @JsonSubTypes.Type(value = Action.Clone.class, name = "clone"),
    @JsonSubTypes.Type(value = Action.UndoClone.class, name = "undo_clone")
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

    /**
     * Put a copy of another environment's data in the place of this one's.
     *
     * @param neutralize whether the copy is made harmless first
     */
    @RegisterForReflection
    record Clone(EnvironmentId source, boolean neutralize, boolean includeFilestore) implements Action {

        @Override
        public String kind() {
            return "clone";
        }

        @Override
        public String fingerprint() {
            return kind() + " " + source + (neutralize ? " neutralized" : "") + (includeFilestore ? " with files" : "");
        }
    }

    /** Use the data again that the last clone replaced. */
    @RegisterForReflection
    record UndoClone() implements Action {

        @Override
        public String kind() {
            return "undo_clone";
        }

        @Override
        public String fingerprint() {
            return kind();
        }
    }
}
