package dev.sluice.local.lambda;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One invocation on its way through a function's queue and process. Whoever completes the result first decides it. */
@SuppressWarnings("ArrayRecordComponent") // the payload passes through; invocations are told apart by id
record Invocation(String id, byte[] payload, CompletableFuture<InvocationResult> result) {

    static Invocation of(byte[] payload) {
        return new Invocation(UUID.randomUUID().toString(), payload, new CompletableFuture<>());
    }

    /** Nobody waits any more: the caller gave up before the function began. */
    boolean abandoned() {
        return result.isDone();
    }
}
