package dev.sluice.api.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * Holds each answer of the API against the description that it serves: what the description promises is there and of its
 * type, and nothing is there that it does not tell of.
 */
public final class Described implements Filter {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig FORMATS_TOO =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final Map<JsonNode, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private static Optional<JsonNode> known = Optional.empty();

    /** The description as it is served. */
    public static synchronized JsonNode description() {
        if (known.isEmpty()) {
            known = Optional.of(json(given().get("/openapi?format=json").asString()));
        }
        return known.get();
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification wanted, FilterContext context) {
        Response response = context.next(request, wanted);
        int status = response.statusCode();
        String where = request.getMethod() + " " + URI.create(request.getURI()).getPath() + " -> " + status;
        Optional<JsonNode> operation = operation(request);
        if (operation.isPresent() && status != 304) {
            JsonNode responses = operation.get().path("responses");
            JsonNode described = responses.path(status >= 400 ? "default" : String.valueOf(status));
            assertThat(described.isMissingNode()).as("not described: " + where).isFalse();
            if (status != 204) {
                assertThat(faults(described, response.asString())).as(where).isEmpty();
            }
        }
        return response;
    }

    private static List<String> faults(JsonNode described, String body) {
        JsonNode content =
                described.has("$ref") ? resolved(described.path("$ref").textValue()) : described;
        JsonNode schema = content.path("content").elements().next().path("schema");
        return SCHEMAS.computeIfAbsent(schema, Described::compiled).validate(json(body)).stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonSchema compiled(JsonNode schema) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.set("components", description().path("components").deepCopy());
        root.putArray("allOf").add(schema.deepCopy());
        close(root);
        return FACTORY.getSchema(root, FORMATS_TOO);
    }

    /** No fields but those that are described. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject() && object.has("type")) {
            object.put("additionalProperties", false);
        }
        node.forEach(Described::close);
    }

    /** The one whose path has the fewest variables, where several match. */
    private static Optional<JsonNode> operation(FilterableRequestSpecification request) {
        String path = URI.create(request.getURI()).getPath();
        JsonNode paths = description().path("paths");
        return StreamSupport.stream(((Iterable<String>) paths::fieldNames).spliterator(), false)
                .filter(template ->
                        template.startsWith("/api/") && path.matches(template.replaceAll("\\{[a-z]+}", "[^/]+")))
                .min(Comparator.comparing(
                        template -> template.chars().filter(c -> c == '{').count()))
                .map(template -> paths.path(template).path(request.getMethod().toLowerCase(Locale.ROOT)))
                .filter(JsonNode::isObject);
    }

    private static JsonNode resolved(String reference) {
        return description().at(reference.substring(1));
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }
}
