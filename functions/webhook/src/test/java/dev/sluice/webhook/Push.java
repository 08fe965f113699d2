package dev.sluice.webhook;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One webhook request in the making: a push to main that is right, until a test changes it. */
final class Push {
    static final String COMMIT = "2".repeat(40);
    static final String JSON =
            """
            {"ref": "refs/heads/main", "before": "%s", "after": "%s", "deleted": false, "forced": false,
             "repository": {"full_name": "acme/shop"}, "sender": {"login": "ada"},
             "head_commit": {"id": "%2$s", "message": "Sell more – überall", "url": "https://github.com/acme/shop"},
             "commits": [{"added": ["a.txt"], "modified": [], "removed": []}]}
            """
                    .formatted("1".repeat(40), COMMIT);

    private final String project;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body = JSON.getBytes(StandardCharsets.UTF_8);

    private Push(String project) {
        this.project = project;
        headers.put("Content-Type", "application/json");
        headers.put("X-GitHub-Event", "push");
        headers.put("X-GitHub-Delivery", UUID.randomUUID().toString());
    }

    static Push to(String project) {
        return new Push(project);
    }

    Push body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    Push body(byte[] bytes) {
        this.body = bytes;
        return this;
    }

    Push header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Push without(String name) {
        headers.remove(name);
        return this;
    }

    /** Signs the body as it is now. */
    Push signed(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }

    ValidatableResponse send() {
        return send("/hooks/" + project + "/github");
    }

    /** The client sends headers and bytes as they are: it adds no charset, and does not know what a form is. */
    ValidatableResponse send(String path) {
        EncoderConfig raw = EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.BINARY)
                .encodeContentTypeAs("nonsense", ContentType.BINARY);
        return given().config(RestAssuredConfig.config().encoderConfig(raw))
                .headers(headers)
                .body(body)
                .post(path)
                .then();
    }
}
