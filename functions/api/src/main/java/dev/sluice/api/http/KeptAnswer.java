package dev.sluice.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** An answer as it is kept under an Idempotency-Key, with the hash of the body that it answers. A secret is never kept. */
record KeptAnswer(String requestHash, Answer answer) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    String text() {
        try {
            return MAPPER.writeValueAsString(Json.object(
                    "request", requestHash,
                    "status", answer.status(),
                    "headers", answer.headers(),
                    "body", answer.secret() ? Map.of() : answer.body(),
                    "secret", answer.secret()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps, lists and scalars can always be written.", e);
        }
    }

    @SuppressWarnings("unchecked") // text() wrote it so
    static KeptAnswer of(String text) {
        try {
            Map<String, Object> json = MAPPER.readValue(text, OBJECT);
            Answer answer = new Answer(
                    (Integer) json.get("status"),
                    (Map<String, String>) json.get("headers"),
                    (Map<String, Object>) json.get("body"),
                    (Boolean) json.get("secret"));
            return new KeptAnswer((String) json.get("request"), answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept answer cannot be read.", e);
        }
    }
}
