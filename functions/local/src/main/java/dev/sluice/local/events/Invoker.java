package dev.sluice.local.events;

import dev.sluice.local.lambda.InvocationResult;
import java.util.concurrent.CompletableFuture;

/** Calls a function by its name. The future never fails: an error of the function is a result. */
@FunctionalInterface
public interface Invoker {

    CompletableFuture<InvocationResult> invoke(String function, byte[] payload);
}
