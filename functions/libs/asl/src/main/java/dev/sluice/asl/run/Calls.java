package dev.sluice.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.asl.LambdaInvoker;
import dev.sluice.asl.QueueSender;
import dev.sluice.asl.language.ErrorNames;
import dev.sluice.asl.language.Resource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Turns a task's arguments into a call of a port, and the port's answer into what AWS would give the task. */
final class Calls {
    private final LambdaInvoker lambda;
    private final QueueSender queue;

    Calls(LambdaInvoker lambda, QueueSender queue) {
        this.lambda = lambda;
        this.queue = queue;
    }

    /** What came of a call. */
    sealed interface Outcome {
        /** The service did what it was asked. */
        record Done(JsonNode result) implements Outcome {}

        /** It did not. */
        record Failed(Failure failure) implements Outcome {}
    }

    /** Refuses arguments of the wrong type, before anything is recorded as begun. */
    static void check(Resource resource, JsonNode arguments) throws StateFailed {
        for (String name : resource.lambda() ? new String[] {"FunctionName"} : new String[] {"QueueUrl"}) {
            if (!arguments.path(name).isTextual()) {
                throw new StateFailed(Failure.of(ErrorNames.RUNTIME, "Arguments/" + name + " must be a text"));
            }
        }
        JsonNode delay = arguments.path("DelaySeconds");
        if (!delay.isMissingNode() && !(delay.isInt() && delay.intValue() >= 0 && delay.intValue() <= 900)) {
            throw new StateFailed(
                    Failure.of(ErrorNames.RUNTIME, "Arguments/DelaySeconds must be a whole number from 0 to 900"));
        }
    }

    /** The error of a call whose answer was lost with the process that waited for it. */
    static Failure interrupted(Resource resource) {
        return Failure.of(
                resource.lambda() ? "Lambda.Unknown" : "SQS.SdkClientException",
                "The interpreter stopped while the call was under way; whether it was carried out is not known");
    }

    /** Makes the call. The outcome may come on any thread, or before this returns. */
    void start(Resource resource, JsonNode arguments, Consumer<Outcome> outcome) {
        if (resource.lambda()) {
            String payload = arguments.has("Payload") ? Json.text(arguments.get("Payload")) : "{}";
            String function = arguments.path("FunctionName").textValue();
            guarded(() -> lambda.invoke(function, payload))
                    .whenComplete((answer, error) -> outcome.accept(
                            answer == null ? broken("Lambda.SdkClientException", error) : ofLambda(answer)));
        } else {
            QueueSender.Message message = message(arguments);
            guarded(() -> queue.send(message))
                    .whenComplete((answer, error) -> outcome.accept(
                            answer == null ? broken("SQS.SdkClientException", error) : ofQueue(answer, message)));
        }
    }

    private static <T> CompletionStage<T> guarded(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Outcome broken(String name, Throwable error) {
        String why = error == null ? "The call gave no answer" : String.valueOf(error);
        return new Outcome.Failed(Failure.of(name, why));
    }

    private static Outcome ofLambda(LambdaInvoker.Answer answer) {
        if (answer instanceof LambdaInvoker.Answer.Returned returned) {
            if (Json.tooLarge(returned.payload())) {
                return new Outcome.Failed(Failure.of(ErrorNames.DATA_LIMIT, "The function returned more than 256 KB"));
            }
            ObjectNode result = Json.object().put("ExecutedVersion", "$LATEST");
            result.set("Payload", payload(returned.payload()));
            result.putObject("SdkHttpMetadata").put("HttpStatusCode", 200);
            result.putObject("SdkResponseMetadata");
            return new Outcome.Done(result.put("StatusCode", 200));
        } else if (answer instanceof LambdaInvoker.Answer.FunctionError failed) {
            String type = Json.parse(failed.payload())
                    .map(json -> json.path("errorType").asText())
                    .orElse("");
            return new Outcome.Failed(Failure.of(type.isEmpty() ? "Lambda.Unknown" : type, failed.payload()));
        }
        LambdaInvoker.Answer.ServiceError error = (LambdaInvoker.Answer.ServiceError) answer;
        return new Outcome.Failed(Failure.of(error.name(), error.message()));
    }

    private static JsonNode payload(String text) {
        if (text.isBlank()) {
            return Json.object().nullNode();
        }
        return Json.parse(text).orElseGet(() -> Json.object().textNode(text));
    }

    private static QueueSender.Message message(JsonNode arguments) {
        JsonNode body = arguments.path("MessageBody");
        return new QueueSender.Message(
                arguments.path("QueueUrl").textValue(),
                body.isTextual() ? body.textValue() : Json.text(body),
                Optional.ofNullable(arguments.get("DelaySeconds")).map(JsonNode::intValue),
                Optional.ofNullable(arguments.get("MessageGroupId")).map(JsonNode::asText),
                Optional.ofNullable(arguments.get("MessageDeduplicationId")).map(JsonNode::asText));
    }

    private static Outcome ofQueue(QueueSender.Answer answer, QueueSender.Message message) {
        if (answer instanceof QueueSender.Answer.Refused refused) {
            return new Outcome.Failed(Failure.of(refused.name(), refused.message()));
        }
        ObjectNode result = Json.object()
                .put("MD5OfMessageBody", md5(message.body()))
                .put("MessageId", ((QueueSender.Answer.Sent) answer).messageId());
        result.putObject("SdkHttpMetadata").put("HttpStatusCode", 200);
        result.putObject("SdkResponseMetadata");
        return new Outcome.Done(result);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
