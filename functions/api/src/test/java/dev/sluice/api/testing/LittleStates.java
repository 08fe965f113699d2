package dev.sluice.api.testing;

import dev.sluice.asl.LambdaInvoker;
import dev.sluice.asl.QueueSender;
import dev.sluice.asl.StepFunctions;
import dev.sluice.asl.wire.StepFunctionsHttpServer;
import dev.sluice.aws.testing.LocalSqs;
import java.util.concurrent.CompletableFuture;

/** The interpreter behind its wire protocol; a state that waits sends its token to a queue, where tests find it. */
final class LittleStates implements AutoCloseable {
    private final StepFunctions engine;
    private final StepFunctionsHttpServer server;

    LittleStates() {
        engine = StepFunctions.builder()
                .lambda((function, payload) -> CompletableFuture.completedFuture(new LambdaInvoker.Answer.ServiceError(
                        "Lambda.ServiceException", "there are no functions here")))
                .queue(message -> CompletableFuture.supplyAsync(() -> new QueueSender.Answer.Sent(LocalSqs.client()
                        .sendMessage(s -> s.queueUrl(message.queueUrl()).messageBody(message.body()))
                        .messageId())))
                .build();
        server = StepFunctionsHttpServer.start(engine, 0);
    }

    String url() {
        return server.uri().toString();
    }

    @Override
    public void close() {
        server.close();
        engine.close();
    }
}
