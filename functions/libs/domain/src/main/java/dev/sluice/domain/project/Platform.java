package dev.sluice.domain.project;

import dev.sluice.domain.Sealed;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Where an environment's actions are carried out: the platform's base URL (without {@code /api/public/v1}), the id it
 * knows the environment by, and its API key as stored.
 */
public record Platform(Type type, URI url, String environmentId, Sealed key) {
    public Platform {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(environmentId, "environmentId");
        Objects.requireNonNull(key, "key");
    }

    /** Whether both are one server, which has the builds and data of both environments. */
    public boolean reaches(Platform other) {
        return type == other.type() && url.equals(other.url());
    }

    /** The address of the environment in the platform's public API v1, with what follows there, such as {@code /deploy}. */
    public URI ofEnvironment(String below) {
        return address("/environments/" + segment(environmentId) + below);
    }

    /** The address that tells how the environment is: on oec.sh that has a path of its own. */
    public URI ofState() {
        return ofEnvironment(type == Type.OEC ? "/status" : "");
    }

    /** The address of a deployment in the platform's public API v1, with what follows there, such as {@code /log}. */
    public URI ofDeployment(String task, String below) {
        return address("/deployments/" + segment(task) + below);
    }

    /** The text as one segment of a path or one value of a query. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private URI address(String path) {
        return URI.create(url.toString().replaceAll("/+$", "") + "/api/public/v1" + path);
    }

    /** Our own deploy agent, or the public API v1 of oec.sh. */
    public enum Type {
        AGENT,
        OEC
    }
}
