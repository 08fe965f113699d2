package dev.sluice.asl.query;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as Jackson has it, and as JSONata has it: the latter tells null (a value) from undefined (none). */
final class Values {
    private static final double EXACT = 9_007_199_254_740_992d;

    private Values() {}

    static Object fromJson(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                node.properties().forEach(field -> map.put(field.getKey(), fromJson(field.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>(node.size());
                node.forEach(item -> list.add(fromJson(item)));
                yield list;
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case NULL -> Jsonata.NULL_VALUE;
            default -> throw new IllegalArgumentException("Not a JSON value: " + node.getNodeType());
        };
    }

    private static Number number(JsonNode node) {
        if (node.isInt()) {
            return node.intValue();
        }
        return node.canConvertToLong() && node.isIntegralNumber() ? node.longValue() : node.doubleValue();
    }

    /** Refuses what JSON has no word for: functions, infinite numbers, undefined items. */
    static JsonNode toJson(Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (value == Jsonata.NULL_VALUE) {
            return json.nullNode();
        } else if (value instanceof String text) {
            return json.textNode(text);
        } else if (value instanceof Boolean flag) {
            return json.booleanNode(flag);
        } else if (value instanceof Number number) {
            return toJson(number);
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode object = json.objectNode();
            map.forEach((key, item) -> {
                if (item != null) {
                    object.set(String.valueOf(key), toJson(item));
                }
            });
            return object;
        } else if (value instanceof List<?> list) {
            ArrayNode array = json.arrayNode(list.size());
            list.forEach(item -> array.add(toJson(item)));
            return array;
        }
        throw new IllegalArgumentException("returned what is not JSON, such as a function");
    }

    private static JsonNode toJson(Number number) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (number instanceof BigDecimal decimal) {
            return json.numberNode(decimal);
        } else if (number instanceof BigInteger integer) {
            return json.numberNode(integer);
        } else if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("returned a number that JSON does not have: " + value);
            }
            boolean whole = Math.rint(value) == value && Math.abs(value) <= EXACT;
            return whole ? integer((long) value) : json.numberNode(value);
        }
        return integer(number.longValue());
    }

    private static JsonNode integer(long value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return value == (int) value ? json.numberNode((int) value) : json.numberNode(value);
    }
}
