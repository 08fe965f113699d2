package dev.sluice.agent;

import dev.sluice.agent.config.AgentConfigReader;
import dev.sluice.agent.config.ConfigReading;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;

/** Reads the configuration before anything starts, so that a faulty file gives its faults and no stack trace. */
@QuarkusMain
public final class AgentMain {

    /** Names the configuration file; {@code SLUICE_AGENT_CONFIG} in the environment. */
    static final String CONFIG_PROPERTY = "sluice.agent.config";

    static final String DEFAULT_CONFIG = "/etc/sluice/agent.yaml";

    private static final int BAD_CONFIG = 2;

    AgentMain() {}

    /** Exit code 2 means that the configuration file cannot be used; why is on standard error. */
    public static void main(String... arguments) {
        String file = System.getProperty(
                CONFIG_PROPERTY, System.getenv().getOrDefault("SLUICE_AGENT_CONFIG", DEFAULT_CONFIG));
        if (AgentConfigReader.read(Path.of(file)) instanceof ConfigReading.Rejected rejected) {
            System.err.println("The agent cannot start with " + file + ":\n" + rejected.text());
            System.exit(BAD_CONFIG);
        }
        Quarkus.run(arguments);
    }
}
