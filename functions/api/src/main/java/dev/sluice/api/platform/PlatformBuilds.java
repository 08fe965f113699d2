package dev.sluice.api.platform;

import dev.sluice.api.http.Reply;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.run.Build;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Asks the platform of an environment which build runs there now. */
@ApplicationScoped
public class PlatformBuilds {
    private final Asking asking;

    PlatformBuilds(Asking asking) {
        this.asking = asking;
    }

    public Serving running(Environment environment) {
        Optional<Reply> reply = asking.about(environment, "");
        if (reply.isEmpty()) {
            return new Serving.Unavailable(Asking.silence(environment));
        }
        return reply.get().status() == 200
                ? new Serving.Known(build(reply.get().body().get("build")))
                : new Serving.Unavailable(
                        Asking.trouble(environment, reply.get().status()));
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
