package dev.sluice.agent.build;

import dev.sluice.agent.task.BuildId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of an environment beside its link.
 *
 * @param previous the build that served before the current one
 * @param trouble why the environment may serve nothing that works; empty when the last switch ended well
 * @param history the builds that it was switched to and that proved healthy, the newest first; bounded
 */
@RegisterForReflection
public record ServingState(Optional<BuildId> previous, Optional<String> trouble, List<Served> history) {

    /** Nothing known, nothing wrong. */
    public static final ServingState UNKNOWN = new ServingState(Optional.empty(), Optional.empty(), List.of());

    private static final int REMEMBERED = 100;

    /** A build and the moment from which it served; until the next one of the history does. */
    @RegisterForReflection
    public record Served(BuildId build, Instant since) {}

    public ServingState {
        // a file that was written before there was a history has none
        history = List.copyOf(Objects.requireNonNullElse(history, List.of()));
    }

    /** A switch went well. */
    public ServingState served(BuildId build, Optional<BuildId> before, Instant at) {
        List<Served> next = new ArrayList<>(history);
        next.add(0, new Served(build, at));
        return new ServingState(before, Optional.empty(), next.subList(0, Math.min(next.size(), REMEMBERED)));
    }

    /** A switch did not go well, and going back did or did not. */
    public ServingState withTrouble(Optional<String> now) {
        return new ServingState(previous, now, history);
    }

    /** Whether that build is known to have served here. */
    public boolean hasServed(BuildId build) {
        return previous.filter(build::equals).isPresent()
                || history.stream().anyMatch(served -> served.build().equals(build));
    }

    /** The builds that served at that moment or later. */
    public List<BuildId> servedSince(Instant moment) {
        List<BuildId> found = new ArrayList<>();
        Optional<Instant> until = Optional.empty();
        for (Served served : history) {
            if (until.filter(end -> end.isBefore(moment)).isPresent()) {
                break;
            }
            found.add(served.build());
            until = Optional.of(served.since());
        }
        return found;
    }
}
