package dev.sluice.asl;

import java.time.Instant;
import java.util.Objects;

/**
 * One state machine as it stands.
 *
 * @param definition the text it was created with
 * @param revision changes with each update; executions keep the one that they started with
 */
public record StateMachineDescription(
        String arn,
        String name,
        String definition,
        String roleArn,
        String revision,
        Instant creationDate,
        Instant updateDate) {
    /** Checks that nothing is null. */
    public StateMachineDescription {
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(roleArn, "roleArn");
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(creationDate, "creationDate");
        Objects.requireNonNull(updateDate, "updateDate");
    }
}
