package dev.sluice.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What {@code Ref} and {@code Fn::GetAtt} of each resource type give on this machine. */
final class Names {

    private final Template template;
    private final Surroundings here;

    Names(Template template, Surroundings here) {
        this.template = template;
        this.here = here;
    }

    /** The name a resource would get: the one it asks for, else its logical id. */
    String physical(String id) {
        JsonNode properties = template.resource(id).path("Properties");
        return switch (template.type(id)) {
            case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable" -> text(properties, "TableName", id);
            case "AWS::SQS::Queue" -> queue(properties, id);
            case "AWS::Lambda::Function" -> text(properties, "FunctionName", id);
            case "AWS::StepFunctions::StateMachine" -> text(properties, "StateMachineName", id);
            default -> id;
        };
    }

    Optional<String> ref(String id) {
        return Optional.ofNullable(
                switch (template.type(id)) {
                    case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::Lambda::Function" -> physical(id);
                    case "AWS::SQS::Queue" -> here.queues() + "/" + here.account() + "/" + physical(id);
                    case "AWS::StepFunctions::StateMachine" -> arn(id);
                    case "AWS::SecretsManager::Secret" ->
                        "file:" + here.secretFile(id).toAbsolutePath();
                    case "AWS::ApiGatewayV2::Api",
                            "AWS::ApiGatewayV2::Integration",
                            "AWS::ApiGatewayV2::Route",
                            "AWS::ApiGatewayV2::Stage",
                            "AWS::Events::Rule" -> id;
                    default -> null;
                });
    }

    Optional<String> attribute(String id, String attribute) {
        String type = template.type(id);
        if (attribute.equals("Arn") && !arnService(type).isEmpty()) {
            return Optional.of(arn(id));
        }
        if (type.equals("AWS::SQS::Queue") && attribute.equals("QueueName")) {
            return Optional.of(physical(id));
        }
        if (type.equals("AWS::SQS::Queue") && attribute.equals("QueueUrl")) {
            return ref(id);
        }
        if (type.equals("AWS::StepFunctions::StateMachine") && attribute.equals("Name")) {
            return Optional.of(physical(id));
        }
        if (type.equals("AWS::ApiGatewayV2::Api") && attribute.equals("ApiEndpoint")) {
            return Optional.of(here.api().toString());
        }
        return Optional.empty();
    }

    String arn(String id) {
        return "arn:aws:" + arnService(template.type(id)).formatted(here.region(), here.account()) + physical(id);
    }

    private static String arnService(String type) {
        return switch (type) {
            case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable" -> "dynamodb:%s:%s:table/";
            case "AWS::SQS::Queue" -> "sqs:%s:%s:";
            case "AWS::Lambda::Function" -> "lambda:%s:%s:function:";
            case "AWS::StepFunctions::StateMachine" -> "states:%s:%s:stateMachine:";
            case "AWS::Events::Rule" -> "events:%s:%s:rule/";
            default -> "";
        };
    }

    private static String queue(JsonNode properties, String id) {
        String name = text(properties, "QueueName", id);
        boolean fifo = properties.path("FifoQueue").asBoolean();
        return fifo && !name.endsWith(".fifo") ? name + ".fifo" : name;
    }

    private static String text(JsonNode properties, String field, String otherwise) {
        JsonNode value = properties.path(field);
        if (value.isObject()) {
            throw new InvalidTemplate(otherwise + ".Properties." + field + ": a name has to be plain text here");
        }
        return value.isTextual() ? value.asText() : otherwise;
    }
}
