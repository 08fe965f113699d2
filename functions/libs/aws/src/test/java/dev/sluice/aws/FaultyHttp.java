package dev.sluice.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The real HTTP client, with faults between it and the server where a test asks for them. */
final class FaultyHttp implements SdkHttpClient {
    private final SdkHttpClient real = UrlConnectionHttpClient.create();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();

    /** The next call arrives and is carried out, but its answer never comes back. */
    FaultyHttp loseNextAnswer() {
        faults.add(call -> {
            try (InputStream body = call.call().responseBody().orElseThrow()) {
                body.readAllBytes();
            }
            throw new IOException("Connection reset");
        });
        return this;
    }

    /** The next call never arrives; this is its answer. */
    FaultyHttp answerNext(int status, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        faults.add(call -> HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(status)
                        .putHeader("Content-Length", Integer.toString(body.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build());
        return this;
    }

    int calls() {
        return calls.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest call = real.prepareRequest(request);
        calls.incrementAndGet();
        Optional<Fault> fault = Optional.ofNullable(faults.poll());
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return fault.isPresent() ? fault.get().answer(call) : call.call();
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    @Override
    public void close() {
        real.close();
    }

    private interface Fault {
        HttpExecuteResponse answer(ExecutableHttpRequest call) throws IOException;
    }
}
