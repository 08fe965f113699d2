package dev.sluice.agent.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The whole configuration file, valid. Environments keep the order of the file. */
public record AgentConfig(ApiKey apiKey, Path data, Map<EnvironmentId, EnvironmentConfig> environments) {

    public AgentConfig {
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
    }

    public Optional<EnvironmentConfig> environment(EnvironmentId id) {
        return Optional.ofNullable(environments.get(id));
    }
}
