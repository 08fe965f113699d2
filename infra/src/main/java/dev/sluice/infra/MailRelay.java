package dev.sluice.infra;

import java.util.List;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/**
 * The SMTP server that e-mails go out by, as the stack's parameters name it, and a secret for its password: made with a random
 * value, which whoever names a user replaces by hand. Without a host no e-mail is sent, and each attempt says so.
 */
final class MailRelay extends Construct {
    private final Secret password;

    MailRelay(Construct scope) {
        super(scope, "MailRelay");
        this.password = Secret.Builder.create(this, "Password")
                .description("The password of the SMTP server's user. Put it here by hand.")
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    /** Tells the function where the server is and who we are to it, and lets it fetch that one secret. */
    void isUsedBy(SluiceFunction function, Parameters parameters) {
        function.tell("SLUICE_SMTP_HOST", parameters.host().getValueAsString());
        function.tell("SLUICE_SMTP_PORT", parameters.port().getValueAsString());
        function.tell("SLUICE_SMTP_SECURITY", parameters.security().getValueAsString());
        function.tell("SLUICE_SMTP_FROM", parameters.from().getValueAsString());
        function.tell("SLUICE_SMTP_USER", parameters.user().getValueAsString());
        function.tell("SLUICE_SMTP_PASSWORD", password.getSecretArn());
        function.allow(List.of("secretsmanager:GetSecretValue"), List.of(password.getSecretArn()));
    }

    /** What whoever deploys says about the server; all may be left out. */
    record Parameters(
            CfnParameter host, CfnParameter port, CfnParameter security, CfnParameter from, CfnParameter user) {
        static Parameters of(Construct scope) {
            return new Parameters(
                    parameter(scope, "SmtpHost", "", "[A-Za-z0-9.-]*", "The SMTP server; empty: no e-mail is sent."),
                    parameter(scope, "SmtpPort", "587", "[0-9]{1,5}", "Its port."),
                    parameter(
                            scope,
                            "SmtpSecurity",
                            "starttls",
                            "starttls|tls|none",
                            "starttls (required, not tried), tls, or none, which takes no user."),
                    parameter(
                            scope,
                            "SmtpFrom",
                            "",
                            "([^\\s@]+@[^\\s@]+)?",
                            "The address that e-mails come from; required with a server."),
                    parameter(
                            scope,
                            "SmtpUser",
                            "",
                            "\\S*",
                            "The server's user, if it asks for one; the password goes into the secret MailRelay/Password."));
        }

        private static CfnParameter parameter(
                Construct scope, String id, String otherwise, String pattern, String description) {
            return CfnParameter.Builder.create(scope, id)
                    .type("String")
                    .defaultValue(otherwise)
                    .allowedPattern(pattern)
                    .description(description)
                    .build();
        }
    }
}
