package dev.sluice.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares each function's environment with the configuration interface that its module was built with: the one place
 * where this module looks into another's classes, and only to read the names of methods.
 */
class ConfigurationTest {
    private static final Path FUNCTIONS = Path.of("..", "functions");

    private final TemplateView template = SynthesizedStack.template();

    static Stream<Arguments> modules() {
        return Stream.of(
                Arguments.of("webhook", "dev.sluice.webhook.WebhookConfig", Set.of("Webhook")),
                Arguments.of(
                        "engine",
                        "dev.sluice.engine.EngineConfig",
                        Set.of("Dispatch", "Step", "Act", "Notify", "Sweep")),
                Arguments.of("api", "dev.sluice.api.ApiConfig", Set.of("Api")));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void each_function_gets_what_its_configuration_reads_and_nothing_else(
            String module, String configuration, Set<String> functions) throws IOException, ClassNotFoundException {
        Path classes = FUNCTIONS.resolve(module).resolve("target").resolve("classes");
        assertThat(classes.resolve(configuration.replace('.', '/') + ".class"))
                .as("build functions/%s first", module)
                .matches(Files::exists, "exists");

        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(differences(loader.loadClass(configuration), environments(functions)))
                    .isEmpty();
        }
    }

    @Test
    void finds_a_name_that_is_misspelt_on_either_side() {
        Map<String, Set<String>> environments = environments(Set.of("Dispatch"));
        environments.put("Plain", Set.of("SLUICE_TABLE"));

        assertThat(differences(Planted.class, environments))
                .containsExactly(
                        "Dispatch does not get SLUICE_ISSUER, which Planted wants",
                        "Dispatch gets SLUICE_NOTICES_QUEUE, which Planted does not read",
                        "Dispatch gets SLUICE_STATE_MACHINE, which Planted does not read",
                        "Plain does not get SLUICE_ISSUER, which Planted wants",
                        "nothing gets SLUICE_STATE_MASHINE, which Planted can read");
    }

    interface Planted {
        String table();

        String issuer();

        Optional<String> stateMashine();

        @WithDefault("30")
        int days();
    }

    private static List<String> differences(Class<?> configuration, Map<String, Set<String>> environments) {
        String reader = configuration.getSimpleName();
        List<String> differences = new ArrayList<>();
        Set<String> read = new TreeSet<>();
        for (Method method : configuration.getMethods()) {
            String name = variable(method);
            read.add(name);
            boolean defaulted = method.isAnnotationPresent(WithDefault.class);
            boolean optional = method.getReturnType().getSimpleName().startsWith("Optional");
            environments.forEach((function, variables) -> {
                if (!defaulted && !optional && !variables.contains(name)) {
                    differences.add(function + " does not get " + name + ", which " + reader + " wants");
                }
            });
            if (optional && environments.values().stream().noneMatch(variables -> variables.contains(name))) {
                differences.add("nothing gets " + name + ", which " + reader + " can read");
            }
        }
        environments.forEach((function, variables) -> variables.stream()
                .filter(name -> !read.contains(name))
                .forEach(name -> differences.add(function + " gets " + name + ", which " + reader + " does not read")));
        differences.sort(null);
        return differences;
    }

    /** The environment variable that MicroProfile Config reads for a method of a mapping with the prefix "sluice". */
    private static String variable(Method method) {
        return "SLUICE_" + method.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    /** Our variables by function; those that Quarkus itself reads are not ours to compare. */
    private Map<String, Set<String>> environments(Set<String> functions) {
        Map<String, Set<String>> environments = new TreeMap<>();
        for (String function : functions) {
            Set<String> variables = template.environment(function);
            variables.removeIf(name -> !name.startsWith("SLUICE_"));
            environments.put(function, variables);
        }
        return environments;
    }
}
