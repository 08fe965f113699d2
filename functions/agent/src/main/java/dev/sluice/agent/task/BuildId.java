package dev.sluice.agent.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sluice.agent.git.CommitId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names a sealed build: time, commit and a piece of its task's id, so that names sort by age and are safe as file names. */
@RegisterForReflection
public record BuildId(@JsonValue String value) implements Comparable<BuildId> {

    private static final Pattern FORM = Pattern.compile("[0-9]{8}T[0-9]{9}Z-[0-9a-f]{12}-[0-9a-f]{8}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    @JsonCreator
    public BuildId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a build id");
        }
    }

    /** The one build that this task may make. */
    public static BuildId of(Instant at, CommitId commit, TaskId task) {
        return new BuildId(TIME.format(at) + "-" + commit.abbreviated() + "-"
                + task.value().substring(0, 8));
    }

    /** Empty where the text cannot name a build. */
    public static Optional<BuildId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new BuildId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(BuildId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
