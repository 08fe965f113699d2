package dev.sluice.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.io.Json;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** What became of one invocation of a function: its answer, or an error of the function or its process. */
@SuppressWarnings("ArrayRecordComponent") // payloads pass through as they are; nobody compares results
public sealed interface InvocationResult {

    <T> T fold(Function<Answered, T> answered, Function<Failed, T> failed);

    /** The function returned; the payload is its JSON, as it wrote it. */
    record Answered(byte[] payload) implements InvocationResult {
        @Override
        public <T> T fold(Function<Answered, T> answered, Function<Failed, T> failed) {
            return answered.apply(this);
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    /**
     * The function threw, ran too long, or its process ended. The payload is AWS's error object with {@code errorType}
     * and {@code errorMessage}; the error type is {@code Sandbox.Timedout} after a timeout and
     * {@code Runtime.ExitError} when the process ended.
     */
    record Failed(String errorType, byte[] payload) implements InvocationResult {
        @Override
        public <T> T fold(Function<Answered, T> answered, Function<Failed, T> failed) {
            return failed.apply(this);
        }

        static Failed of(String type, String message) {
            ObjectNode error = Json.object().put("errorType", type).put("errorMessage", message);
            return new Failed(type, Json.bytes(error));
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** The error in one line, without its stack trace. */
        public String summary() {
            String message = Json.parse(payload).path("errorMessage").asText("");
            return message.isEmpty() ? errorType : errorType + ": " + message;
        }
    }
}
