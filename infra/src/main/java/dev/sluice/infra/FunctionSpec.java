package dev.sluice.infra;

import java.util.Objects;
import java.util.Optional;

/**
 * One Lambda function, before it has any right or connection.
 *
 * @param name its id in the stack, in PascalCase
 * @param module folder of its function.zip below {@code functions/}
 * @param handler which of the module's handlers runs; absent where the module has only one
 * @param timeoutSeconds after which Lambda ends it, 1 to 900
 * @param does a sentence for the person who reads the console
 */
public record FunctionSpec(String name, String module, Optional<String> handler, int timeoutSeconds, String does) {
    /** Refuses absent parts and a time limit that Lambda would refuse. */
    public FunctionSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(handler, "handler");
        Objects.requireNonNull(does, "does");
        if (timeoutSeconds < 1 || timeoutSeconds > 900) {
            throw new IllegalArgumentException(
                    "timeoutSeconds of " + name + " is " + timeoutSeconds + "; Lambda takes 1 to 900");
        }
    }

    /** A function that answers HTTP requests. */
    static FunctionSpec http(String name, String module, int timeoutSeconds, String does) {
        return new FunctionSpec(name, module, Optional.empty(), timeoutSeconds, does);
    }

    /** One of the engine's handlers. */
    static FunctionSpec engine(String name, String handler, int timeoutSeconds, String does) {
        return new FunctionSpec(name, "engine", Optional.of(handler), timeoutSeconds, does);
    }
}
