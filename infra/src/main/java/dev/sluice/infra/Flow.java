package dev.sluice.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.events.targets.LambdaFunctionProps;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/** The state machine that carries out a run, who may start it and answer it, and what wakes the sweep. */
final class Flow extends Construct {
    private final StateMachine machine;

    Flow(Construct scope, Artifacts artifacts, Functions functions, Queues queues) {
        super(scope, "Flow");
        this.machine = machine(artifacts, functions.step(), queues.actions());
        List.of(functions.dispatch(), functions.sweep()).forEach(this::isStartedBy);
        isLookedAfterBy(functions.sweep());
        isAnsweredBy(functions.step(), "states:SendTaskSuccess", "states:SendTaskFailure");
        isAnsweredBy(functions.act(), "states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat");
        isAnsweredBy(functions.sweep(), "states:SendTaskSuccess", "states:SendTaskFailure");
        isAnsweredBy(functions.api(), "states:SendTaskSuccess", "states:SendTaskFailure");
        wakeSweep(functions.sweep());
    }

    private StateMachine machine(Artifacts artifacts, SluiceFunction step, WorkQueue actions) {
        StateMachine created = StateMachine.Builder.create(this, "Run")
                .stateMachineType(StateMachineType.STANDARD)
                .definitionBody(DefinitionBody.fromString(artifacts.definition()))
                .definitionSubstitutions(SluiceApp.sorted(Map.of(
                        "StepFunctionArn", step.lambda().getFunctionArn(),
                        "ActionsQueueUrl", actions.queue().getQueueUrl())))
                .tracingEnabled(true)
                .logs(LogOptions.builder()
                        .level(LogLevel.ERROR)
                        // Inputs carry task tokens: who reads a log could answer a wait.
                        .includeExecutionData(false)
                        .destination(LogGroup.Builder.create(this, "Log")
                                .retention(RetentionDays.ONE_MONTH)
                                .removalPolicy(RemovalPolicy.DESTROY)
                                .build())
                        .build())
                .build();
        created.addToRolePolicy(
                statement(List.of("lambda:InvokeFunction"), step.lambda().getFunctionArn()));
        created.addToRolePolicy(
                statement(List.of("sqs:SendMessage"), actions.queue().getQueueArn()));
        return created;
    }

    private void isStartedBy(SluiceFunction starter) {
        starter.tell("SLUICE_STATE_MACHINE", machine.getStateMachineArn());
        starter.allow(List.of("states:StartExecution"), List.of(machine.getStateMachineArn()));
    }

    /** An execution's ARN ends with its name, which is a run id: hence the one wildcard over names, in this machine. */
    private void isLookedAfterBy(SluiceFunction sweep) {
        String executions = Arn.format(
                ArnComponents.builder()
                        .service("states")
                        .resource("execution")
                        .resourceName(machine.getStateMachineName() + ":*")
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build(),
                Stack.of(this));
        sweep.allow(List.of("states:DescribeExecution", "states:StopExecution"), List.of(executions));
    }

    /**
     * The service's reference names no resource type for these actions; what it checks is the ARN of the machine that
     * issued the token. A policy of its own, outside the function's role, because the machine needs step to exist, and
     * step with this right in its role would need the machine.
     */
    private void isAnsweredBy(SluiceFunction function, String... actions) {
        Policy.Builder.create(this, function.spec().name() + "Answers")
                .roles(List.of(function.role()))
                .statements(List.of(statement(List.of(actions), machine.getStateMachineArn())))
                .build();
    }

    private void wakeSweep(SluiceFunction sweep) {
        Rule.Builder.create(this, "EveryMinute")
                .description("Looks for runs that stand still")
                .schedule(Schedule.rate(Duration.minutes(1)))
                .targets(List.of(target(sweep)))
                .build();
        Rule.Builder.create(this, "FailedExecution")
                .description("An execution ended without finishing its run")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.states"))
                        .detailType(List.of("Step Functions Execution Status Change"))
                        .detail(SluiceApp.sorted(Map.of(
                                "stateMachineArn", List.of(machine.getStateMachineArn()),
                                "status", List.of("FAILED", "TIMED_OUT", "ABORTED"))))
                        .build())
                .targets(List.of(target(sweep)))
                .build();
    }

    /** Not tried for long: the next minute's sweep finds the same work, and old wake-ups would only pile up. */
    private static LambdaFunction target(SluiceFunction sweep) {
        return new LambdaFunction(
                sweep.lambda(),
                LambdaFunctionProps.builder()
                        .retryAttempts(1)
                        .maxEventAge(Duration.minutes(1))
                        .build());
    }

    private static PolicyStatement statement(List<String> actions, String resource) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resource))
                .build();
    }

    StateMachine machine() {
        return machine;
    }
}
