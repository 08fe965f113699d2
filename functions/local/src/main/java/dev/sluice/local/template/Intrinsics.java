package dev.sluice.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.local.io.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * CloudFormation's intrinsic functions, as far as the CDK writes them: Ref, GetAtt, Join, Sub, Select, Split, If and
 * the conditions. Any other {@code Fn::} is an error that names the place.
 */
final class Intrinsics {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)}");

    private final Template template;
    private final Surroundings here;
    private final Names names;

    Intrinsics(Template template, Surroundings here) {
        this.template = template;
        this.here = here;
        this.names = new Names(template, here);
    }

    Names names() {
        return names;
    }

    /** Whether the resource exists: its condition, if it has one, holds. */
    boolean exists(String logicalId) {
        JsonNode condition = template.resource(logicalId).path("Condition");
        return condition.isMissingNode() || condition(condition.asText(), "Resources." + logicalId + ".Condition");
    }

    /** The value with everything filled in; {@code AWS::NoValue} is missing. */
    JsonNode resolve(JsonNode value, String where) {
        if (value.isArray()) {
            ArrayNode items = Json.MAPPER.createArrayNode();
            int index = 0;
            for (JsonNode item : value) {
                JsonNode resolved = resolve(item, where + "[" + index++ + "]");
                if (!resolved.isMissingNode()) {
                    items.add(resolved);
                }
            }
            return items;
        }
        if (!value.isObject()) {
            return value;
        }
        if (value.size() == 1) {
            String function = value.fieldNames().next();
            if (function.equals("Ref") || function.equals("Condition") || function.startsWith("Fn::")) {
                return call(function, value.get(function), where + "." + function);
            }
        }
        ObjectNode fields = Json.object();
        value.properties().forEach(field -> {
            JsonNode resolved = resolve(field.getValue(), where + "." + field.getKey());
            if (!resolved.isMissingNode()) {
                fields.set(field.getKey(), resolved);
            }
        });
        return fields;
    }

    private JsonNode call(String function, JsonNode argument, String where) {
        return switch (function) {
            case "Ref" -> ref(argument.asText(), where);
            case "Fn::GetAtt" -> text(attribute(argument, where));
            case "Fn::Join" -> join(argument, where);
            case "Fn::Sub" -> sub(argument, where);
            case "Fn::Select" ->
                resolve(argument.path(1), where)
                        .path(resolve(argument.path(0), where).asInt());
            case "Fn::Split" -> split(argument, where);
            case "Fn::If" -> resolve(argument.path(condition(argument.path(0).asText(), where) ? 1 : 2), where);
            case "Condition" -> BooleanNode.valueOf(condition(argument.asText(), where));
            case "Fn::Equals" ->
                BooleanNode.valueOf(resolve(argument.path(0), where).equals(resolve(argument.path(1), where)));
            case "Fn::Not" ->
                BooleanNode.valueOf(!resolve(argument.path(0), where).asBoolean());
            case "Fn::And" -> BooleanNode.valueOf(all(argument, where).allMatch(JsonNode::asBoolean));
            case "Fn::Or" -> BooleanNode.valueOf(all(argument, where).anyMatch(JsonNode::asBoolean));
            default -> throw new InvalidTemplate(where + ": the function " + function + " is not carried out here");
        };
    }

    private java.util.stream.Stream<JsonNode> all(JsonNode items, String where) {
        return StreamSupport.stream(items.spliterator(), false).map(item -> resolve(item, where));
    }

    private boolean condition(String name, String where) {
        JsonNode body = template.document().path("Conditions").path(name);
        if (body.isMissingNode()) {
            throw new InvalidTemplate(where + ": the template has no condition " + name);
        }
        return resolve(body, "Conditions." + name).asBoolean();
    }

    private JsonNode ref(String name, String where) {
        if (name.equals("AWS::NoValue")) {
            return MissingNode.getInstance();
        }
        return text(reference(name, where));
    }

    private String reference(String name, String where) {
        Optional<String> value = pseudo(name).or(() -> parameter(name)).or(() -> names.ref(name));
        return value.orElseThrow(
                () -> new InvalidTemplate(where + ": Ref to " + describe(name) + " has no value on this machine"));
    }

    private Optional<String> pseudo(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "AWS::Region" -> here.region();
                    case "AWS::AccountId" -> here.account();
                    case "AWS::Partition" -> "aws";
                    case "AWS::URLSuffix" -> "amazonaws.com";
                    case "AWS::StackName" -> template.stack();
                    default -> null;
                });
    }

    private Optional<String> parameter(String name) {
        JsonNode parameter = template.document().path("Parameters").path(name);
        if (parameter.isMissingNode()) {
            return Optional.empty();
        }
        String given =
                here.parameters().getOrDefault(name, parameter.path("Default").asText(null));
        if (given == null) {
            throw new InvalidTemplate("Parameters." + name + ": it has no default, and local knows no value for it");
        }
        String pattern = parameter.path("AllowedPattern").asText("");
        if (!pattern.isEmpty() && !given.matches(pattern)) {
            throw new InvalidTemplate("Parameters." + name + ": " + given + " does not match " + pattern);
        }
        return Optional.of(given);
    }

    private String attribute(JsonNode argument, String where) {
        List<String> parts = argument.isTextual()
                ? List.of(argument.asText().split("\\.", 2))
                : List.of(argument.path(0).asText(), argument.path(1).asText());
        return names.attribute(parts.get(0), parts.get(1))
                .orElseThrow(() -> new InvalidTemplate(where + ": the attribute " + parts.get(1) + " of "
                        + describe(parts.get(0)) + " has no value on this machine"));
    }

    private String describe(String name) {
        String type = template.type(name);
        return type.isEmpty() ? name + ", which the template does not hold," : name + " (" + type + ")";
    }

    private JsonNode join(JsonNode argument, String where) {
        var joined = new StringBuilder();
        String separator = "";
        for (JsonNode part : resolve(argument.path(1), where)) {
            joined.append(separator).append(part.asText());
            separator = argument.path(0).asText();
        }
        return text(joined.toString());
    }

    private JsonNode split(JsonNode argument, String where) {
        ArrayNode parts = Json.MAPPER.createArrayNode();
        String whole = resolve(argument.path(1), where).asText();
        for (String part : whole.split(Pattern.quote(argument.path(0).asText()), -1)) {
            parts.add(part);
        }
        return parts;
    }

    private JsonNode sub(JsonNode argument, String where) {
        JsonNode variables = argument.isArray() ? argument.path(1) : Json.object();
        String pattern = argument.isArray() ? argument.path(0).asText() : argument.asText();
        return text(fill(pattern, name -> {
            if (variables.has(name)) {
                return resolve(variables.get(name), where).asText();
            }
            return name.contains(".") ? attribute(text(name), where) : reference(name, where);
        }));
    }

    /** Fills each {@code ${name}} of a text; <code>${!name}</code> stays as a literal. */
    static String fill(String pattern, UnaryOperator<String> values) {
        var filled = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(pattern);
        while (matcher.find()) {
            String value = matcher.group(1).isEmpty() ? values.apply(matcher.group(2)) : "${" + matcher.group(2) + "}";
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }

    private static TextNode text(String value) {
        return TextNode.valueOf(value);
    }
}
