package dev.sluice.asl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A queue that keeps what it is sent; a test may have it answer otherwise. */
final class RecordingQueue implements QueueSender {
    private final List<Message> messages = new ArrayList<>();
    private final Deque<CompletionStage<Answer>> script = new ArrayDeque<>();

    @Override
    public CompletionStage<Answer> send(Message message) {
        messages.add(message);
        return script.isEmpty()
                ? CompletableFuture.completedFuture(new Answer.Sent("message-" + messages.size()))
                : script.poll();
    }

    void refusesWith(String error) {
        script.add(CompletableFuture.completedFuture(new Answer.Refused(error, "not now")));
    }

    void hangs() {
        script.add(new CompletableFuture<>());
    }

    List<Message> messages() {
        return messages;
    }

    Message last() {
        return messages.get(messages.size() - 1);
    }
}
