package dev.sluice.aws;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * The domain's types as JSON: fields in snake_case, ids as plain texts, a rule in its documented form, enums in lower case,
 * an absent value as an absent field, times in RFC 3339, a sealed secret as its envelope. A secret in the clear is refused.
 *
 * <p>Unknown fields are ignored, so that an older function reads what a newer one stored; but inside a rule they are
 * refused, because a condition that is not understood must not be taken as met.
 */
public final class DomainJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule(), new DomainModule())
            .annotationIntrospector(new DomainIntrospector())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS, MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private DomainJson() {}

    /** The mapper that all of this is; do not configure it, copy it. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(JsonFault.sentence(e, value.getClass()), e);
        }
    }

    /** Throws {@link IllegalArgumentException} with the field's path and what is wrong there; it never quotes the value. */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return required(MAPPER.readValue(json, type), type);
        } catch (IOException e) {
            throw new IllegalArgumentException(JsonFault.sentence(e, type), e);
        }
    }

    /** As {@link #read(byte[], Class)}. */
    public static <T> T read(String json, Class<T> type) {
        try {
            return required(MAPPER.readValue(json, type), type);
        } catch (IOException e) {
            throw new IllegalArgumentException(JsonFault.sentence(e, type), e);
        }
    }

    static <T> T read(JsonNode tree, Class<T> type) {
        try {
            return required(MAPPER.treeToValue(tree, type), type);
        } catch (IOException e) {
            throw new IllegalArgumentException(JsonFault.sentence(e, type), e);
        }
    }

    private static <T> T required(T value, Class<T> type) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "The document is null; a " + type.getSimpleName() + " is a JSON object.");
        }
        return value;
    }
}
