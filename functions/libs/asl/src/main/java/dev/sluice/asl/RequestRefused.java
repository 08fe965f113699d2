package dev.sluice.asl;

import java.util.Objects;

/**
 * A request that Step Functions would refuse, with the name of the exception that AWS's clients throw for it. It is an
 * exception because it ends one there, too: the wire protocol turns it into an answer with {@code __type}.
 */
public final class RequestRefused extends RuntimeException {
    private final String type;

    /** A refusal of AWS's: its type such as {@code ExecutionDoesNotExist}, and a sentence for a person. */
    public RequestRefused(String type, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.type = Objects.requireNonNull(type, "type");
    }

    /** AWS's name of it, such as {@code InvalidDefinition}. */
    public String type() {
        return type;
    }
}
