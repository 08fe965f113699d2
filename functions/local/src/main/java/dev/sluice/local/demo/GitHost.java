package dev.sluice.local.demo;

import dev.sluice.local.http.LocalServer;
import dev.sluice.local.http.Reply;
import dev.sluice.local.http.Request;
import dev.sluice.local.io.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays the git host for the demo repository: told by its hook about a push, it sends GitHub's webhook to Sluice and
 * tells the one who pushed what came of it. It also shows commits, so that links in runs lead somewhere.
 */
public final class GitHost implements LocalServer.Handler {

    private static final Pattern COMMIT = Pattern.compile("/demo/shop/commit/([0-9a-f]{7,40})");

    private final DemoRepository repository;
    private final PushPayload payload;
    private final byte[] secret;
    private final AtomicReference<Optional<Webhook>> webhook = new AtomicReference<>(Optional.empty());

    /**
     * The git host of one repository.
     *
     * @param url the front's address
     * @param secret what the hook has to present
     */
    public GitHost(DemoRepository repository, URI url, String secret, Clock clock) {
        this.repository = repository;
        this.payload = new PushPayload(repository.git(), url.toString(), DemoRepository.FULL_NAME, clock);
        this.secret = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
    }

    /** From now on deliveries go there. Before, a push is told to try again. */
    public void deliverTo(Webhook receiver) {
        webhook.set(Optional.of(receiver));
    }

    @Override
    public Reply handle(Request request) throws IOException, InterruptedException {
        Matcher commit = COMMIT.matcher(request.rawPath());
        if (request.method().equals("GET") && commit.matches()) {
            return show(commit.group(1));
        }
        if (request.method().equals("POST") && request.rawPath().equals("/demo/pushes")) {
            return pushed(request);
        }
        return Reply.message(404, "Not Found");
    }

    private Reply show(String commit) throws IOException {
        if (!repository.git().says("cat-file", "-e", commit + "^{commit}")) {
            return Reply.text(404, "the demo repository has no commit " + commit + "\n");
        }
        return Reply.text(200, repository.git().run("show", "--stat", "--patch", "--format=fuller", commit));
    }

    private Reply pushed(Request request) throws IOException, InterruptedException {
        byte[] given = request.header("authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, secret)) {
            return Reply.text(401, "Sluice: this hook belongs to another data folder\n");
        }
        Optional<Webhook> receiver = webhook.get();
        if (receiver.isEmpty()) {
            return Reply.text(503, "Sluice: still starting, so no webhook was sent; push again in a moment\n");
        }
        var said = new StringBuilder();
        for (RefUpdate update : RefUpdate.parse(request.text())) {
            said.append(deliver(update, receiver.get())).append('\n');
        }
        return Reply.text(200, said.toString());
    }

    private String deliver(RefUpdate update, Webhook receiver) throws IOException, InterruptedException {
        Webhook.Answer answer = receiver.send("push", Json.bytes(payload.of(update)));
        if (answer.status() == 202) {
            return "Sluice: delivery %s accepted (202)".formatted(answer.delivery());
        }
        return "Sluice: delivery %s of %s was refused (%d): %s"
                .formatted(answer.delivery(), update.ref(), answer.status(), answer.body());
    }
}
