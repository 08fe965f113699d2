package dev.sluice.agent.task;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The one dialect of JSON that the agent speaks, on the wire and on disk: snake_case, RFC 3339, nothing unknown. */
public final class AgentJson {

    private AgentJson() {}

    /** A mapper for the files of the agent. */
    public static ObjectMapper mapper() {
        return configure(new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule()));
    }

    /** Sets the dialect on a mapper that has the modules already. */
    @SuppressWarnings("deprecation") // the replacement is a builder, which a mapper that exists cannot go back to
    public static ObjectMapper configure(ObjectMapper mapper) {
        return mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    }
}
