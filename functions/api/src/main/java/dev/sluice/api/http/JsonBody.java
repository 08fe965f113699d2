package dev.sluice.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;

/** Reads a request's body: one JSON object, parsed to maps, lists and scalars, so that its fields can be checked all at once. */
public final class JsonBody {
    static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_DEPTH = 32;
    static final Problem TOO_LARGE = Problem.of(413, "too_large", "A body has at most 1 MB.");
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final ObjectMapper MAPPER = mapper();

    private JsonBody() {}

    /** The object in these bytes; 400 for anything else, 413 beyond 1 MB. */
    public static Map<String, Object> object(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw TOO_LARGE.refused();
        }
        if (body.length == 0) {
            throw malformed("The body is empty; send a JSON object.");
        }
        try {
            Map<String, Object> object = MAPPER.readValue(body, OBJECT);
            if (object == null) {
                throw malformed("The body is null; send a JSON object.");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw malformed(where(e));
        } catch (IOException e) {
            throw malformed("The body cannot be read as UTF-8.");
        }
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? "The body is not a JSON object."
                : "The body is not a JSON object: look at line "
                        + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ".";
    }

    private static Refused malformed(String detail) {
        return Problem.of(400, "malformed_json", detail).refused();
    }

    private static ObjectMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
        return mapper;
    }
}
