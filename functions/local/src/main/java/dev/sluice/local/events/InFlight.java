package dev.sluice.local.events;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The messages of one queue that a function works on now, noted in a file. When this process is killed nobody works on
 * them any more, yet the queue would hide them for the rest of their visibility timeout; the next start shows them
 * again at once. A note that is lost costs that wait, nothing else.
 */
final class InFlight {

    private static final System.Logger LOG = System.getLogger(InFlight.class.getName());

    private final Path file;
    private final Set<String> handles = new LinkedHashSet<>();

    InFlight(Path file) {
        this.file = file;
    }

    /** Shows the messages of an earlier life again. */
    void release(SqsClient sqs, String queueUrl) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            for (String handle : Files.readAllLines(file)) {
                show(sqs, queueUrl, handle);
            }
            Files.delete(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot read " + file + "; its messages come again after their timeout", e);
        }
    }

    private static void show(SqsClient sqs, String queueUrl, String handle) {
        try {
            sqs.changeMessageVisibility(
                    it -> it.queueUrl(queueUrl).receiptHandle(handle).visibilityTimeout(0));
        } catch (SdkException gone) {
            // it was deleted just before the end, or its timeout has passed anyway
            LOG.log(Level.DEBUG, "no message to show again", gone);
        }
    }

    synchronized void begin(List<Message> batch) {
        batch.forEach(message -> handles.add(message.receiptHandle()));
        write();
    }

    synchronized void end(List<Message> batch) {
        batch.forEach(message -> handles.remove(message.receiptHandle()));
        write();
    }

    private void write() {
        try {
            Files.write(file, handles);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot note what is in work in " + file, e);
        }
    }
}
