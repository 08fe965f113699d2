package dev.sluice.api.platform;

import dev.sluice.api.http.Reply;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.EnvironmentStatus;
import dev.sluice.domain.run.Build;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Asks the platform of an environment how it is and which build runs there now. */
@ApplicationScoped
public class PlatformBuilds {
    private final Asking asking;

    PlatformBuilds(Asking asking) {
        this.asking = asking;
    }

    public Serving running(Environment environment) {
        Optional<Reply> reply = asking.state(environment);
        if (reply.isEmpty()) {
            return new Serving.Unavailable(Asking.silence(environment));
        }
        return reply.get().status() == 200
                ? new Serving.Known(build(reply.get().body().get("build")))
                : new Serving.Unavailable(
                        Asking.trouble(environment, reply.get().status()));
    }

    /** How the environment is now; unknown, with the reason, where its platform does not say. */
    public LiveState live(Environment environment) {
        Optional<Reply> reply = asking.state(environment);
        if (reply.isEmpty()) {
            return LiveState.unknown(Asking.silence(environment));
        }
        if (reply.get().status() != 200) {
            return LiveState.unknown(Asking.trouble(environment, reply.get().status()));
        }
        Map<String, Object> json = reply.get().body();
        Optional<EnvironmentStatus> status = EnvironmentStatus.told(text(json.get("status")));
        return new LiveState(
                status.orElse(EnvironmentStatus.UNKNOWN),
                build(json.get("build")),
                status.isPresent()
                        ? Optional.empty()
                        : Optional.of(Asking.who(environment) + " names no status that is known here."));
    }

    private static Optional<Build> build(Object json) {
        return json instanceof Map<?, ?> build && build.get("commit") instanceof String commit
                ? Optional.of(new Build(text(build.get("id")), commit, text(build.get("digest"))))
                : Optional.empty();
    }

    private static String text(Object json) {
        return json == null ? "" : json.toString();
    }
}
