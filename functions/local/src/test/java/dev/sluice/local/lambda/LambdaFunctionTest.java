package dev.sluice.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.io.Json;
import dev.sluice.local.process.Children;
import dev.sluice.local.template.FunctionSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LambdaFunctionTest {

    @TempDir
    static Path folder;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(4);
    private Children children;
    private LambdaFunction function;

    @BeforeAll
    void start() throws Exception {
        children = Children.open(folder.resolve("processes.json"));
        Launcher launcher = Launcher.open(
                folder, Path.of(System.getProperty("sluice.ric")), Map.of("AWS_REGION", "us-east-1"), children);
        function = new LambdaFunction(probe(), launcher, timer, Clock.systemUTC());
        function.start().get(30, TimeUnit.SECONDS);
    }

    @AfterAll
    void stop() {
        function.close();
        children.close();
        timer.shutdownNow();
    }

    @Test
    void answers_what_the_function_returns() throws Exception {
        JsonNode answer = answered("{\"do\":\"echo\",\"text\":\"ünï\"}");

        assertThat(answer.path("text").asText()).isEqualTo("ünï");
    }

    @Test
    void answers_many_invocations_in_a_row_without_a_delay_for_each() throws Exception {
        answered("{}");
        long begin = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            answered("{}");
        }

        // a Nagle delay would make it 4 s at least
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void reports_an_exception_of_the_function_by_its_type() throws Exception {
        InvocationResult.Failed failed = failed("{\"do\":\"throw\"}");

        assertThat(failed.errorType()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failed.text()).contains("as told");
    }

    @Test
    void answers_an_error_for_a_process_that_ends_and_starts_another() throws Exception {
        long before = answered("{}").path("pid").asLong();

        assertThat(failed("{\"do\":\"exit\"}").errorType()).isEqualTo("Runtime.ExitError");
        assertThat(answered("{}").path("pid").asLong()).isNotEqualTo(before);
    }

    @Test
    void ends_a_function_that_works_longer_than_its_timeout() throws Exception {
        assertThat(failed("{\"do\":\"hang\"}").errorType()).isEqualTo("Sandbox.Timedout");
        assertThat(answered("{\"text\":\"alive\"}").path("text").asText()).isEqualTo("alive");
    }

    @Test
    void gives_the_process_the_variables_of_the_template_and_none_of_its_own() throws Exception {
        JsonNode environment = answered("{\"do\":\"environment\"}");

        assertThat(environment.path("SLUICE_TABLE").asText()).isEqualTo("Storage");
        assertThat(environment.path("AWS_ACCESS_KEY_ID").asText()).isEqualTo("probe");
        assertThat(environment.has("HOME")).isFalse();
    }

    private JsonNode answered(String event) throws Exception {
        InvocationResult result = invoke(event);
        assertThat(result).isInstanceOf(InvocationResult.Answered.class);
        return Json.parse(((InvocationResult.Answered) result).payload());
    }

    private InvocationResult.Failed failed(String event) throws Exception {
        InvocationResult result = invoke(event);
        assertThat(result).isInstanceOf(InvocationResult.Failed.class);
        return (InvocationResult.Failed) result;
    }

    private InvocationResult invoke(String event) throws Exception {
        return function.invoke(event.getBytes(StandardCharsets.UTF_8)).get(30, TimeUnit.SECONDS);
    }

    private static FunctionSpec probe() throws IOException {
        Path zip = folder.resolve("function.zip");
        String entry = Probe.class.getName().replace('.', '/') + ".class";
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                var in = Probe.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new ZipEntry(entry));
            in.transferTo(out);
        }
        return new FunctionSpec(
                "FunctionsProbeFunction7FB754E3",
                "arn:aws:lambda:us-east-1:000000000000:function:Probe",
                zip,
                Probe.class.getName() + "::handle",
                "java17",
                Duration.ofSeconds(3),
                128,
                Map.of("SLUICE_TABLE", "Storage"));
    }
}
