package dev.sluice.api.testing;

import dev.sluice.aws.RunTokens;
import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.decision.RefHead;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.ApprovalLink;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Rerun;
import dev.sluice.domain.run.RuleRef;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunInput;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.Entity;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Makes runs that stand at their gate as the engine leaves them: in the table, and with an execution that waits. */
@ApplicationScoped
public class Gate {
    public static final Build BUILD = new Build("b-12", Told.COMMIT, "sha256:12");

    private final ProjectStore projects;
    private final RunStore runs;
    private final Commits commits;
    private final RunTokens tokens;
    private final Machine machine;

    Gate(ProjectStore projects, RunStore runs, Commits commits, RunTokens tokens, Machine machine) {
        this.projects = projects;
        this.runs = runs;
        this.commits = commits;
        this.tokens = tokens;
        this.machine = machine;
    }

    /** What makes one run differ from another. {@code asked}: how long ago its approval was. */
    public record Ask(Event event, Optional<Build> frozen, Optional<Rerun> rerun, Duration asked) {
        public static Ask about(Event event) {
            return new Ask(event, Optional.empty(), Optional.empty(), Duration.ofMinutes(3));
        }

        public Ask frozen(Build build) {
            return new Ask(event, Optional.of(build), rerun, asked);
        }

        public Ask asked(Duration ago) {
            return new Ask(event, frozen, rerun, ago);
        }

        public Ask by(Rerun wish) {
            return new Ask(event, frozen, Optional.of(wish), asked);
        }
    }

    /** A queued run of this rule, without an execution. */
    public Run queued(String project, String rule, Ask ask) {
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(ask.asked());
        Rule of = projects.rule(new ProjectId(project), new RuleId(rule)).orElseThrow();
        Run.Origin origin = new Run.Origin(ask.event(), new DeliveryId("01DELIVERY"), ask.rerun(), at);
        RuleRef ref = new RuleRef(of.id(), of.spec().name(), of.version());
        RunId id = new RunId(Ulid.of(at, UUID.randomUUID().toString()));
        Run run = Run.created(of.project(), id, ref, of.spec(), origin);
        return ask.frozen().isEmpty()
                ? run
                : run.edit().gates(run.gates().withFrozen(ask.frozen())).build();
    }

    /** A run that waits for an approval, without an execution. */
    public Run asking(String project, String rule, Ask ask) {
        Run queued = queued(project, rule, ask);
        Approval.Background background = new Approval.Background(
                Optional.of(new Build("b-7", Told.BEFORE, "sha256:7")),
                Optional.of(3),
                Optional.of("Fix the till"),
                Optional.of("Kim Kassenwart"));
        Approval question = Approval.asked(
                queued.createdAt(), Duration.ofMinutes(queued.spec().approval().expiresInMinutes()), background);
        return queued.on(RunInput.ASK_APPROVAL, queued.createdAt(), Optional.empty())
                .map(run -> run.edit().gates(run.gates().with(question)).build())
                .orElseThrow();
    }

    /** The same in the table, waited for by its rule, and with an execution that waits in this state. */
    public Run waiting(String project, String rule, Ask ask) {
        return waiting(asking(project, rule, ask), PendingToken.ASK_APPROVAL);
    }

    public Run waiting(Run run, String state) {
        Secret token = machine.start(run.id().value());
        Run kept = run.edit()
                .pendingToken(Optional.of(tokens.sealed(run, state, token)))
                .build();
        RuleState rule = projects.ruleState(run.project(), run.rule().id());
        save(kept, rule.claimed(run.id(), Instant.now().plusSeconds(300)).waitedFor(run.id()));
        return now(kept);
    }

    /** The run's execution is further by now: it waits in this state, in the place of the one before. The answer is its name. */
    public String movedOn(Run run, String state) {
        String name = run.id() + "-" + state;
        Secret token = machine.start(name);
        save(now(run).edit()
                .pendingToken(Optional.of(tokens.sealed(run, state, token)))
                .build());
        return name;
    }

    public DescribeExecutionResponse execution(String name) {
        return machine.execution(name);
    }

    public void save(Entity... entities) {
        for (Entity entity : entities) {
            if (!commits.commit(Write.save(entity)).done()) {
                throw new AssertionError("not stored: " + entity);
            }
        }
    }

    public Run now(Run run) {
        return runs.run(run.id()).orElseThrow();
    }

    public RuleState ruleState(Run run) {
        return projects.ruleState(run.project(), run.rule().id());
    }

    /** The ref is elsewhere by now. */
    public void moveRef(Run run, String commit) {
        Event event = run.event();
        save(new RefHead(run.project(), event.repository(), event.qualifiedRef(), commit, event.after(), 2, 0));
    }

    /** A link for this person; the answer is its token. */
    public String link(Run run, String email) {
        Secret token = ApprovalLink.newToken(new SecureRandom());
        Approval question = run.gates().approval().orElseThrow();
        save(ApprovalLink.to(run, question, email, token));
        return token.reveal();
    }

    public Environment environment(String project, String id) {
        return projects.snapshot(new ProjectId(project)).orElseThrow().environments().values().stream()
                .filter(e -> e.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    public DescribeExecutionResponse execution(Run run) {
        return machine.execution(run.id().value());
    }

    /** How the run's execution ended, once it has. */
    public DescribeExecutionResponse ended(Run run) {
        return Awaitility.await()
                .until(() -> machine.execution(run.id().value()), e -> e.status() != ExecutionStatus.RUNNING);
    }

    /** A state machine of one state, which waits for its token. */
    @ApplicationScoped
    static class Machine {
        private static final String ROLE = "arn:aws:iam::000000000000:role/run";

        private final SfnClient states;
        private final SqsClient sqs;
        private final String queue;
        private String arn = "";

        Machine(SfnClient states, SqsClient sqs, @ConfigProperty(name = "test.tokens-queue") String queue) {
            this.states = states;
            this.sqs = sqs;
            this.queue = queue;
        }

        /** Starts an execution; the answer is the token that it waits with. */
        Secret start(String name) {
            states.startExecution(s -> s.stateMachineArn(machine()).name(name).input("{}"));
            Message message = Awaitility.await()
                    .until(
                            () -> sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(1)).messages().stream()
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
            sqs.deleteMessage(d -> d.queueUrl(queue).receiptHandle(message.receiptHandle()));
            return new Secret(message.body());
        }

        DescribeExecutionResponse execution(String name) {
            String execution = machine().replace(":stateMachine:", ":execution:") + ":" + name;
            return states.describeExecution(d -> d.executionArn(execution));
        }

        private synchronized String machine() {
            if (arn.isEmpty()) {
                String definition =
                        "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"Wait\",\"States\":{\"Wait\":{\"Type\":\"Task\","
                                + "\"Resource\":\"arn:aws:states:::sqs:sendMessage.waitForTaskToken\",\"Arguments\":{\"QueueUrl\":\""
                                + queue + "\",\"MessageBody\":\"{% $states.context.Task.Token %}\"},"
                                + "\"TimeoutSeconds\":600,\"End\":true}}}";
                arn = states.createStateMachine(
                                c -> c.name("gate").definition(definition).roleArn(ROLE))
                        .stateMachineArn();
            }
            return arn;
        }
    }
}
