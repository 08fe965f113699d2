package dev.sluice.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.io.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Turns a template into what has to be on this machine, or says everything that cannot be. */
public final class StackReader {

    private static final int INTEGRATION_TIMEOUT_MILLIS = 30_000;

    private final Template template;
    private final Surroundings here;
    private final Intrinsics intrinsics;
    private final EventRuleReader eventRules;

    private StackReader(Template template, Surroundings here) {
        this.template = template;
        this.here = here;
        this.intrinsics = new Intrinsics(template, here);
        this.eventRules = new EventRuleReader(this::functionOf);
    }

    /**
     * Reads the whole template.
     *
     * @throws InvalidTemplate with one line for each thing that cannot be carried out here
     */
    public static Stack read(Template template, Surroundings here) {
        var reader = new StackReader(template, here);
        List<String> refusals = Supported.refusals(template, reader.intrinsics);
        if (!refusals.isEmpty()) {
            throw new InvalidTemplate(String.join("\n", refusals));
        }
        return reader.stack();
    }

    private Stack stack() {
        var tables = new ArrayList<>(all("AWS::DynamoDB::Table", this::table));
        tables.addAll(all("AWS::DynamoDB::GlobalTable", this::table));
        return new Stack(
                tables,
                all("AWS::SQS::Queue", this::queue),
                all("AWS::SecretsManager::Secret", (id, properties) -> here.secretFile(id)),
                all("AWS::Lambda::Function", this::function),
                all("AWS::Lambda::EventSourceMapping", this::eventSource).stream()
                        .flatMap(Optional::stream)
                        .toList(),
                all("AWS::StepFunctions::StateMachine", this::stateMachine),
                all("AWS::ApiGatewayV2::Route", this::route),
                all("AWS::Events::Rule", this::eventRule).stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    private <T> List<T> all(String type, BiFunction<String, JsonNode, T> read) {
        var found = new ArrayList<T>();
        template.resources().fieldNames().forEachRemaining(id -> {
            if (template.type(id).equals(type) && intrinsics.exists(id)) {
                found.add(read.apply(id, template.resource(id).path("Properties")));
            }
        });
        return found;
    }

    private JsonNode resolve(JsonNode properties, String id, String field) {
        return intrinsics.resolve(properties.path(field), "Resources." + id + ".Properties." + field);
    }

    private TableSpec table(String id, JsonNode properties) {
        ObjectNode definition = Json.object();
        for (String field : List.of("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")) {
            JsonNode value = resolve(properties, id, field);
            if (!value.isMissingNode()) {
                definition.set(field, value);
            }
        }
        JsonNode ttl = resolve(properties, id, "TimeToLiveSpecification");
        Optional<String> attribute = ttl.path("Enabled").asBoolean()
                ? Optional.of(ttl.path("AttributeName").asText())
                : Optional.empty();
        return new TableSpec(intrinsics.names().physical(id), definition, attribute);
    }

    private QueueSpec queue(String id, JsonNode properties) {
        var attributes = new LinkedHashMap<String, String>();
        for (String field : List.of(
                "FifoQueue",
                "ContentBasedDeduplication",
                "DelaySeconds",
                "ReceiveMessageWaitTimeSeconds",
                "VisibilityTimeout",
                "RedrivePolicy")) {
            JsonNode value = resolve(properties, id, field);
            // a standard queue may not even say that it is none
            if (!value.isMissingNode() && !(value.isBoolean() && !value.asBoolean())) {
                attributes.put(field, value.isObject() ? value.toString() : value.asText());
            }
        }
        return new QueueSpec(intrinsics.names().physical(id), intrinsics.names().arn(id), attributes);
    }

    private FunctionSpec function(String id, JsonNode properties) {
        String where = "Resources." + id + ".Properties";
        JsonNode code = properties.path("Code");
        Path zip = Optional.ofNullable(template.assets().get(code.path("S3Key").asText()))
                .orElseThrow(
                        () -> new InvalidTemplate(where + ".Code: the asset manifest has no such object: " + code));
        String runtime = resolve(properties, id, "Runtime").asText();
        if (!runtime.startsWith("java") && !runtime.startsWith("provided")) {
            throw new InvalidTemplate(
                    where + ".Runtime: " + runtime + " is not carried out here; java* and provided* are");
        }
        var environment = new LinkedHashMap<String, String>();
        JsonNode variables = properties.path("Environment").path("Variables");
        variables
                .properties()
                .forEach(variable -> environment.put(
                        variable.getKey(),
                        intrinsics
                                .resolve(variable.getValue(), where + ".Environment.Variables." + variable.getKey())
                                .asText()));
        return new FunctionSpec(
                intrinsics.names().physical(id),
                intrinsics.names().arn(id),
                zip,
                resolve(properties, id, "Handler").asText(),
                runtime,
                Duration.ofSeconds(resolve(properties, id, "Timeout").asInt(3)),
                resolve(properties, id, "MemorySize").asInt(128),
                environment);
    }

    private Optional<EventSourceSpec> eventSource(String id, JsonNode properties) {
        if (!resolve(properties, id, "Enabled").asBoolean(true)) {
            return Optional.empty();
        }
        String queue = resolve(properties, id, "EventSourceArn").asText();
        if (!queue.contains(":sqs:")) {
            throw new InvalidTemplate(
                    "Resources." + id + ".Properties.EventSourceArn: only queues feed functions here");
        }
        JsonNode types = resolve(properties, id, "FunctionResponseTypes");
        return Optional.of(new EventSourceSpec(
                queue,
                functionOf(resolve(properties, id, "FunctionName").asText()),
                resolve(properties, id, "BatchSize").asInt(10),
                Duration.ofSeconds(resolve(properties, id, "MaximumBatchingWindowInSeconds")
                        .asInt(0)),
                resolve(properties, id, "ScalingConfig")
                        .path("MaximumConcurrency")
                        .asInt(10),
                types.toString().contains("ReportBatchItemFailures")));
    }

    private StateMachineSpec stateMachine(String id, JsonNode properties) {
        String where = "Resources." + id + ".Properties.";
        String type = resolve(properties, id, "StateMachineType").asText("STANDARD");
        String definition = resolve(properties, id, "DefinitionString").asText("");
        if (!type.equals("STANDARD") || definition.isEmpty()) {
            throw new InvalidTemplate(
                    where + "DefinitionString: a STANDARD machine with its definition inline is wanted");
        }
        JsonNode substitutions = resolve(properties, id, "DefinitionSubstitutions");
        String filled = Intrinsics.fill(definition, name -> Optional.ofNullable(substitutions.get(name))
                .map(JsonNode::asText)
                .orElseThrow(() -> new InvalidTemplate(where + "DefinitionSubstitutions: there is none for " + name)));
        return new StateMachineSpec(
                intrinsics.names().physical(id), intrinsics.names().arn(id), filled);
    }

    private RouteSpec route(String id, JsonNode properties) {
        String where = "Resources." + id + ".Properties.";
        String authorization = properties.path("AuthorizationType").asText("NONE");
        if (!authorization.equals("NONE")) {
            throw new InvalidTemplate(where + "AuthorizationType: " + authorization + " is not carried out here");
        }
        String target = resolve(properties, id, "Target").asText();
        String integrationId = target.substring(target.lastIndexOf('/') + 1);
        JsonNode integration = template.resource(integrationId).path("Properties");
        boolean proxy = integration.path("IntegrationType").asText().equals("AWS_PROXY")
                && integration.path("PayloadFormatVersion").asText().equals("2.0");
        if (!proxy) {
            throw new InvalidTemplate(
                    where + "Target: a route leads to an AWS_PROXY integration with payload format 2.0");
        }
        String function = resolve(integration, integrationId, "IntegrationUri").asText();
        int timeout = integration.path("TimeoutInMillis").asInt(INTEGRATION_TIMEOUT_MILLIS);
        return new RouteSpec(properties.path("RouteKey").asText(), functionOf(function), Duration.ofMillis(timeout));
    }

    private Optional<EventRuleSpec> eventRule(String id, JsonNode properties) {
        return eventRules.rule(id, intrinsics.resolve(properties, "Resources." + id + ".Properties"));
    }

    /** The function's name from its ARN, or from an API Gateway URI around it, or the name itself. */
    private String functionOf(String reference) {
        String mark = ":function:";
        int at = reference.indexOf(mark);
        String name =
                at < 0 ? reference : reference.substring(at + mark.length()).replaceAll("[/:].*$", "");
        Map<String, String> known = new LinkedHashMap<>();
        template.resources().fieldNames().forEachRemaining(id -> {
            if (template.type(id).equals("AWS::Lambda::Function")) {
                known.put(intrinsics.names().physical(id), id);
            }
        });
        if (!known.containsKey(name)) {
            throw new InvalidTemplate(reference + " is no function of this template");
        }
        return name;
    }
}
