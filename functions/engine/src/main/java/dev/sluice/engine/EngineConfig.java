package dev.sluice.engine;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * What the engine's functions are told by their environment ({@code SLUICE_TABLE} and so on). Each function gets only what
 * it needs, so most is optional here; a part that is used without its setting fails at once and names it.
 */
@ConfigMapping(prefix = "sluice")
public interface EngineConfig {
    /** The table's name. */
    String table();

    /** The ARN of the machine that carries out runs. */
    Optional<String> stateMachine();

    /** The URL of the actions queue. */
    Optional<String> actionsQueue();

    /** The URL of the notices queue. */
    Optional<String> noticesQueue();

    /** Where the encryption key is: a Secrets Manager ARN, or {@code file:} and an absolute path. */
    Optional<String> encryptionKey();
}
