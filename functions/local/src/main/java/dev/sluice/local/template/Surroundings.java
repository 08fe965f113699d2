package dev.sluice.local.template;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the template's references become on this machine.
 *
 * @param queues the SQS endpoint, with no path
 * @param api the address of the HTTP front
 * @param secrets the folder of the files that stand for Secrets Manager's secrets
 * @param parameters values of the template's parameters, before their defaults
 */
public record Surroundings(
        String region, String account, URI queues, URI api, Path secrets, Map<String, String> parameters) {

    public Surroundings {
        parameters = Map.copyOf(parameters);
    }

    /** The file that stands for a secret: 32 random bytes in base64, readable by its owner alone. */
    public Path secretFile(String logicalId) {
        return secrets.resolve(logicalId);
    }
}
