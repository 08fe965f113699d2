package dev.sluice.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a template is carried out on one machine, and what is left out knowingly because it guards, watches or bills
 * something that does not exist here. Whatever is in neither list is refused.
 */
final class Supported {

    /** Types without effect here: permissions, logs, metrics, mail about alarms. */
    private static final Set<String> IGNORED = Set.of(
            "AWS::IAM::Role",
            "AWS::IAM::Policy",
            "AWS::IAM::ManagedPolicy",
            "AWS::Lambda::Permission",
            "AWS::SQS::QueuePolicy",
            "AWS::SNS::Topic",
            "AWS::SNS::TopicPolicy",
            "AWS::SNS::Subscription",
            "AWS::KMS::Key",
            "AWS::KMS::Alias",
            "AWS::Logs::LogGroup",
            "AWS::Logs::MetricFilter",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Dashboard",
            "AWS::CDK::Metadata");

    /** Properties by type: those that are carried out, and those that mean nothing on one machine. */
    private static final Map<String, Set<String>> PROPERTIES = Map.ofEntries(
            Map.entry(
                    "AWS::DynamoDB::Table",
                    Set.of(
                            "TableName",
                            "KeySchema",
                            "AttributeDefinitions",
                            "GlobalSecondaryIndexes",
                            "TimeToLiveSpecification",
                            // no effect here
                            "BillingMode",
                            "DeletionProtectionEnabled",
                            "PointInTimeRecoverySpecification",
                            "SSESpecification",
                            "OnDemandThroughput",
                            "ContributorInsightsSpecification",
                            "Tags")),
            Map.entry(
                    "AWS::DynamoDB::GlobalTable",
                    Set.of(
                            "TableName",
                            "KeySchema",
                            "AttributeDefinitions",
                            "GlobalSecondaryIndexes",
                            "TimeToLiveSpecification",
                            // no effect here
                            "BillingMode",
                            "SSESpecification",
                            "Replicas")),
            Map.entry(
                    "AWS::SQS::Queue",
                    Set.of(
                            "QueueName",
                            "FifoQueue",
                            "ContentBasedDeduplication",
                            "DelaySeconds",
                            "ReceiveMessageWaitTimeSeconds",
                            "RedrivePolicy",
                            "VisibilityTimeout",
                            // kept longer than any demo lives; encryption and limits are AWS's
                            "MessageRetentionPeriod",
                            "SqsManagedSseEnabled",
                            "KmsMasterKeyId",
                            "KmsDataKeyReusePeriodSeconds",
                            "RedriveAllowPolicy",
                            "DeduplicationScope",
                            "FifoThroughputLimit",
                            "Tags")),
            Map.entry(
                    "AWS::Lambda::Function",
                    Set.of(
                            "FunctionName",
                            "Code",
                            "Handler",
                            "Runtime",
                            "Timeout",
                            "MemorySize",
                            "Environment",
                            // no effect here: one process each, logs in files
                            "Architectures",
                            "Description",
                            "LoggingConfig",
                            "RecursiveLoop",
                            "ReservedConcurrentExecutions",
                            "Role",
                            "TracingConfig",
                            "Tags")),
            Map.entry(
                    "AWS::Lambda::EventSourceMapping",
                    Set.of(
                            "BatchSize",
                            "Enabled",
                            "EventSourceArn",
                            "FunctionName",
                            "FunctionResponseTypes",
                            "MaximumBatchingWindowInSeconds",
                            "ScalingConfig")),
            Map.entry(
                    "AWS::StepFunctions::StateMachine",
                    Set.of(
                            "StateMachineName",
                            "DefinitionString",
                            "DefinitionSubstitutions",
                            "StateMachineType",
                            // no effect here
                            "LoggingConfiguration",
                            "RoleArn",
                            "TracingConfiguration",
                            "Tags")),
            Map.entry("AWS::SecretsManager::Secret", Set.of("Name", "Description", "GenerateSecretString", "Tags")),
            Map.entry("AWS::ApiGatewayV2::Api", Set.of("Name", "ProtocolType", "Description", "Tags")),
            Map.entry(
                    "AWS::ApiGatewayV2::Integration",
                    Set.of(
                            "ApiId",
                            "IntegrationType",
                            "IntegrationUri",
                            "IntegrationMethod",
                            "PayloadFormatVersion",
                            "TimeoutInMillis")),
            Map.entry("AWS::ApiGatewayV2::Route", Set.of("ApiId", "AuthorizationType", "RouteKey", "Target")),
            // throttling protects an account's shared capacity; there is none to share here
            Map.entry(
                    "AWS::ApiGatewayV2::Stage",
                    Set.of("ApiId", "AccessLogSettings", "AutoDeploy", "DefaultRouteSettings", "StageName", "Tags")),
            Map.entry(
                    "AWS::Events::Rule",
                    Set.of("Name", "Description", "EventPattern", "ScheduleExpression", "State", "Targets")));

    private Supported() {}

    static boolean isCarriedOut(String type) {
        return PROPERTIES.containsKey(type);
    }

    /** Everything in the template that is in neither list, one line for each. */
    static List<String> refusals(Template template, Intrinsics intrinsics) {
        var refusals = new ArrayList<String>();
        template.resources().properties().forEach(entry -> {
            String id = entry.getKey();
            String type = template.type(id);
            if (!intrinsics.exists(id) || IGNORED.contains(type)) {
                return;
            }
            if (!isCarriedOut(type)) {
                refusals.add("Resources." + id + ": the resource type " + type + " is not carried out here");
                return;
            }
            JsonNode properties = entry.getValue().path("Properties");
            properties.fieldNames().forEachRemaining(property -> {
                if (!PROPERTIES.get(type).contains(property)) {
                    refusals.add("Resources." + id + ".Properties." + property + ": this property of " + type
                            + " is not carried out here");
                }
            });
        });
        return refusals;
    }
}
