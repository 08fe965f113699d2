package dev.sluice.providers;

import java.util.Objects;
import java.util.function.Function;

/** Whether a request was signed with one of the secrets. */
public sealed interface Verification {
    <R> R fold(Function<VerifiedRequest, R> verified, Function<String, R> refused);

    record Verified(VerifiedRequest request) implements Verification {
        public Verified {
            Objects.requireNonNull(request, "request");
        }

        @Override
        public <R> R fold(Function<VerifiedRequest, R> verified, Function<String, R> refused) {
            return verified.apply(request);
        }
    }

    /** {@code reason} is a sentence for the sender and the log; it holds no secret and no digest. */
    record Refused(String reason) implements Verification {
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public <R> R fold(Function<VerifiedRequest, R> verified, Function<String, R> refused) {
            return refused.apply(reason);
        }
    }
}
