package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.testing.Described;
import dev.sluice.api.testing.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The description is good for generating a client. That it is true, {@link Described} sees with each answer in all tests. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class DescriptionTest {
    private static final Path FILE = Path.of("src/main/webui/openapi.json");
    private static final String WRITE = "openapi.write";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What an answer has only sometimes. */
    private static final Set<String> SOMETIMES = Set.of(
            "Delivery.decisions",
            "Event.changed_paths",
            "Hook.secret",
            "Logins.bitbucket",
            "Logins.forgejo",
            "Logins.gitea",
            "Logins.github",
            "Logins.gitlab",
            "NoticeChannel.secret",
            "Rule.repository",
            "RuleAction.force",
            "RuleAction.include_filestore",
            "RuleAction.neutralize",
            "RuleAction.require_tag_commit",
            "RuleAction.source_environment",
            "RuleTrigger.branch_patterns",
            "RuleTrigger.source_branch_patterns",
            "RuleTrigger.tag_pattern",
            "RuleTrigger.target_branch_patterns",
            "RunTrigger.branch",
            "RunTrigger.pr",
            "RunTrigger.ref",
            "RunTrigger.tag");

    @Test
    void each_operation_has_a_name_of_its_own() {
        List<String> names = new ArrayList<>();
        operations().forEach((where, operation) -> {
            assertThat(operation.path("operationId").asText()).as(where).matches("[a-z]+([A-Z][a-z]+)*");
            names.add(operation.path("operationId").asText());
        });
        assertThat(names).doesNotHaveDuplicates().contains("listRules", "approveRun");
    }

    @Test
    void what_an_answer_always_has_is_required() {
        Set<String> optional = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        operations()
                .forEach((where, operation) -> operation.path("responses").forEach(response -> response.path("content")
                        .forEach(content -> collect(content.path("schema"), where, seen, optional))));
        assertThat(optional).isEqualTo(new TreeSet<>(SOMETIMES));
    }

    @Test
    void each_list_and_each_object_says_what_is_in_it() {
        List<String> vague = new ArrayList<>();
        description().at("/components/schemas").properties().forEach(s -> vague(s.getValue(), s.getKey(), vague));
        assertThat(vague).isEmpty();
    }

    @Test
    void numbers_and_words_of_a_query_are_typed() {
        JsonNode runs = description().path("paths").path("/api/v1/projects/{project}/runs");
        TreeMap<String, JsonNode> parameters = new TreeMap<>();
        runs.at("/get/parameters").forEach(p -> parameters.put(p.path("name").asText(), p.path("schema")));
        assertThat(parameters).containsOnlyKeys("cursor", "limit", "project", "status");
        assertThat(parameters.get("limit").path("type").asText()).isEqualTo("integer");
        assertThat(parameters.get("limit").path("maximum").asInt()).isEqualTo(100);
        assertThat(parameters.get("status").path("$ref").asText()).endsWith("/RunStatus");
    }

    /** The page's client is generated from the file, so that its build needs no running function. */
    @Test
    void the_file_that_the_pages_client_is_made_of_is_the_description_that_is_served() throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        String served = MAPPER.writer(printer).writeValueAsString(sorted(description())) + "\n";
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, served);
        }
        assertThat(Files.readString(FILE).equals(served))
                .as(
                        "%s is old; write it anew: mvn -pl functions/api -am test -Dtest=DescriptionTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        FILE, WRITE)
                .isTrue();
    }

    private static JsonNode description() {
        return Described.description();
    }

    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> all = new TreeMap<>();
        description().path("paths").properties().forEach(path -> {
            if (path.getKey().startsWith("/api/")) {
                path.getValue()
                        .properties()
                        .forEach(verb -> all.put(verb.getKey() + " " + path.getKey(), verb.getValue()));
            }
        });
        return all;
    }

    private static void collect(JsonNode schema, String name, Set<String> seen, Set<String> optional) {
        String reference = schema.path("$ref").asText();
        if (!reference.isEmpty()) {
            String target = reference.substring(reference.lastIndexOf('/') + 1);
            if (seen.add(target)) {
                collect(description().at(reference.substring(1)), target, seen, optional);
            }
            return;
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(r -> required.add(r.asText()));
        schema.path("properties").properties().forEach(p -> {
            if (!required.contains(p.getKey())) {
                optional.add(name + "." + p.getKey());
            }
            collect(p.getValue(), name + "." + p.getKey(), seen, optional);
        });
        schema.path("oneOf").forEach(s -> collect(s, name, seen, optional));
        if (schema.has("items")) {
            collect(schema.path("items"), name, seen, optional);
        }
    }

    private static void vague(JsonNode schema, String name, List<String> found) {
        String type = schema.path("type").toString();
        boolean empty = type.contains("object") && !schema.has("properties");
        boolean anything = type.contains("array") && !schema.has("items");
        if (empty || anything) {
            found.add(name);
        }
        schema.path("properties").properties().forEach(p -> vague(p.getValue(), name + "." + p.getKey(), found));
        schema.path("oneOf").forEach(s -> vague(s, name, found));
        vague(schema, name + "[]", found, "items");
    }

    private static void vague(JsonNode schema, String name, List<String> found, String below) {
        if (schema.has(below)) {
            vague(schema.path(below), name, found);
        }
    }

    /** Objects by name, so that the file changes only where the description does. */
    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode ordered = MAPPER.createObjectNode();
            TreeMap<String, JsonNode> fields = new TreeMap<>();
            object.properties().forEach(f -> fields.put(f.getKey(), sorted(f.getValue())));
            fields.forEach(ordered::set);
            return ordered;
        }
        ArrayNode list = MAPPER.createArrayNode();
        node.forEach(item -> list.add(sorted(item)));
        return node.isArray() ? list : node;
    }
}
