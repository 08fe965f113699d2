package dev.sluice.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * What is worth waking somebody for: a message nobody could work off, an execution that failed, a function that fails
 * or is throttled. A run whose deployment failed is none of these; its people learn of it from notify.
 */
final class Alarms extends Construct {
    private static final MetricOptions FIVE_MINUTES =
            MetricOptions.builder().period(Duration.minutes(5)).statistic("Sum").build();

    private final Topic topic;

    Alarms(Construct scope, Queues queues, Functions functions, Flow flow, CfnParameter email) {
        super(scope, "Alarms");
        this.topic = topic();
        subscribe(email);
        for (WorkQueue queue : queues.all()) {
            String name = queue.getNode().getId();
            alarm(
                    name + "DeadLetters",
                    "Messages that could not be worked off wait in the dead-letter queue of " + name + ".",
                    queue.deadLetters()
                            .metricApproximateNumberOfMessagesVisible(MetricOptions.builder()
                                    .period(Duration.minutes(5))
                                    .statistic("Maximum")
                                    .build()));
        }
        for (SluiceFunction function : functions.all()) {
            String name = function.spec().name();
            alarm(name + "Fails", "The function " + name + " fails or is throttled.", failures(function));
        }
        alarm(
                "ExecutionsFail",
                "An execution ended without finishing its run; sweep repairs the run, the cause stays.",
                flow.machine().metricFailed(FIVE_MINUTES));
    }

    /** A policy of our own replaces the default one, so the right of CloudWatch to publish has to be said. */
    private Topic topic() {
        Topic created = Topic.Builder.create(this, "Topic")
                .displayName("Sluice alarms")
                .enforceSsl(true)
                .build();
        created.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(created.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
        return created;
    }

    private void subscribe(CfnParameter email) {
        CfnCondition given = CfnCondition.Builder.create(this, "EmailGiven")
                .expression(Fn.conditionNot(Fn.conditionEquals(email.getValueAsString(), "")))
                .build();
        CfnSubscription subscription = CfnSubscription.Builder.create(this, "Email")
                .topicArn(topic.getTopicArn())
                .protocol("email")
                .endpoint(email.getValueAsString())
                .build();
        subscription.getCfnOptions().setCondition(given);
    }

    private static IMetric failures(SluiceFunction function) {
        return MathExpression.Builder.create()
                .expression("errors + throttles")
                .label("errors and throttles")
                .usingMetrics(SluiceApp.sorted(Map.of(
                        "errors", function.lambda().metricErrors(FIVE_MINUTES),
                        "throttles", function.lambda().metricThrottles(FIVE_MINUTES))))
                .period(Duration.minutes(5))
                .build();
    }

    private void alarm(String id, String meaning, IMetric metric) {
        Alarm alarm = Alarm.Builder.create(this, id)
                .alarmDescription(meaning)
                .metric(metric)
                .threshold(0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(topic));
    }
}
