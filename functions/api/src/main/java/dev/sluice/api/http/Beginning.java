package dev.sluice.api.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes the first bytes of a body, and hangs up where there are more: who sends a log sends all of it. */
final class Beginning implements HttpResponse.BodySubscriber<Beginning.Read> {
    private final CompletableFuture<Read> body = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int limit;
    private Optional<Flow.Subscription> subscription = Optional.empty();

    Beginning(int limit) {
        this.limit = limit;
    }

    /** What came, and whether it was all. */
    record Read(ByteBuffer bytes, boolean whole) {}

    @Override
    public CompletionStage<Read> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription = Optional.of(source);
        source.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        boolean over = false;
        for (ByteBuffer buffer : item) {
            byte[] part = new byte[Math.min(buffer.remaining(), limit - kept.size())];
            buffer.get(part);
            kept.writeBytes(part);
            over |= buffer.hasRemaining();
        }
        if (over) {
            subscription.ifPresent(Flow.Subscription::cancel);
            body.complete(new Read(ByteBuffer.wrap(kept.toByteArray()), false));
        }
    }

    @Override
    public void onError(Throwable problem) {
        body.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        body.complete(new Read(ByteBuffer.wrap(kept.toByteArray()), true));
    }
}
