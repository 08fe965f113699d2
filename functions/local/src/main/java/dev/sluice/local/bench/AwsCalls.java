package dev.sluice.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.io.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/** What functions ask of AWS, read at the local endpoints. */
final class AwsCalls {

    private final LocalRun local;
    private final HttpClient client = HttpClient.newHttpClient();

    AwsCalls(LocalRun local) {
        this.local = local;
    }

    /** Calls since the start: by function, then by operation. */
    JsonNode count() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(local.url().resolve("/demo/metrics"))
                .header("Authorization", "Bearer " + local.secret("local"))
                .build();
        return Json.parse(
                client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }

    /** The calls between two counts for each of so many pushes, one line for each function. */
    static String perPush(JsonNode before, JsonNode after, int pushes) {
        var text = new StringBuilder();
        after.properties().forEach(function -> {
            Map<String, Double> operations = new TreeMap<>();
            function.getValue().properties().forEach(operation -> {
                int earlier =
                        before.path(function.getKey()).path(operation.getKey()).asInt();
                int more = operation.getValue().asInt() - earlier;
                if (more > 0) {
                    operations.put(operation.getKey().replaceFirst("^.*\\.", ""), (double) more / pushes);
                }
            });
            double sum = operations.values().stream().mapToDouble(it -> it).sum();
            if (sum > 0) {
                text.append("    %-9s %.1f %s%n".formatted(function.getKey(), sum, operations));
            }
        });
        return text.toString();
    }

    /** How many states a run's execution entered. */
    long stateTransitions(String run) throws IOException, InterruptedException {
        JsonNode machine =
                states("ListStateMachines", Json.object()).path("stateMachines").get(0);
        String execution =
                machine.path("stateMachineArn").asText().replace(":stateMachine:", ":execution:") + ":" + run;
        ObjectNode request = Json.object().put("executionArn", execution).put("maxResults", 1000);
        long entered = 0;
        for (JsonNode event : states("GetExecutionHistory", request).path("events")) {
            entered += event.path("type").asText().endsWith("StateEntered") ? 1 : 0;
        }
        return entered;
    }

    private JsonNode states(String operation, JsonNode body) throws IOException, InterruptedException {
        URI endpoint = URI.create("http://127.0.0.1:" + local.port("states") + "/");
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", "AWSStepFunctions." + operation)
                .header("Content-Type", "application/x-amz-json-1.0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
        return Json.parse(
                client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }
}
