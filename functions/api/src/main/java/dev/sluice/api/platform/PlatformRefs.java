package dev.sluice.api.platform;

import dev.sluice.api.http.Reply;
import dev.sluice.domain.Names;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks the platform of an environment which commit a ref is, since it is the platform that has the repository. */
@ApplicationScoped
public class PlatformRefs {
    private final Asking asking;

    PlatformRefs(Asking asking) {
        this.asking = asking;
    }

    /** {@code wanted}: a branch, a tag, or a commit. The oec.sh API resolves nothing, so there only a full commit is found. */
    public Resolution resolve(Environment environment, String wanted) {
        Platform platform = environment.platform();
        if (platform.type() == Platform.Type.OEC) {
            String sha = wanted.toLowerCase(Locale.ROOT);
            return Names.isFullSha(sha)
                    ? new Resolution.Found(sha)
                    : new Resolution.Missing(
                            "A full commit hash (40 or 64 hex digits): the public API v1 of oec.sh does not resolve branches and tags.");
        }
        return asking.about(environment, "/resolve?ref=" + Platform.segment(wanted))
                .map(reply -> read(reply, environment))
                .orElseGet(() -> new Resolution.Unavailable(Asking.silence(environment)));
    }

    private static Resolution read(Reply reply, Environment environment) {
        return switch (reply.status()) {
            case 200 ->
                commit(reply)
                        .<Resolution>map(Resolution.Found::new)
                        .orElseGet(
                                () -> new Resolution.Unavailable(Asking.who(environment) + " did not name a commit."));
            case 400 -> new Resolution.Missing("The name of a branch or a tag, or a commit.");
            case 404 ->
                "ref_not_found".equals(error(reply))
                        ? new Resolution.Missing(
                                "A branch, tag or commit of the environment's repository: it has none so named.")
                        : unavailable(environment, reply);
            case 409 ->
                new Resolution.Missing("One ref: several are meant by this. Write refs/heads/... or refs/tags/...");
            default -> unavailable(environment, reply);
        };
    }

    private static Resolution unavailable(Environment environment, Reply reply) {
        return new Resolution.Unavailable(Asking.trouble(environment, reply.status()));
    }

    private static Optional<String> commit(Reply reply) {
        return Optional.ofNullable(reply.body().get("commit"))
                .map(c -> c.toString().toLowerCase(Locale.ROOT))
                .filter(Names::isFullSha);
    }

    private static Object error(Reply reply) {
        return reply.body().get("detail") instanceof Map<?, ?> detail ? detail.get("error") : null;
    }
}
