package dev.sluice.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Turns JSON trees into DynamoDB's native maps, lists and scalars, and back. */
final class JsonAttributes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonAttributes() {}

    static AttributeValue attribute(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> AttributeValue.fromS(node.textValue());
            case NUMBER -> AttributeValue.fromN(node.asText());
            case BOOLEAN -> AttributeValue.fromBool(node.booleanValue());
            case NULL -> AttributeValue.fromNul(true);
            case ARRAY -> {
                List<AttributeValue> list = new ArrayList<>(node.size());
                node.forEach(element -> list.add(attribute(element)));
                yield AttributeValue.fromL(list);
            }
            case OBJECT -> AttributeValue.fromM(attributes((ObjectNode) node));
            case BINARY, MISSING, POJO ->
                throw new IllegalArgumentException("JSON has no value of the type " + node.getNodeType() + ".");
        };
    }

    static Map<String, AttributeValue> attributes(ObjectNode object) {
        Map<String, AttributeValue> map = new LinkedHashMap<>();
        object.properties().forEach(field -> map.put(field.getKey(), attribute(field.getValue())));
        return map;
    }

    static JsonNode node(AttributeValue value) {
        return switch (value.type()) {
            case S -> NODES.textNode(value.s());
            case N -> number(value.n());
            case BOOL -> NODES.booleanNode(value.bool());
            case NUL -> NODES.nullNode();
            case L -> {
                ArrayNode list = NODES.arrayNode();
                value.l().forEach(element -> list.add(node(element)));
                yield list;
            }
            case M -> object(value.m());
            case SS, NS, BS, B, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException(
                        "An item of ours has no attribute of the type " + value.type() + ".");
        };
    }

    static ObjectNode object(Map<String, AttributeValue> map) {
        ObjectNode object = NODES.objectNode();
        map.forEach((name, value) -> object.set(name, node(value)));
        return object;
    }

    private static JsonNode number(String text) {
        BigDecimal value = new BigDecimal(text);
        boolean isLong = value.stripTrailingZeros().scale() <= 0 && value.precision() - value.scale() <= 18;
        return isLong ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }
}
