package dev.sluice.engine;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.asl.LambdaInvoker;
import dev.sluice.asl.QueueSender;
import dev.sluice.asl.StepFunctions;
import dev.sluice.asl.time.VirtualTime;
import dev.sluice.asl.wire.StepFunctionsHttpServer;
import dev.sluice.aws.ActionsQueue;
import dev.sluice.aws.AesGcmVault;
import dev.sluice.aws.DomainJson;
import dev.sluice.aws.DynamoCommits;
import dev.sluice.aws.DynamoDeliveryStore;
import dev.sluice.aws.DynamoProjectStore;
import dev.sluice.aws.DynamoRunStore;
import dev.sluice.aws.EncryptionKey;
import dev.sluice.aws.NoticesQueue;
import dev.sluice.aws.RunExecutions;
import dev.sluice.aws.RunTokens;
import dev.sluice.aws.TaskTokens;
import dev.sluice.aws.testing.LocalDynamoDb;
import dev.sluice.aws.testing.LocalSqs;
import dev.sluice.domain.Vault;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.DeliveryStore;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import dev.sluice.engine.act.Act;
import dev.sluice.engine.act.ActHandler;
import dev.sluice.engine.act.Answers;
import dev.sluice.engine.act.Begin;
import dev.sluice.engine.act.Chain;
import dev.sluice.engine.act.Conclusion;
import dev.sluice.engine.act.PlatformSteps;
import dev.sluice.engine.dispatch.Dispatch;
import dev.sluice.engine.lane.Lanes;
import dev.sluice.engine.platform.Platforms;
import dev.sluice.engine.step.Admission;
import dev.sluice.engine.step.ApprovalSteps;
import dev.sluice.engine.step.Background;
import dev.sluice.engine.step.CooldownWait;
import dev.sluice.engine.step.Finish;
import dev.sluice.engine.step.Standing;
import dev.sluice.engine.step.StepHandler;
import dev.sluice.engine.step.TokenSteps;
import dev.sluice.engine.sweep.Sweep;
import dev.sluice.engine.sweep.Waking;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The engine with its real surroundings on loopback: DynamoDB Local, ElasticMQ, and the machine's own JSON in the
 * interpreter. Handlers run when a test calls {@link #work}.
 */
final class Stage implements AutoCloseable {
    final MovingClock clock;
    final List<String> sent = new CopyOnWriteArrayList<>();
    final SqsClient sqs = recording(sent);
    final String actionsUrl = LocalSqs.freshQueue(false);
    final String noticesUrl = LocalSqs.freshQueue(false);
    final NoticesQueue noticesQueue = new NoticesQueue(sqs, noticesUrl);
    final StepFunctions machine;
    final String machineArn;
    final SfnClient sfn;
    final Vault vault;
    final ProjectStore projects;
    final DeliveryStore deliveries;
    final RunStore runs;
    final Commits commits;
    final RunExecutions executions;
    final Dispatch dispatch;
    final Admission admission;
    final Finish finish;
    final Act act;
    final Sweep sweep;

    private final ExecutorService functions = Executors.newFixedThreadPool(4);
    private final StepFunctionsHttpServer server;
    private final StepHandler step;
    private final ActHandler actHandler;
    private final List<String> stepCalls = new CopyOnWriteArrayList<>();
    private volatile Function<String, Boolean> stepFaults = step -> false;
    private volatile String answerLost = "";

    /** With a virtual time, deadlines and retries come up only as the test moves it. */
    Stage(Optional<VirtualTime> time) {
        clock = new MovingClock(time);
        String table = LocalDynamoDb.freshTable();
        projects = new DynamoProjectStore(LocalDynamoDb.client(), table, clock);
        deliveries = new DynamoDeliveryStore(LocalDynamoDb.client(), table, clock);
        runs = new DynamoRunStore(LocalDynamoDb.client(), table, clock);
        commits = new DynamoCommits(LocalDynamoDb.client(), table, clock);
        vault = new AesGcmVault(key());
        StepFunctions.Builder builder =
                StepFunctions.builder().lambda(this::invoke).queue(this::send);
        time.ifPresent(builder::time);
        machine = builder.build();
        machineArn = machine.createStateMachine("run", definition());
        server = StepFunctionsHttpServer.start(machine, 0);
        sfn = client(server.uri());
        executions = new RunExecutions(sfn, machineArn);
        TaskTokens tokens = new TaskTokens(sfn);
        Platforms platforms = new Platforms(vault, clock);
        RunTokens runTokens = new RunTokens(tokens, vault);
        Lanes lanes = new Lanes(runs, commits, runTokens, clock);
        ActionsQueue actions = new ActionsQueue(sqs, actionsUrl);
        CooldownWait cooldown = new CooldownWait(projects, runs, commits, runTokens, clock);
        ApprovalSteps approval = new ApprovalSteps(
                projects,
                runs,
                commits,
                new Background(projects, platforms),
                new ApprovalSteps.Voice(runTokens, noticesQueue, clock));
        finish = new Finish(projects, runs, commits, new Finish.Following(lanes, cooldown, noticesQueue), clock);
        admission = new Admission(
                projects, runs, commits, new Standing(projects, platforms), new Admission.WakeUp(runTokens, clock));
        step = new StepHandler(admission, new TokenSteps(cooldown, approval, lanes, runTokens), approval, finish);
        Answers answers = new Answers(tokens, vault, runs, commits);
        act = new Act(
                runs,
                new Begin(new Begin.Reads(projects, runs, deliveries), commits, noticesQueue, vault, clock),
                new PlatformSteps(projects, runs, commits, platforms, clock),
                new Chain(runs, commits, actions, clock),
                new Act.Told(answers, new Conclusion(runs, commits, answers, finish, clock)));
        actHandler = new ActHandler(act);
        dispatch = new Dispatch(projects, deliveries, runs, commits, new Dispatch.Outlets(executions, noticesQueue));
        Waking waking = new Waking(
                runs,
                new Waking.Waits(cooldown, approval, lanes),
                finish,
                new Waking.Wires(actions, vault, runTokens),
                clock);
        sweep = new Sweep(runs, commits, executions, waking, clock);
    }

    /** A function that says for {@code "<step> <run id>"} whether its next call breaks down before it does anything. */
    void breakSteps(Function<String, Boolean> faults) {
        stepFaults = faults;
    }

    /** The next call of this step does its work, and then its answer is lost: the machine asks again. */
    void answerLostOnce(String step) {
        answerLost = step;
    }

    long calls(String step) {
        return stepCalls.stream().filter(step::equals).count();
    }

    /** Takes what lies in the actions queue now and lets act work on it; returns how many messages there were. */
    int work() {
        List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(actionsUrl)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(0)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        for (Message message : messages) {
            SQSBatchResponse answer = actHandler.handleRequest(event(message), null);
            if (answer.getBatchItemFailures().isEmpty()) {
                sqs.deleteMessage(d -> d.queueUrl(actionsUrl).receiptHandle(message.receiptHandle()));
            }
        }
        return messages.size();
    }

    /** The bodies of the notices sent so far, taken from their queue. */
    List<String> notices() {
        return sqs.receiveMessage(r -> r.queueUrl(noticesUrl).maxNumberOfMessages(10)).messages().stream()
                .map(Message::body)
                .toList();
    }

    static SQSEvent event(Message message) {
        SQSEvent.SQSMessage record = new SQSEvent.SQSMessage();
        record.setMessageId(message.messageId());
        record.setBody(message.body());
        record.setAttributes(message.attributesAsStrings());
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(record));
        return event;
    }

    /** A client that notes the body of each message it sends. */
    private static SqsClient recording(List<String> bodies) {
        ExecutionInterceptor recorder = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof SendMessageRequest request) {
                    bodies.add(request.messageBody());
                }
            }
        };
        return SqsClient.builder()
                .endpointOverride(LocalSqs.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(c -> c.addExecutionInterceptor(recorder))
                .build();
    }

    static SfnClient client(URI endpoint) {
        return SfnClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private CompletableFuture<LambdaInvoker.Answer> invoke(String function, String payload) {
        return CompletableFuture.supplyAsync(() -> callStep(payload), functions);
    }

    private LambdaInvoker.Answer callStep(String payload) {
        try {
            Map<String, Object> input = DomainJson.mapper().readValue(payload, new TypeReference<>() {});
            if (stepFaults.apply(input.get("step") + " " + input.get("run_id"))) {
                return new LambdaInvoker.Answer.ServiceError("Lambda.TooManyRequestsException", "planted");
            }
            stepCalls.add((String) input.get("step"));
            String answer = DomainJson.mapper().writeValueAsString(step.handleRequest(input, null));
            if (answerLost.equals(input.get("step"))) {
                answerLost = "";
                return new LambdaInvoker.Answer.ServiceError("Lambda.ServiceException", "planted");
            }
            return new LambdaInvoker.Answer.Returned(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<QueueSender.Answer> send(QueueSender.Message message) {
        return CompletableFuture.supplyAsync(
                () -> new QueueSender.Answer.Sent(
                        sqs.sendMessage(s -> s.queueUrl(actionsUrl).messageBody(message.body()))
                                .messageId()),
                functions);
    }

    private static EncryptionKey key() {
        try {
            Path file = Files.createTempFile(
                    "sluice",
                    ".key",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));
            file.toFile().deleteOnExit();
            return EncryptionKey.load("file:" + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String definition() {
        try (InputStream in = Stage.class.getResourceAsStream("/run.asl.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${StepFunctionArn}", "arn:aws:lambda:us-east-1:000000000000:function:step")
                    .replace("${ActionsQueueUrl}", actionsUrl);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        machine.close();
        functions.shutdownNow();
    }
}
