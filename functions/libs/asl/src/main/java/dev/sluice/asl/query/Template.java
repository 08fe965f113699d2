package dev.sluice.asl.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON of a definition in which any text may be a query. Evaluating it replaces each query by its value. */
public sealed interface Template {
    /** JSON with no query in it. */
    record Literal(JsonNode value) implements Template {}

    /** One query. */
    record Expression(Query query) implements Template {}

    /** An object with a query somewhere inside. Names of fields are never queries. */
    record Fields(Map<String, Template> fields) implements Template {
        /** Keeps the order. */
        public Fields {
            fields = new LinkedHashMap<>(fields);
        }
    }

    /** An array with a query somewhere inside. */
    record Items(List<Template> items) implements Template {
        /** Copies the list. */
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * Evaluates every query in it.
     *
     * @param location the field of the state that it stands in
     * @throws QueryFailed of the first query that gives no value
     */
    default JsonNode evaluate(Scope scope, String location) throws QueryFailed {
        if (this instanceof Literal literal) {
            return literal.value();
        } else if (this instanceof Expression expression) {
            return expression.query().evaluate(scope, location);
        } else if (this instanceof Fields object) {
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, Template> field : object.fields().entrySet()) {
                result.set(field.getKey(), field.getValue().evaluate(scope, location + "/" + field.getKey()));
            }
            return result;
        }
        List<Template> items = ((Items) this).items();
        ArrayNode result = JsonNodeFactory.instance.arrayNode(items.size());
        for (int i = 0; i < items.size(); i++) {
            result.add(items.get(i).evaluate(scope, location + "[" + i + "]"));
        }
        return result;
    }
}
