package dev.sluice.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends deliveries as GitHub does: signed over the very bytes, with GitHub's headers. It does not retry, as GitHub does not. */
public final class Webhook {

    /** What the receiver said to a delivery. */
    public record Answer(String delivery, int status, String body) {}

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI url;
    private final String secret;
    private final HttpClient client;

    public Webhook(URI url, String secret) {
        this.url = url;
        this.secret = secret;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    /** Sends one delivery with a new delivery id. */
    public Answer send(String event, byte[] body) throws IOException, InterruptedException {
        return send(event, body, UUID.randomUUID().toString());
    }

    /** Sends one delivery; the same id again is what GitHub's "redeliver" does. */
    public Answer send(String event, byte[] body, String delivery) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request(event, body, delivery), HttpResponse.BodyHandlers.ofString());
        return new Answer(delivery, answer.statusCode(), answer.body());
    }

    /** The signed request, for who sends it in another way. */
    public HttpRequest request(String event, byte[] body, String delivery) {
        return HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Accept", "*/*")
                .header("Content-Type", "application/json")
                .header("User-Agent", "GitHub-Hookshot/" + delivery.substring(0, 7))
                .header("X-GitHub-Delivery", delivery)
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Hook-ID", "1")
                .header("X-GitHub-Hook-Installation-Target-ID", "1")
                .header("X-GitHub-Hook-Installation-Target-Type", "repository")
                .header("X-Hub-Signature", "sha1=" + signature("HmacSHA1", body))
                .header("X-Hub-Signature-256", "sha256=" + signature("HmacSHA256", body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private String signature(String algorithm, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return "Webhook[" + url + ", ***]";
    }
}
