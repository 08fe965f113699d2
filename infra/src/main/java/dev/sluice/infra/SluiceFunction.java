package dev.sluice.infra;

import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * A Lambda function as all of ours are: traced, with a log group that forgets after a month, and with a role that may
 * write that log and nothing else.
 *
 * <p>Everything more comes from the construct that owns the thing to be used, which hands over its name (an environment
 * variable) and the right to use it together, so that neither exists without the other.
 */
public final class SluiceFunction extends Construct {
    private static final int MEMORY_MIB = 512;

    private final FunctionSpec spec;
    private final Role role;
    private final Function lambda;

    /** Takes its code from the module's function.zip, which has to exist. */
    public SluiceFunction(Construct scope, FunctionSpec spec, Artifacts artifacts) {
        super(scope, spec.name());
        this.spec = spec;
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        this.role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("What " + spec.name() + " may do")
                .build();
        this.lambda = lambda(log, artifacts);
        allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(log.getLogGroupArn()));
        spec.handler().ifPresent(handler -> tell("QUARKUS_LAMBDA_HANDLER", handler));
        if (artifacts.packaging() != Packaging.JVM) {
            // A native image would take the signals that Lambda's runtime sends for itself.
            tell("DISABLE_SIGNAL_HANDLERS", "true");
        }
    }

    private Function lambda(LogGroup log, Artifacts artifacts) {
        return Function.Builder.create(this, "Function")
                .description(spec.does())
                .code(Code.fromAsset(artifacts.zip(spec.module()).toString()))
                .runtime(artifacts.packaging().runtime())
                .architecture(artifacts.packaging().architecture())
                .handler(artifacts.packaging().handler())
                .timeout(Duration.seconds(spec.timeoutSeconds()))
                .memorySize(MEMORY_MIB)
                .tracing(Tracing.ACTIVE)
                .logGroup(log)
                .role(role)
                .build();
    }

    /** Gives it an environment variable: a name, a place, never a secret's value. */
    void tell(String variable, String value) {
        lambda.addEnvironment(variable, value);
    }

    /** Lets it do these actions on these resources; wildcards are caught by the tests of the template. */
    void allow(List<String> actions, List<String> resources) {
        allow(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build());
    }

    void allow(PolicyStatement statement) {
        role.addToPolicy(statement);
    }

    /**
     * For a function that sends messages to the queue it works from, on purpose: Lambda ends such a chain after about
     * sixteen rounds where it is not told that it is meant.
     */
    void allowSendingToItself() {
        ((CfnFunction) Objects.requireNonNull(lambda.getNode().getDefaultChild())).setRecursiveLoop("Allow");
    }

    FunctionSpec spec() {
        return spec;
    }

    Role role() {
        return role;
    }

    Function lambda() {
        return lambda;
    }
}
