package dev.sluice.domain.project;

import dev.sluice.domain.Sealed;
import java.net.URI;
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

    /** What follows an environment's id in the address that tells how it is: on oec.sh that has a path of its own. */
    public String stateBelow() {
        return type == Type.OEC ? "/status" : "";
    }

    /** Our own deploy agent, or the public API v1 of oec.sh. */
    public enum Type {
        AGENT,
        OEC
    }
}
