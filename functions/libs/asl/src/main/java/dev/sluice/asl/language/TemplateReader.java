package dev.sluice.asl.language;

import dev.sluice.asl.query.Query;
import dev.sluice.asl.query.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the parts of a definition that hold JSONata. */
final class TemplateReader {
    private static final Pattern VARIABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,79}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[A-Za-z0-9_.:-]+}");

    private TemplateReader() {}

    static Template any(JsonField field) {
        return switch (field.node().getNodeType()) {
            case STRING -> text(field);
            case OBJECT -> object(field);
            case ARRAY -> array(field);
            default -> new Template.Literal(field.node());
        };
    }

    /** A query, or a whole number in these bounds. */
    static Template wholeNumber(JsonField field, int least, int most) {
        if (field.node().isTextual()) {
            return expression(field);
        }
        field.whole(least, most);
        return new Template.Literal(field.node());
    }

    /** A query, or a text that is taken as it is. */
    static Template textOrQuery(JsonField field) {
        field.text();
        return text(field);
    }

    static Template expression(JsonField field) {
        return new Template.Expression(query(field));
    }

    static Query query(JsonField field) {
        String text = field.text();
        if (!Query.marked(text)) {
            throw field.wrong("Expected a JSONata expression, '{% ... %}'");
        }
        try {
            return Query.of(text);
        } catch (IllegalArgumentException e) {
            throw field.wrong(e.getMessage());
        }
    }

    static Map<String, Template> assign(JsonField field) {
        Map<String, Template> assign = new LinkedHashMap<>();
        field.fields().forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches() || name.equals("states")) {
                throw value.wrong("A variable is named by letters, digits and _, and not 'states'");
            }
            assign.put(name, any(value));
        });
        return assign;
    }

    /** Refuses what a deployment forgot to fill in, wherever it stands. */
    static void refusePlaceholders(JsonField field) {
        if (field.node().isTextual()
                && PLACEHOLDER.matcher(field.node().textValue()).find()) {
            throw field.wrong(
                    "A placeholder was not substituted: " + field.node().textValue());
        }
        if (field.node().isObject()) {
            field.fields().values().forEach(TemplateReader::refusePlaceholders);
        } else if (field.node().isArray()) {
            field.items().forEach(TemplateReader::refusePlaceholders);
        }
    }

    private static Template text(JsonField field) {
        return Query.marked(field.node().textValue()) ? expression(field) : new Template.Literal(field.node());
    }

    private static Template object(JsonField field) {
        Map<String, Template> fields = new LinkedHashMap<>();
        field.fields().forEach((name, child) -> fields.put(name, any(child)));
        boolean literal = fields.values().stream().allMatch(Template.Literal.class::isInstance);
        return literal ? new Template.Literal(field.node()) : new Template.Fields(fields);
    }

    private static Template array(JsonField field) {
        List<Template> items = new ArrayList<>();
        field.items().forEach(item -> items.add(any(item)));
        boolean literal = items.stream().allMatch(Template.Literal.class::isInstance);
        return literal ? new Template.Literal(field.node()) : new Template.Items(items);
    }
}
