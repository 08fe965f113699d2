package dev.sluice.local.aws;

import dev.sluice.local.http.LocalServer;
import dev.sluice.local.http.Reply;
import dev.sluice.local.http.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Stands in front of an AWS endpoint and counts who calls what: the operation by {@code X-Amz-Target}, the caller by
 * the access key id in the signature, which is a function's name here. Only a benchmark puts it there.
 */
public final class CountingProxy implements AutoCloseable {

    private static final Pattern KEY_ID = Pattern.compile("Credential=([^/]+)/");
    private static final Set<String> HOP_BY_HOP =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding", "date");
    private static final int MAX_BODY = 16 << 20;

    private final URI target;
    private final Calls calls;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LocalServer server;

    public CountingProxy(URI target, Calls calls) throws IOException {
        this.target = target;
        this.calls = calls;
        this.server = LocalServer.start(0, "counting-proxy", MAX_BODY, this::pass);
    }

    public URI url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply pass(Request request) throws IOException, InterruptedException {
        calls.count(caller(request), request.header("x-amz-target").orElse(request.method() + " " + request.rawPath()));
        var copy = HttpRequest.newBuilder(target.resolve(request.rawPath()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name)) {
                values.forEach(value -> copy.header(name, value));
            }
        });
        HttpResponse<byte[]> answer = client.send(copy.build(), HttpResponse.BodyHandlers.ofByteArray());
        var headers = answer.headers().map().entrySet().stream()
                .filter(header -> !HOP_BY_HOP.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Reply(answer.statusCode(), headers, answer.body());
    }

    private static String caller(Request request) {
        Matcher credential = KEY_ID.matcher(request.header("authorization").orElse(""));
        return credential.find() ? credential.group(1) : "unknown";
    }
}
