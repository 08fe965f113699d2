package dev.sluice.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.io.Json;
import dev.sluice.local.io.PrivateFiles;
import dev.sluice.local.oidc.Person;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The project {@code demo}, made through the API by the demo's Admin: its people, environments, webhook secret and first
 * rules. It makes what is absent and corrects addresses that moved; what people changed since stays as they left it.
 */
public final class DemoSeed {

    public static final String PROJECT = "demo";

    /** The name of the rule that clones production's data to staging. */
    public static final String REFRESH = "Refresh staging on demand";

    private static final List<String> RULES =
            List.of("Deploy staging on push to main", "Production release on version tag");
    private static final String BASE = "/projects/" + PROJECT;

    private final SluiceApi api;
    private final Path folder;

    /**
     * A seed for one data folder.
     *
     * @param folder where the webhook's secret is kept, and that the first rules were made
     */
    public DemoSeed(SluiceApi api, Path folder) {
        this.api = api;
        this.folder = folder;
    }

    /**
     * What came of it.
     *
     * @param secret what the demo's webhooks are signed with
     * @param refreshRule the id of the rule named {@link #REFRESH}; nothing where people have deleted it
     */
    public record Planted(String secret, Optional<String> refreshRule) {

        @Override
        public String toString() {
            return "Planted[***, " + refreshRule + "]";
        }
    }

    /**
     * Makes what is absent.
     *
     * @param data whether there is data to clone
     */
    public Planted plant(List<DemoEnvironment> environments, URI agent, String agentKey, boolean data)
            throws IOException, InterruptedException {
        if (api.find(BASE).isEmpty()) {
            ObjectNode project = Json.object().put("id", PROJECT).put("name", "Demo shop");
            project.putArray("repositories").add(DemoRepository.FULL_NAME);
            api.send("POST", "/projects", project);
        }
        makeMembers();
        for (DemoEnvironment environment : environments) {
            makeEnvironment(environment, agent, agentKey);
        }
        String secret = webhookSecret();
        var wanted = new ArrayList<>(RULES);
        if (data) {
            wanted.add(REFRESH);
        }
        makeRules(wanted);
        Optional<JsonNode> refresh = find(api.get(BASE + "/rules?limit=100"), "name", REFRESH);
        return new Planted(secret, refresh.map(rule -> rule.path("id").asText()));
    }

    private void makeMembers() throws IOException, InterruptedException {
        JsonNode members = api.get(BASE + "/members?limit=100");
        for (Map.Entry<String, String> role :
                Map.of("developer", "developer", "viewer", "viewer").entrySet()) {
            String email = email(role.getKey());
            if (find(members, "email", email).isEmpty()) {
                api.send("PUT", BASE + "/members/" + email, Json.object().put("role", role.getValue()));
            }
        }
    }

    private static String email(String name) {
        return Person.DEMO.stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow()
                .email();
    }

    private void makeEnvironment(DemoEnvironment wanted, URI agent, String agentKey)
            throws IOException, InterruptedException {
        String path = BASE + "/environments/" + wanted.name();
        ObjectNode body = Json.object().put("url", wanted.site().toString());
        body.putObject("platform")
                .put("type", "agent")
                .put("url", agent.toString())
                .put("environment_id", wanted.name())
                .put("key", agentKey);
        Optional<JsonNode> present = api.find(path);
        if (present.isEmpty()) {
            body.put("id", wanted.name()).put("name", wanted.title()).put("kind", wanted.name());
            api.send("POST", BASE + "/environments", body);
            return;
        }
        JsonNode platform = present.get().path("platform");
        boolean moved = !platform.path("url").asText().equals(agent.toString())
                || !present.get().path("url").asText().equals(wanted.site().toString());
        if (moved && platform.path("type").asText().equals("agent")) {
            api.send("PATCH", path, body);
        }
    }

    /** The secret of the webhook: it is shown once, so it is kept; where the file is lost, a new one is made. */
    private String webhookSecret() throws IOException, InterruptedException {
        Path file = folder.resolve("webhook-secret");
        if (!Files.exists(file)) {
            String secret =
                    api.post(BASE + "/hooks/github/rotate").path("secret").asText();
            PrivateFiles.write(file, secret.getBytes(StandardCharsets.US_ASCII));
        }
        return Files.readString(file, StandardCharsets.US_ASCII);
    }

    /** Each is made once in the life of a data folder: who deletes a rule does not want it back at the next start. */
    private void makeRules(List<String> wanted) throws IOException, InterruptedException {
        Path file = folder.resolve("rules-made");
        Set<String> made = new LinkedHashSet<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
        if (made.containsAll(wanted)) {
            return;
        }
        JsonNode rules = api.get(BASE + "/rules?limit=100");
        JsonNode templates = api.get("/templates");
        for (String name : wanted) {
            if (made.add(name) && find(rules, "name", name).isEmpty()) {
                JsonNode template = find(templates, "name", name)
                        .orElseThrow(() -> new IOException("the API has no template named " + name));
                api.send("POST", BASE + "/rules", template.path("rule"));
            }
        }
        PrivateFiles.write(file, String.join("\n", made).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<JsonNode> find(JsonNode list, String field, String value) {
        for (JsonNode item : list.path("items")) {
            if (item.path(field).asText().equals(value)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }
}
