package dev.sluice.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.asl.LambdaInvoker;
import dev.sluice.asl.QueueSender;
import dev.sluice.asl.StateMachineDescription;
import dev.sluice.asl.StepFunctions;
import dev.sluice.asl.wire.StepFunctionsHttpServer;
import dev.sluice.local.aws.Queues;
import dev.sluice.local.events.EventRules;
import dev.sluice.local.events.Invoker;
import dev.sluice.local.template.StateMachineSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Step Functions on this machine: the interpreter with its journal, wired to the functions, the queues and the event rules. */
public final class StateMachines implements AutoCloseable {

    private final StepFunctions engine;
    private final StepFunctionsHttpServer server;
    private final ExecutorService senders;

    private StateMachines(StepFunctions engine, StepFunctionsHttpServer server, ExecutorService senders) {
        this.engine = engine;
        this.server = server;
        this.senders = senders;
    }

    /** What the state machines reach. */
    public record Neighbours(Invoker functions, SqsClient sqs, Queues queues, EventRules rules) {}

    /** Opens the journal, goes on with what runs in it, and brings the machines to the template's definitions. */
    public static StateMachines start(Path journal, int port, List<StateMachineSpec> machines, Neighbours neighbours) {
        ExecutorService senders = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(null, task, "states-send", 256 << 10);
            thread.setDaemon(true);
            return thread;
        });
        StepFunctions engine = StepFunctions.builder()
                .journal(journal)
                .lambda((function, payload) -> invoke(neighbours.functions(), function, payload))
                .queue(message -> CompletableFuture.supplyAsync(() -> send(neighbours, message), senders))
                .listener(execution -> {
                    JsonNode detail = execution.eventDetail();
                    neighbours
                            .rules()
                            .publish(
                                    "aws.states",
                                    "Step Functions Execution Status Change",
                                    detail,
                                    List.of(execution.executionArn()));
                })
                .build();
        machines.forEach(machine -> define(engine, machine));
        return new StateMachines(engine, StepFunctionsHttpServer.start(engine, port), senders);
    }

    public URI url() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
        engine.close();
        senders.shutdownNow();
    }

    private static void define(StepFunctions engine, StateMachineSpec machine) {
        Optional<StateMachineDescription> present = engine.listStateMachines().stream()
                .filter(known -> known.arn().equals(machine.arn()))
                .findFirst();
        if (present.isEmpty()) {
            engine.createStateMachine(machine.name(), machine.definition());
        } else if (!present.get().definition().equals(machine.definition())) {
            engine.updateStateMachine(machine.arn(), Optional.of(machine.definition()), Optional.empty());
        }
    }

    private static CompletionStage<LambdaInvoker.Answer> invoke(Invoker functions, String function, String payload) {
        String mark = ":function:";
        int at = function.indexOf(mark);
        String name = at < 0 ? function : function.substring(at + mark.length());
        return functions
                .invoke(name, payload.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .thenApply(result -> result.fold(
                        answered -> new LambdaInvoker.Answer.Returned(answered.text()),
                        failed -> new LambdaInvoker.Answer.FunctionError(failed.text())));
    }

    private static QueueSender.Answer send(Neighbours neighbours, QueueSender.Message message) {
        // the port in the URL may be that of an earlier start; the queue's name is what stays
        var request = SendMessageRequest.builder()
                .queueUrl(neighbours.queues().url(Queues.name(message.queueUrl())))
                .messageBody(message.body());
        message.delaySeconds().ifPresent(request::delaySeconds);
        message.groupId().ifPresent(request::messageGroupId);
        message.deduplicationId().ifPresent(request::messageDeduplicationId);
        try {
            return new QueueSender.Answer.Sent(
                    neighbours.sqs().sendMessage(request.build()).messageId());
        } catch (SqsException e) {
            return new QueueSender.Answer.Refused("SQS.SqsException", e.getMessage());
        }
    }
}
