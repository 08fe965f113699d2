package dev.sluice.engine.notice;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sluice.aws.Notice;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.RunStore;
import dev.sluice.engine.Batch;
import jakarta.inject.Named;
import org.jboss.logging.Logger;

/**
 * {@code notify}: consumes the notices queue. Messages carry ids only; what to say is read when it is said. The log is the
 * one subscriber that every project has.
 */
@Named("notify")
public class NotifyHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Logger LOG = Logger.getLogger(NotifyHandler.class);

    private final RunStore runs;

    public NotifyHandler(RunStore runs) {
        this.runs = runs;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Batch.each(event, body -> tell(Notice.fromJson(body)));
    }

    private void tell(Notice notice) {
        Run run = runs.run(notice.project(), notice.run()).orElseThrow();
        LOG.infof(
                "%s: run %s of rule \"%s\" in project %s%s",
                notice.event(),
                run.id(),
                run.rule().name(),
                run.project(),
                run.reason().map(Reason::message).map(m -> ": " + m).orElse(""));
    }
}
