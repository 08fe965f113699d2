package dev.sluice.api.platform;

import dev.sluice.api.http.Outbound;
import dev.sluice.api.http.Reply;
import dev.sluice.domain.Names;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks the platform of an environment which commit a ref is, since it is the platform that has the repository. */
@ApplicationScoped
public class PlatformRefs {
    private final Outbound outbound;
    private final Vault vault;

    PlatformRefs(Outbound outbound, Vault vault) {
        this.outbound = outbound;
        this.vault = vault;
    }

    /** {@code wanted}: a branch, a tag, or a commit. The oec.sh API resolves nothing, so there only a full commit is found. */
    public Resolution resolve(Environment environment, String wanted) {
        Platform platform = environment.platform();
        if (platform.type() == Platform.Type.OEC) {
            String sha = wanted.toLowerCase(Locale.ROOT);
            return Names.isFullSha(sha)
                    ? new Resolution.Found(sha)
                    : new Resolution.Missing("A full commit hash: oec.sh does not resolve branches and tags.");
        }
        URI question = URI.create(platform.url() + "/api/public/v1/environments/" + encoded(platform.environmentId())
                + "/resolve?ref=" + encoded(wanted));
        Secret key = vault.open(Environment.keyPurpose(environment.project(), environment.id()), platform.key());
        return outbound.get(question, key.reveal())
                .map(reply -> read(reply, environment))
                .orElseGet(() -> new Resolution.Unavailable(
                        "The platform of the environment " + environment.id() + " does not answer. Try again."));
    }

    private static Resolution read(Reply reply, Environment environment) {
        String who = "The platform of the environment " + environment.id();
        return switch (reply.status()) {
            case 200 ->
                commit(reply)
                        .<Resolution>map(Resolution.Found::new)
                        .orElseGet(() -> new Resolution.Unavailable(who + " did not name a commit."));
            case 400 -> new Resolution.Missing("The name of a branch or a tag, or a commit.");
            case 401, 403 -> new Resolution.Unavailable(who + " does not accept the stored key.");
            case 404 ->
                "ref_not_found".equals(error(reply))
                        ? new Resolution.Missing(
                                "A branch, tag or commit of the environment's repository: it has none so named.")
                        : new Resolution.Unavailable(who + " does not know its id "
                                + environment.platform().environmentId() + ".");
            case 409 ->
                new Resolution.Missing("One ref: several are meant by this. Write refs/heads/... or refs/tags/...");
            default -> new Resolution.Unavailable(who + " answered with status " + reply.status() + ".");
        };
    }

    private static Optional<String> commit(Reply reply) {
        return Optional.ofNullable(reply.body().get("commit"))
                .map(c -> c.toString().toLowerCase(Locale.ROOT))
                .filter(Names::isFullSha);
    }

    private static Object error(Reply reply) {
        return reply.body().get("detail") instanceof Map<?, ?> detail ? detail.get("error") : null;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
