package dev.sluice.asl;

import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * Calls a function, for {@code lambda:invoke}. The call is made on the interpreter's own thread, so it must hand the
 * work over and return at once; the answer may come from any thread. An answer that never comes ends with the task's
 * TimeoutSeconds.
 */
@FunctionalInterface
public interface LambdaInvoker {
    /**
     * Starts one synchronous invocation. The payload may hold a task token: it does not belong in a log.
     *
     * @param function the FunctionName of the state: a name or an ARN, as the definition gives it
     * @param payload JSON
     * @return the answer; a stage that fails counts as {@code Lambda.SdkClientException}
     */
    CompletionStage<Answer> invoke(String function, String payload);

    /** How an invocation ended. */
    sealed interface Answer {
        /** The function returned this JSON. */
        record Returned(String payload) implements Answer {
            /** Checks the payload. */
            public Returned {
                Objects.requireNonNull(payload, "payload");
            }
        }

        /**
         * The function threw, exited or ran out of time. The payload is what Lambda answers then:
         * {@code {"errorType", "errorMessage", ...}}; errorType becomes the error's name, the payload its cause.
         */
        record FunctionError(String payload) implements Answer {
            /** Checks the payload. */
            public FunctionError {
                Objects.requireNonNull(payload, "payload");
            }
        }

        /**
         * The function was not run. The name is what a Retry would name, such as
         * {@code Lambda.TooManyRequestsException} or {@code Lambda.ResourceNotFoundException}.
         */
        record ServiceError(String name, String message) implements Answer {
            /** Checks both. */
            public ServiceError {
                Objects.requireNonNull(name, "name");
                Objects.requireNonNull(message, "message");
            }
        }
    }
}
