package dev.sluice.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a template as its questions are asked: what there is of a type, and where a reference leads. */
final class TemplateView {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;

    TemplateView(JsonNode root) {
        this.root = root;
    }

    /** Properties by logical id, of all resources of that type. */
    Map<String, ObjectNode> ofType(String type) {
        Map<String, ObjectNode> found = new TreeMap<>();
        root.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals(type)) {
                found.put(resource.getKey(), (ObjectNode) resource.getValue().path("Properties"));
            }
        });
        return found;
    }

    /** The only resource of that type. */
    ObjectNode one(String type) {
        Map<String, ObjectNode> found = ofType(type);
        if (found.size() != 1) {
            throw new AssertionError("wanted one " + type + ", found " + found.keySet());
        }
        return found.values().iterator().next();
    }

    JsonNode resource(String id) {
        JsonNode resource = root.path("Resources").path(id);
        if (resource.isMissingNode()) {
            throw new AssertionError("no resource " + id);
        }
        return resource;
    }

    ObjectNode properties(String id) {
        return (ObjectNode) resource(id).path("Properties");
    }

    JsonNode parameters() {
        return root.path("Parameters");
    }

    JsonNode outputs() {
        return root.path("Outputs");
    }

    /** The logical id behind a Ref or a Fn::GetAtt, or the empty text for anything else. */
    static String target(JsonNode reference) {
        return reference.has("Ref")
                ? reference.get("Ref").asText()
                : reference.path("Fn::GetAtt").path(0).asText();
    }

    /** Our seven functions: the name in {@link FunctionSpec} and the logical id. */
    Map<String, String> functions() {
        Map<String, String> byName = new TreeMap<>();
        for (String id : ofType("AWS::Lambda::Function").keySet()) {
            byName.put(id.replaceAll("^Functions([A-Z][a-z]+)Function[0-9A-F]{8}$", "$1"), id);
        }
        return byName;
    }

    ObjectNode function(String name) {
        String id = functions().get(name);
        if (id == null) {
            throw new AssertionError("no function " + name + " among " + functions());
        }
        return properties(id);
    }

    /** Names of the function's environment variables. */
    Set<String> environment(String function) {
        Set<String> names = new TreeSet<>();
        function(function).path("Environment").path("Variables").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** All statements of all policies that are attached to this role. */
    List<JsonNode> statements(String roleId) {
        List<JsonNode> statements = new ArrayList<>();
        for (JsonNode policy : ofType("AWS::IAM::Policy").values()) {
            for (JsonNode role : policy.path("Roles")) {
                if (target(role).equals(roleId)) {
                    policy.path("PolicyDocument").path("Statement").forEach(statements::add);
                }
            }
        }
        return statements;
    }

    ObjectNode stateMachine() {
        return one("AWS::StepFunctions::StateMachine");
    }

    /** The state machine's definition; a change to it reaches the template only by {@link #redefine}. */
    ObjectNode definition() {
        try {
            return (ObjectNode)
                    JSON.readTree(stateMachine().path("DefinitionString").asText());
        } catch (JsonProcessingException e) {
            throw new AssertionError("the definition is not JSON", e);
        }
    }

    void redefine(ObjectNode definition) {
        stateMachine().put("DefinitionString", definition.toString());
    }

    /** A single value and a list of one mean the same in a policy. */
    static List<JsonNode> list(JsonNode value) {
        List<JsonNode> values = new ArrayList<>();
        if (value instanceof ArrayNode) {
            value.forEach(values::add);
        } else {
            values.add(value);
        }
        return values;
    }
}
