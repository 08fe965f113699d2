package dev.sluice.providers;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.domain.FieldError;
import dev.sluice.domain.Parsed;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Turns the bytes of a request into one JSON object, or into an error that says what is wrong without quoting them. */
final class JsonBody {
    /** Real payloads nest eight deep or less. */
    static final int MAX_DEPTH = 64;

    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 1000;
    private static final String FIELD = "body";

    private static final ObjectMapper MAPPER = mapper();

    private JsonBody() {}

    static Parsed<JsonNode> parse(byte[] body) {
        CharBuffer text;
        try {
            // Jackson would guess UTF-16 and let some malformed UTF-8 pass; a new decoder reports every fault
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            return bad("Must be UTF-8.");
        }
        try {
            JsonNode root = MAPPER.readTree(new CharArrayReader(text.array(), text.arrayOffset(), text.remaining()));
            return root.isObject() ? new Parsed.Ok<>(root) : bad("Must be one JSON object.");
        } catch (StreamConstraintsException e) {
            return bad("Must be JSON of at most " + MAX_DEPTH + " levels, with numbers of at most " + MAX_NUMBER_LENGTH
                    + " digits and names of at most " + MAX_NAME_LENGTH + " characters" + place(e));
        } catch (JsonProcessingException e) {
            return bad("Must be one JSON object, complete and with no name twice" + place(e));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed.", e);
        }
    }

    private static Parsed<JsonNode> bad(String message) {
        return new Parsed.Bad<>(List.of(new FieldError(FIELD, message)));
    }

    private static String place(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "." : "; it is not at line " + at.getLineNr() + ", column " + at.getColumnNr() + ".";
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .build());
        return mapper;
    }
}
