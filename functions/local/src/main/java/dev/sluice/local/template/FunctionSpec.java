package dev.sluice.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** A function of the template: its zip, what runs it, and its variables with every reference filled in. */
public record FunctionSpec(
        String name,
        String arn,
        Path zip,
        String handler,
        String runtime,
        Duration timeout,
        int memoryMegabytes,
        Map<String, String> environment) {

    public FunctionSpec {
        environment = Map.copyOf(environment);
    }

    /** The name without what CDK puts around it, for people: {@code webhook} of {@code FunctionsWebhookFunction7FB754E3}. */
    public String shortName() {
        String bare = name.replaceFirst("[0-9A-F]{8}$", "")
                .replaceFirst("^Functions(?=.)", "")
                .replaceFirst("(?<=.)Function$", "");
        return bare.toLowerCase(Locale.ROOT);
    }

    /** A custom runtime: the zip holds an executable {@code bootstrap} (a native image here). */
    public boolean isNative() {
        return runtime.startsWith("provided");
    }
}
