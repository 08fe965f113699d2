package dev.sluice.engine.notice;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sluice.aws.Notice;
import dev.sluice.aws.NoticesQueue;
import dev.sluice.domain.notice.NoticeAttempt.Outcome;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.RunStore;
import dev.sluice.engine.Batch;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * {@code notify}: consumes the notices queue. A notice for everybody is sent on as one copy for each recipient; a copy that
 * fails is held back for longer each time, and after the queue's last delivery it lies in the dead-letter queue.
 */
@Named("notify")
public class NotifyHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Logger LOG = Logger.getLogger(NotifyHandler.class);

    private final RunStore runs;
    private final NoticesQueue queue;
    private final Audience audience;
    private final Copies copies;
    private final Retries retries;

    public NotifyHandler(RunStore runs, NoticesQueue queue, Audience audience, Copies copies, Retries retries) {
        this.runs = runs;
        this.queue = queue;
        this.audience = audience;
        this.copies = copies;
        this.retries = retries;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Batch.eachMessage(event, this::handle);
    }

    /** Whether the message is done with; false has the queue deliver it again. */
    private boolean handle(SQSEvent.SQSMessage message) {
        Notice notice = Notice.fromJson(message.getBody());
        NoticeEvent event = NoticeEvent.of(notice.event())
                .orElseThrow(() -> new IllegalArgumentException("event: there is none of this name."));
        Optional<Run> run = event == NoticeEvent.TEST
                ? Optional.empty()
                : Optional.of(runs.run(notice.project(), notice.run()).orElseThrow());
        if (notice.to().isPresent()) {
            Copies.Subject subject = new Copies.Subject(notice.project(), notice.run());
            return tell(
                    message, new Copies.Copy(subject, event, run, notice.to().get()));
        }
        List<Notice> forEach =
                audience.of(event, run.orElseThrow()).stream().map(notice::to).toList();
        queue.sendAll(forEach);
        return true;
    }

    private boolean tell(SQSEvent.SQSMessage message, Copies.Copy copy) {
        int received = Retries.received(message);
        Outcome outcome = copies.tell(copy, retries.isLast(received));
        if (outcome != Outcome.FAILED) {
            return true;
        }
        try {
            queue.hold(message.getReceiptHandle(), retries.pauseAfter(received));
        } catch (SdkException e) {
            LOG.warnf(e, "Message %s comes again after the queue's own time", message.getMessageId());
        }
        return false;
    }
}
