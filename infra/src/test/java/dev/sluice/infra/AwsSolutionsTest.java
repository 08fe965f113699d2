package dev.sluice.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.cxapi.SynthesisMessage;

/**
 * The AWS Solutions rules of cdk-nag. What we do otherwise on purpose stands here with its reason, and nowhere else: a
 * finding without a line fails, and so does a line that no longer has a finding.
 */
class AwsSolutionsTest {
    private record Accepted(String rule, String path, String reason) {
        boolean covers(String finding) {
            String hashless = finding.replaceAll("[0-9A-F]{8}[.]", ".");
            return Pattern.matches(Pattern.quote(rule) + " /Sluice/" + path, hashless);
        }
    }

    private static final List<Accepted> ACCEPTED = List.of(
            new Accepted(
                    "AwsSolutions-IAM5[Resource::*]",
                    "Functions/\\w+/Role/DefaultPolicy/Resource",
                    "X-Ray has no resources: its two write actions can be allowed on * only."),
            new Accepted(
                    "AwsSolutions-IAM5[Resource::*]",
                    "Flow/Run/Role/DefaultPolicy/Resource",
                    "Neither X-Ray nor the delivery of vended logs knows resources; both are documented with *."),
            new Accepted(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>"
                            + ":execution:<FlowRun.Name>:*]",
                    "Functions/Sweep/Role/DefaultPolicy/Resource",
                    "An execution's ARN ends with its name, a run id that nobody knows at deployment."),
            new Accepted(
                    "AwsSolutions-APIG4",
                    "Front/Http/POST--hooks--\\{project}--\\{provider}/Resource",
                    "Git hosts cannot sign in: webhook verifies their signature over the body."),
            new Accepted(
                    "AwsSolutions-APIG4",
                    "Front/Default/Resource",
                    "api verifies bearer tokens and roles itself, the same on one machine; its health page, sign-in"
                            + " pages and approval links have to be reached without a token."),
            new Accepted(
                    "AwsSolutions-L1",
                    "Functions/\\w+/Function/Resource",
                    "The zips are built and tested for Java 17; a native build runs on the newest custom runtime."),
            new Accepted(
                    "AwsSolutions-SF1",
                    "Flow/Run/Resource",
                    "A standard execution keeps its whole history for 90 days; a second copy in a log costs per"
                            + " transition and tells nothing more."),
            new Accepted(
                    "AwsSolutions-SMG4",
                    "Storage/EncryptionKey/Resource",
                    "What it encrypted names the key's version: a key that is exchanged unannounced makes webhook"
                            + " secrets unreadable, so it is exchanged by hand."),
            new Accepted(
                    "AwsSolutions-SMG4",
                    "MailRelay/Password/Resource",
                    "It is the password of somebody else's server, who alone can exchange it."));

    private static Set<String> findings;

    @BeforeAll
    static void check() {
        SluiceStack stack = SynthesizedStack.stack(Packaging.JVM);
        Aspects.of(stack).add(AwsSolutionsChecks.Builder.create().reports(false).build());
        Annotations annotations = Annotations.fromStack(stack);
        findings = Stream.concat(
                        annotations.findError("*", Match.stringLikeRegexp("AwsSolutions-.*")).stream(),
                        annotations.findWarning("*", Match.stringLikeRegexp("AwsSolutions-.*")).stream())
                .map(AwsSolutionsTest::finding)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_finding_is_one_that_we_accept_for_a_reason() {
        assertThat(findings)
                .filteredOn(finding -> ACCEPTED.stream().noneMatch(line -> line.covers(finding)))
                .isEmpty();
    }

    @Test
    void every_accepted_finding_is_still_found() {
        assertThat(ACCEPTED)
                .filteredOn(line -> findings.stream().noneMatch(line::covers))
                .isEmpty();
    }

    /** The rule with what it is about, a space, and the path of the construct. */
    // The assertions module still hands out this type, and has no other.
    @SuppressWarnings("deprecation")
    private static String finding(SynthesisMessage message) {
        String text = Objects.toString(message.getEntry().getData());
        return text.substring(0, text.indexOf(": ")).trim() + " " + message.getId();
    }
}
