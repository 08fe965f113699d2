package dev.sluice.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.io.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackReaderTest {

    private static final Surroundings HERE = new Surroundings(
            "us-east-1",
            "000000000000",
            URI.create("http://127.0.0.1:9324"),
            URI.create("http://127.0.0.1:8080"),
            Path.of("/data/secrets"),
            Map.of("OidcIssuer", "http://127.0.0.1:8080/oidc"));

    private final ObjectNode template = (ObjectNode) Json.parse(
            """
            {
              "Parameters": {"OidcIssuer": {"Type": "String", "AllowedPattern": "http://\\\\S+"}, "Mail": {"Default": ""}},
              "Conditions": {"HasMail": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Mail"}, ""]}]}},
              "Resources": {
                "Table1": {"Type": "AWS::DynamoDB::Table", "Properties": {
                  "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                  "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                  "TimeToLiveSpecification": {"AttributeName": "ttl", "Enabled": true}}},
                "Dead": {"Type": "AWS::SQS::Queue", "Properties": {"FifoQueue": true}},
                "Events": {"Type": "AWS::SQS::Queue", "Properties": {
                  "FifoQueue": true, "ContentBasedDeduplication": false, "VisibilityTimeout": 180,
                  "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}, "maxReceiveCount": 5}}},
                "Key": {"Type": "AWS::SecretsManager::Secret", "Properties": {"GenerateSecretString": {}}},
                "Role": {"Type": "AWS::IAM::Role", "Properties": {"Anything": {"Fn::Unheard": 1}}},
                "Fn": {"Type": "AWS::Lambda::Function", "Properties": {
                  "Code": {"S3Bucket": "b", "S3Key": "abc.zip"}, "Handler": "h", "Runtime": "java17", "Timeout": 10,
                  "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                  "Environment": {"Variables": {
                    "TABLE": {"Ref": "Table1"},
                    "QUEUE": {"Ref": "Events"},
                    "KEY": {"Ref": "Key"},
                    "ISSUER": {"Ref": "OidcIssuer"},
                    "MACHINE": {"Ref": "Machine"},
                    "SUB": {"Fn::Sub": "${AWS::Region}/${Events.QueueName}/${!kept}"},
                    "PART": {"Fn::Select": [1, {"Fn::Split": ["-", "a-b-c"]}]},
                    "IF": {"Fn::If": ["HasMail", "mail", "none"]}}}}},
                "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                  "EventSourceArn": {"Fn::GetAtt": ["Events", "Arn"]}, "FunctionName": {"Ref": "Fn"},
                  "FunctionResponseTypes": ["ReportBatchItemFailures"], "ScalingConfig": {"MaximumConcurrency": 2}}},
                "Machine": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {
                  "DefinitionString": "{\\"FunctionName\\": \\"${FnArn}\\"}",
                  "DefinitionSubstitutions": {"FnArn": {"Fn::GetAtt": ["Fn", "Arn"]}}}},
                "Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"ProtocolType": "HTTP"}},
                "Integration": {"Type": "AWS::ApiGatewayV2::Integration", "Properties": {
                  "ApiId": {"Ref": "Api"}, "IntegrationType": "AWS_PROXY", "PayloadFormatVersion": "2.0",
                  "IntegrationUri": {"Fn::GetAtt": ["Fn", "Arn"]}}},
                "Route": {"Type": "AWS::ApiGatewayV2::Route", "Properties": {
                  "ApiId": {"Ref": "Api"}, "RouteKey": "POST /hooks/{project}",
                  "Target": {"Fn::Join": ["", ["integrations/", {"Ref": "Integration"}]]}}},
                "Minute": {"Type": "AWS::Events::Rule", "Properties": {
                  "ScheduleExpression": "rate(1 minute)", "Targets": [{"Id": "a", "Arn": {"Fn::GetAtt": ["Fn", "Arn"]}}]}},
                "Subscription": {"Type": "AWS::Unheard::Thing", "Condition": "HasMail"}
              }
            }
            """
                    .getBytes(StandardCharsets.UTF_8));

    @Test
    void fills_every_reference_of_a_function() {
        FunctionSpec function = read().functions().get(0);

        assertThat(function.zip()).isEqualTo(Path.of("/out/asset.abc.zip"));
        assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(function.environment())
                .containsEntry("TABLE", "Table1")
                .containsEntry("QUEUE", "http://127.0.0.1:9324/000000000000/Events.fifo")
                .containsEntry("KEY", "file:/data/secrets/Key")
                .containsEntry("ISSUER", "http://127.0.0.1:8080/oidc")
                .containsEntry("MACHINE", "arn:aws:states:us-east-1:000000000000:stateMachine:Machine")
                .containsEntry("SUB", "us-east-1/Events.fifo/${kept}")
                .containsEntry("PART", "b")
                .containsEntry("IF", "none");
    }

    @Test
    void reads_queues_with_their_dead_letters() {
        assertThat(read().queues()).extracting(QueueSpec::name).containsExactly("Dead.fifo", "Events.fifo");
        assertThat(read().queues().get(1).attributes())
                .containsEntry("FifoQueue", "true")
                .containsEntry("VisibilityTimeout", "180")
                .doesNotContainKey("ContentBasedDeduplication")
                .containsEntry(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:Dead.fifo\",\"maxReceiveCount\":5}");
    }

    @Test
    void reads_what_connects_functions() {
        Stack stack = read();

        assertThat(stack.eventSources().get(0))
                .isEqualTo(new EventSourceSpec(
                        "arn:aws:sqs:us-east-1:000000000000:Events.fifo", "Fn", 10, Duration.ZERO, 2, true));
        assertThat(stack.routes())
                .containsExactly(new RouteSpec("POST /hooks/{project}", "Fn", Duration.ofSeconds(30)));
        assertThat(stack.rules().get(0).every()).contains(Duration.ofMinutes(1));
        assertThat(stack.stateMachines().get(0).definition())
                .isEqualTo("{\"FunctionName\": \"arn:aws:lambda:us-east-1:000000000000:function:Fn\"}");
    }

    @Test
    void refuses_a_resource_type_that_it_cannot_carry_out() {
        resources().putObject("Bucket").put("Type", "AWS::S3::Bucket");

        assertRefused("Resources.Bucket: the resource type AWS::S3::Bucket is not carried out here");
    }

    @Test
    void refuses_a_property_that_it_cannot_carry_out() {
        properties("Events").putObject("SomethingNew");

        assertRefused("Resources.Events.Properties.SomethingNew: this property of AWS::SQS::Queue is not");
    }

    @Test
    void refuses_an_intrinsic_function_that_it_does_not_know() {
        properties("Fn").putObject("Handler").put("Fn::ImportValue", "x");

        assertRefused("Resources.Fn.Properties.Handler.Fn::ImportValue: the function Fn::ImportValue is not");
    }

    @Test
    void refuses_a_reference_to_what_the_template_does_not_hold() {
        properties("Fn").putObject("Handler").put("Ref", "Nowhere");

        assertRefused("Nowhere, which the template does not hold");
    }

    @Test
    void refuses_a_pattern_that_is_more_than_exact_texts() {
        ObjectNode rule = properties("Minute");
        rule.remove("ScheduleExpression");
        rule.putObject("EventPattern").putArray("source").addObject().put("prefix", "aws.");

        assertRefused("Resources.Minute.Properties.EventPattern.source: a pattern is a list of exact texts");
    }

    @Test
    void refuses_a_parameter_value_that_the_template_does_not_allow() {
        ((ObjectNode) template.path("Parameters").path("OidcIssuer")).put("AllowedPattern", "https://.*");

        assertRefused("Parameters.OidcIssuer: http://127.0.0.1:8080/oidc does not match https://.*");
    }

    @Test
    void names_a_substitution_that_is_missing() {
        properties("Machine").remove("DefinitionSubstitutions");

        assertRefused("DefinitionSubstitutions: there is none for FnArn");
    }

    private ObjectNode resources() {
        return (ObjectNode) template.path("Resources");
    }

    private ObjectNode properties(String id) {
        return (ObjectNode) resources().path(id).path("Properties");
    }

    private Stack read() {
        return StackReader.read(
                new Template("Sluice", template, Map.of("abc.zip", Path.of("/out/asset.abc.zip"))), HERE);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::read).isInstanceOf(InvalidTemplate.class).hasMessageContaining(message);
    }
}
