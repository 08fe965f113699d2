package dev.sluice.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * All of Sluice in one stack, for any account and region.
 *
 * <p>Parameters: {@code OidcIssuer} and {@code PublicUrl}, both required; {@code AlarmEmail}, which may be empty; and the SMTP
 * server's, see {@link MailRelay}.
 */
public final class SluiceStack extends Stack {
    /** Throws {@link IllegalArgumentException} where a file of the artifacts is missing. */
    public SluiceStack(Construct scope, Artifacts artifacts) {
        super(
                scope,
                SluiceApp.STACK,
                StackProps.builder().description("Sluice: deployments by rules").build());
        CfnParameter issuer = url("OidcIssuer", "Issuer URL of the OpenID Connect provider that signs people in.");
        CfnParameter publicUrl = url("PublicUrl", "Base URL under which people reach Sluice, for links in messages.");
        CfnParameter email = CfnParameter.Builder.create(this, "AlarmEmail")
                .type("String")
                .defaultValue("")
                .description("Who gets alarms by e-mail; empty for nobody.")
                .build();

        Storage storage = new Storage(this);
        Queues queues = new Queues(this);
        Functions functions = new Functions(this, artifacts, storage, queues);
        functions.api().tell("SLUICE_OIDC_ISSUER", issuer.getValueAsString());
        functions.api().tell("SLUICE_PUBLIC_URL", publicUrl.getValueAsString());
        functions.notifier().tell("SLUICE_PUBLIC_URL", publicUrl.getValueAsString());
        new MailRelay(this).isUsedBy(functions.notifier(), MailRelay.Parameters.of(this));
        Flow flow = new Flow(this, artifacts, functions, queues);
        Front front = new Front(this, functions.webhook(), functions.api());
        new Alarms(this, queues, functions, flow, email);

        output("ApiUrl", "Where the HTTP API answers.", front.url());
        output("TableName", "The one table.", storage.tableName());
        output("StateMachineArn", "Carries out the runs.", flow.machine().getStateMachineArn());
    }

    /** Plain HTTP is taken only on the very same machine; a slash at the end would stand twice in every link. */
    private CfnParameter url(String id, String description) {
        return CfnParameter.Builder.create(this, id)
                .type("String")
                .description(description)
                .allowedPattern("(https://[^\\s/]+|http://127\\.0\\.0\\.1(:\\d+)?)(/[^\\s/]+)*")
                .constraintDescription("an https:// URL without a slash at its end")
                .build();
    }

    private void output(String id, String description, String value) {
        CfnOutput.Builder.create(this, id).description(description).value(value).build();
    }
}
