package dev.sluice.agent.task;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sluice.agent.git.CommitId;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a task was asked to do. A further kind is a further record here, a plan for it and an endpoint. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = Action.Deploy.class, name = "deploy"))
public sealed interface Action {

    /** The name in URLs and answers. */
    String kind();

    /** The commit that it is about. */
    CommitId commit();

    /** Everything that makes two requests the same request. */
    default String fingerprint() {
        return kind() + " " + commit();
    }

    /** Build a commit and serve it. */
    @RegisterForReflection
    record Deploy(CommitId commit) implements Action {

        @Override
        public String kind() {
            return "deploy";
        }
    }
}
