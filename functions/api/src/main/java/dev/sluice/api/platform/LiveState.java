package dev.sluice.api.platform;

import dev.sluice.domain.project.EnvironmentStatus;
import dev.sluice.domain.run.Build;
import java.util.Objects;
import java.util.Optional;

/** How an environment is, as its platform says now. {@code message}: why that is not known, as a sentence. */
public record LiveState(EnvironmentStatus status, Optional<Build> build, Optional<String> message) {
    public LiveState {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(build, "build");
        Objects.requireNonNull(message, "message");
    }

    static LiveState unknown(String why) {
        return new LiveState(EnvironmentStatus.UNKNOWN, Optional.empty(), Optional.of(why));
    }
}
