package dev.sluice.api.testing;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.ConfigProvider;

/** A person with a token, calling the API, whose answers are held against its description. */
public record Caller(String email, String token) {
    private static final Map<String, Caller> KNOWN = new ConcurrentHashMap<>();

    /** The person of this e-mail, signed in for an hour. */
    public static Caller as(String email) {
        return KNOWN.computeIfAbsent(email, e -> new Caller(e, token(Map.of("email", e))));
    }

    /** A token that is as wished: see {@link LittleIssuer}. */
    public static String token(Map<String, Object> wishes) {
        return given().body(wishes)
                .contentType("application/json")
                .post(issuer() + "/mint")
                .path("token");
    }

    public static String issuer() {
        return ConfigProvider.getConfig().getValue("sluice.oidc-issuer", String.class);
    }

    public RequestSpecification request() {
        return given().filter(new Described())
                .header("Authorization", "Bearer " + token)
                .basePath("/api/v1");
    }

    public Response get(String path) {
        return request().get(path);
    }

    public Response delete(String path) {
        return request().delete(path);
    }

    public Response post(String path) {
        return request().post(path);
    }

    public Response post(String path, Object body) {
        return json(body).post(path);
    }

    public Response put(String path, Object body) {
        return json(body).put(path);
    }

    public Response patch(String path, Object body) {
        return json(body).patch(path);
    }

    public RequestSpecification json(Object body) {
        return request().contentType("application/json").body(body);
    }

    /** A new project of this person's, with one repository. */
    public String newProject() {
        String id = "p-" + UUID.randomUUID().toString().substring(0, 30);
        post("/projects", Map.of("id", id, "repositories", java.util.List.of("acme/shop")))
                .then()
                .statusCode(201);
        return id;
    }

    /** A new environment, whose platform nobody answers at unless the fields say otherwise. */
    public void newEnvironment(String project, String id, String kind) {
        newEnvironment(project, id, kind, "http://127.0.0.1:1");
    }

    public void newEnvironment(String project, String id, String kind, String platform) {
        post("/projects/" + project + "/environments", environment(id, kind, platform))
                .then()
                .statusCode(201);
    }

    /** An environment on oec.sh, where nobody answers either. */
    public void newEnvironmentOnOec(String project, String id, String kind) {
        Map<String, Object> environment = environment(id, kind, "http://127.0.0.1:1");
        environment.put(
                "platform",
                Map.of(
                        "type",
                        "oec",
                        "url",
                        "http://127.0.0.1:1",
                        "environment_id",
                        "env-" + id,
                        "key",
                        "oec_live_rw_key-of-" + id));
        post("/projects/" + project + "/environments", environment).then().statusCode(201);
    }

    public static Map<String, Object> environment(String id, String kind, String platform) {
        return new HashMap<>(Map.of(
                "id",
                id,
                "kind",
                kind,
                "platform",
                new HashMap<>(Map.of(
                        "type", "agent", "url", platform, "environment_id", "env-" + id, "key", "key-of-" + id))));
    }

    /** A new rule; the answer is its id. */
    public String newRule(String project, Map<String, Object> rule) {
        return post("/projects/" + project + "/rules", rule)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
