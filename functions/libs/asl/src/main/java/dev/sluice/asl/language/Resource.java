package dev.sluice.asl.language;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a Task may do: the optimised integrations that this interpreter knows, each with and without a task token. */
public enum Resource {
    /** Calls a function and takes its answer. */
    LAMBDA_INVOKE("lambda", "invoke"),
    /** Calls a function and waits for somebody to answer the token. */
    LAMBDA_INVOKE_TOKEN("lambda", "invoke.waitForTaskToken"),
    /** Sends a message. */
    SQS_SEND("sqs", "sendMessage"),
    /** Sends a message and waits for somebody to answer the token. */
    SQS_SEND_TOKEN("sqs", "sendMessage.waitForTaskToken");

    private final String type;
    private final String action;

    Resource(String type, String action) {
        this.type = type;
        this.action = action;
    }

    /** The service as history events name it: {@code lambda} or {@code sqs}. */
    public String type() {
        return type;
    }

    /** The call as history events name it, such as {@code invoke.waitForTaskToken}. */
    public String action() {
        return action;
    }

    /** Whether the task goes on until its token is answered. */
    public boolean waitsForToken() {
        return this == LAMBDA_INVOKE_TOKEN || this == SQS_SEND_TOKEN;
    }

    /** Whether it calls a function. */
    public boolean lambda() {
        return this == LAMBDA_INVOKE || this == LAMBDA_INVOKE_TOKEN;
    }

    /** The arguments that must be given. */
    public Set<String> requiredArguments() {
        return lambda() ? Set.of("FunctionName") : Set.of("QueueUrl", "MessageBody");
    }

    /** The arguments that may be given as well. */
    public Set<String> optionalArguments() {
        return lambda() ? Set.of("Payload") : Set.of("DelaySeconds", "MessageGroupId", "MessageDeduplicationId");
    }

    String arn() {
        return "arn:aws:states:::" + type + ":" + action;
    }

    static Optional<Resource> of(String arn) {
        return Arrays.stream(values()).filter(r -> r.arn().equals(arn)).findFirst();
    }

    static List<String> arns() {
        return Arrays.stream(values()).map(Resource::arn).collect(Collectors.toList());
    }
}
