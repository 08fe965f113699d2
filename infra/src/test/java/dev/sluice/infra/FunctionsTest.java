package dev.sluice.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FunctionsTest {
    private final TemplateView template = SynthesizedStack.template();

    /** The names in each function's configuration; a new one there needs a line here and one in {@link Functions}. */
    private static final Map<String, Set<String>> CONFIGURATION = Map.of(
            "Webhook", Set.of("SLUICE_TABLE", "SLUICE_EVENTS_QUEUE", "SLUICE_ENCRYPTION_KEY"),
            "Dispatch",
                    Set.of("QUARKUS_LAMBDA_HANDLER", "SLUICE_TABLE", "SLUICE_STATE_MACHINE", "SLUICE_NOTICES_QUEUE"),
            "Step", Set.of("QUARKUS_LAMBDA_HANDLER", "SLUICE_TABLE", "SLUICE_NOTICES_QUEUE", "SLUICE_ENCRYPTION_KEY"),
            "Act",
                    Set.of(
                            "QUARKUS_LAMBDA_HANDLER",
                            "SLUICE_TABLE",
                            "SLUICE_ACTIONS_QUEUE",
                            "SLUICE_NOTICES_QUEUE",
                            "SLUICE_ENCRYPTION_KEY"),
            "Notify",
                    Set.of(
                            "QUARKUS_LAMBDA_HANDLER",
                            "SLUICE_TABLE",
                            "SLUICE_NOTICES_QUEUE",
                            "SLUICE_NOTICES_TRIES",
                            "SLUICE_ENCRYPTION_KEY",
                            "SLUICE_PUBLIC_URL",
                            "SLUICE_SMTP_HOST",
                            "SLUICE_SMTP_PORT",
                            "SLUICE_SMTP_SECURITY",
                            "SLUICE_SMTP_FROM",
                            "SLUICE_SMTP_USER",
                            "SLUICE_SMTP_PASSWORD"),
            "Sweep",
                    Set.of(
                            "QUARKUS_LAMBDA_HANDLER",
                            "SLUICE_TABLE",
                            "SLUICE_STATE_MACHINE",
                            "SLUICE_ACTIONS_QUEUE",
                            "SLUICE_NOTICES_QUEUE",
                            "SLUICE_ENCRYPTION_KEY"),
            "Api",
                    Set.of(
                            "SLUICE_TABLE",
                            "SLUICE_EVENTS_QUEUE",
                            "SLUICE_NOTICES_QUEUE",
                            "SLUICE_ENCRYPTION_KEY",
                            "SLUICE_OIDC_ISSUER",
                            "SLUICE_PUBLIC_URL"));

    @Test
    void each_function_gets_exactly_the_environment_that_its_configuration_names() {
        Map<String, Set<String>> environments = new TreeMap<>();
        template.functions().keySet().forEach(name -> environments.put(name, template.environment(name)));

        assertThat(environments).isEqualTo(CONFIGURATION);
    }

    @Test
    void each_variable_leads_to_the_thing_that_it_names() {
        JsonNode sweep = template.function("Sweep").path("Environment").path("Variables");
        JsonNode api = template.function("Api").path("Environment").path("Variables");

        assertThat(typeBehind(sweep.path("SLUICE_TABLE"))).isEqualTo("AWS::DynamoDB::Table");
        assertThat(typeBehind(sweep.path("SLUICE_STATE_MACHINE"))).isEqualTo("AWS::StepFunctions::StateMachine");
        assertThat(typeBehind(sweep.path("SLUICE_ENCRYPTION_KEY"))).isEqualTo("AWS::SecretsManager::Secret");
        assertThat(TemplateView.target(sweep.path("SLUICE_ACTIONS_QUEUE"))).startsWith("QueuesActionsQueue");
        assertThat(TemplateView.target(sweep.path("SLUICE_NOTICES_QUEUE"))).startsWith("QueuesNoticesQueue");
        JsonNode notify = template.function("Notify").path("Environment").path("Variables");
        assertThat(typeBehind(notify.path("SLUICE_SMTP_PASSWORD"))).isEqualTo("AWS::SecretsManager::Secret");
        assertThat(TemplateView.target(notify.path("SLUICE_SMTP_HOST"))).isEqualTo("SmtpHost");
        assertThat(TemplateView.target(notify.path("SLUICE_PUBLIC_URL"))).isEqualTo("PublicUrl");
        assertThat(TemplateView.target(api.path("SLUICE_EVENTS_QUEUE"))).startsWith("QueuesEventsQueue");
        assertThat(TemplateView.target(api.path("SLUICE_OIDC_ISSUER"))).isEqualTo("OidcIssuer");
        assertThat(TemplateView.target(api.path("SLUICE_PUBLIC_URL"))).isEqualTo("PublicUrl");
    }

    @Test
    void notify_knows_after_how_many_deliveries_its_queue_parks_a_message() {
        JsonNode variables = template.function("Notify").path("Environment").path("Variables");
        String queue = TemplateView.target(
                template.function("Step").path("Environment").path("Variables").path("SLUICE_NOTICES_QUEUE"));

        assertThat(variables.path("SLUICE_NOTICES_TRIES").asText())
                .isEqualTo(template.properties(queue)
                        .path("RedrivePolicy")
                        .path("maxReceiveCount")
                        .asText());
    }

    @Test
    void engine_is_deployed_five_times_and_each_picks_its_handler() {
        for (String name : Set.of("Dispatch", "Step", "Act", "Notify", "Sweep")) {
            ObjectNode function = template.function(name);
            assertThat(function.path("Environment")
                            .path("Variables")
                            .path("QUARKUS_LAMBDA_HANDLER")
                            .asText())
                    .isEqualToIgnoringCase(name);
            assertThat(function.path("Code"))
                    .isEqualTo(template.function("Dispatch").path("Code"));
        }
        assertThat(template.function("Webhook").path("Code"))
                .isNotEqualTo(template.function("Api").path("Code"));
    }

    @Test
    void each_function_is_traced_limited_and_logs_into_a_group_that_forgets() {
        for (String name : template.functions().keySet()) {
            ObjectNode function = template.function(name);
            assertThat(function.path("TracingConfig").path("Mode").asText()).isEqualTo("Active");
            assertThat(function.path("MemorySize").asInt()).isEqualTo(512);
            assertThat(function.path("Timeout").asInt()).isBetween(10, 60);
            String log = TemplateView.target(function.path("LoggingConfig").path("LogGroup"));
            assertThat(template.properties(log).path("RetentionInDays").asInt()).isEqualTo(30);
        }
    }

    @Test
    void only_act_may_send_to_the_queue_it_works_from_without_being_stopped_as_a_loop() {
        for (String name : template.functions().keySet()) {
            assertThat(template.function(name).path("RecursiveLoop").asText())
                    .isEqualTo(name.equals("Act") ? "Allow" : "");
        }
    }

    @Test
    void runs_on_the_java_runtime_by_default() {
        for (String name : template.functions().keySet()) {
            ObjectNode function = template.function(name);
            assertThat(function.path("Runtime").asText()).isEqualTo("java17");
            assertThat(function.path("Handler").asText())
                    .isEqualTo("io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest");
        }
    }

    @Test
    void runs_native_images_on_the_custom_runtime_of_their_architecture() {
        TemplateView images = SynthesizedStack.template(Packaging.NATIVE_ARM64);

        for (String name : images.functions().keySet()) {
            ObjectNode function = images.function(name);
            assertThat(function.path("Runtime").asText()).isEqualTo("provided.al2023");
            assertThat(function.path("Handler").asText()).isEqualTo("bootstrap");
            assertThat(function.path("Architectures").path(0).asText()).isEqualTo("arm64");
            assertThat(images.environment(name)).contains("DISABLE_SIGNAL_HANDLERS");
        }
    }

    private String typeBehind(JsonNode reference) {
        return template.resource(TemplateView.target(reference)).path("Type").asText();
    }
}
