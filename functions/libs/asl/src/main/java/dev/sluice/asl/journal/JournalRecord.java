package dev.sluice.asl.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.asl.ExecutionDescription.End;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One line of the journal. Reading all lines in order gives what the interpreter knew. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalRecord.DefinitionSaved.class, name = "definition"),
    @JsonSubTypes.Type(value = JournalRecord.MachineSaved.class, name = "machine"),
    @JsonSubTypes.Type(value = JournalRecord.MachineDeleted.class, name = "machine_deleted"),
    @JsonSubTypes.Type(value = JournalRecord.ExecutionSaved.class, name = "execution"),
    @JsonSubTypes.Type(value = JournalRecord.ExecutionForgotten.class, name = "forgotten"),
})
public sealed interface JournalRecord {
    /** One revision of a definition. */
    record DefinitionSaved(String revision, String definition) implements JournalRecord {}

    /** A state machine as it is from here on. */
    record MachineSaved(
            String arn, String name, String roleArn, String revision, Instant creationDate, Instant updateDate)
            implements JournalRecord {}

    /** A state machine that is no more. */
    record MachineDeleted(String arn) implements JournalRecord {}

    /**
     * What one step changed.
     *
     * @param birth in an execution's first record
     * @param events only those that are new
     * @param position where it stands; empty once closed
     */
    record ExecutionSaved(
            String arn,
            Optional<Birth> birth,
            List<JsonNode> events,
            Optional<Position> position,
            int stateTransitions,
            Optional<End> end)
            implements JournalRecord {
        /** Copies the events. */
        public ExecutionSaved {
            events = List.copyOf(events);
        }
    }

    /** A closed execution of which only the name is kept, so that it cannot be started again. */
    record ExecutionForgotten(String arn, Instant stopDate) implements JournalRecord {}

    /**
     * What never changes of an execution.
     *
     * @param number counts executions from 1, in the order of their start
     */
    record Birth(long number, String machineArn, String revision, String name, Instant startDate, String input) {}
}
