package dev.sluice.local.lambda;

import dev.sluice.local.events.Invoker;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** All functions of the stack, called by name. */
public final class Functions implements Invoker, AutoCloseable {

    private final Map<String, LambdaFunction> byName;

    public Functions(List<LambdaFunction> functions) {
        var all = new LinkedHashMap<String, LambdaFunction>();
        functions.forEach(function -> all.put(function.spec().name(), function));
        this.byName = Map.copyOf(all);
    }

    /** Starts all processes at the same time; the future ends when each has asked for work once. */
    public CompletableFuture<Void> start() {
        return CompletableFuture.allOf(
                byName.values().stream().map(LambdaFunction::start).toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public CompletableFuture<InvocationResult> invoke(String name, byte[] payload) {
        LambdaFunction function = byName.get(name);
        if (function == null) {
            String error =
                    "{\"errorType\":\"ResourceNotFoundException\",\"errorMessage\":\"no function " + name + "\"}";
            return CompletableFuture.completedFuture(
                    new InvocationResult.Failed("ResourceNotFoundException", error.getBytes(StandardCharsets.UTF_8)));
        }
        return function.invoke(payload);
    }

    @Override
    public void close() {
        byName.values().forEach(LambdaFunction::close);
    }
}
