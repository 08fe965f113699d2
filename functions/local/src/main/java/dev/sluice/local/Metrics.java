package dev.sluice.local;

import dev.sluice.local.aws.Calls;
import dev.sluice.local.http.LocalServer;
import dev.sluice.local.http.Reply;
import dev.sluice.local.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** {@code GET /demo/metrics}: AWS calls by function and operation, for who knows this data folder's secret. */
final class Metrics implements LocalServer.Handler {

    private final Calls calls;
    private final boolean counting;
    private final byte[] secret;

    Metrics(Calls calls, boolean counting, String secret) {
        this.calls = calls;
        this.counting = counting;
        this.secret = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Reply handle(Request request) {
        byte[] given = request.header("authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, secret)) {
            return Reply.message(401, "the secret in the data folder's secrets/local is wanted as bearer token");
        }
        return counting
                ? Reply.json(200, calls.json())
                : Reply.message(404, "calls are counted with -Dsluice.count-calls=true only");
    }
}
