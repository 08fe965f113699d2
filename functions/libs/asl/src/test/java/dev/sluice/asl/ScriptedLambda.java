package dev.sluice.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.asl.LambdaInvoker.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A function that does, call by call, what a test wrote down, and echoes its payload afterwards. */
final class ScriptedLambda implements LambdaInvoker {
    private final Deque<Function<String, CompletionStage<Answer>>> script = new ArrayDeque<>();
    private final List<JsonNode> payloads = new ArrayList<>();
    private Function<String, CompletionStage<Answer>> otherwise =
            payload -> CompletableFuture.completedFuture(new Answer.Returned(payload));

    @Override
    public CompletionStage<Answer> invoke(String function, String payload) {
        payloads.add(World.tree(payload));
        return script.isEmpty() ? otherwise.apply(payload) : script.poll().apply(payload);
    }

    ScriptedLambda returns(String json) {
        return answers(new Answer.Returned(World.json(json)));
    }

    ScriptedLambda failsWith(String errorType) {
        return answers(new Answer.FunctionError("{\"errorType\":\"" + errorType + "\",\"errorMessage\":\"no\"}"));
    }

    ScriptedLambda isRefusedWith(String error) {
        return answers(new Answer.ServiceError(error, "not now"));
    }

    ScriptedLambda answers(Answer answer) {
        return does(payload -> CompletableFuture.completedFuture(answer));
    }

    /** Takes the call and answers when the test says so. */
    CompletableFuture<Answer> hangs() {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        does(payload -> answer);
        return answer;
    }

    /** Takes the call and never answers. */
    ScriptedLambda neverAnswers() {
        return does(payload -> new CompletableFuture<>());
    }

    ScriptedLambda does(Function<String, CompletionStage<Answer>> what) {
        script.add(what);
        return this;
    }

    ScriptedLambda always(Function<String, CompletionStage<Answer>> what) {
        otherwise = what;
        return this;
    }

    List<JsonNode> payloads() {
        return payloads;
    }

    JsonNode lastPayload() {
        return payloads.get(payloads.size() - 1);
    }

    String lastToken() {
        return lastPayload().path("token").asText();
    }
}
