package dev.sluice.engine.act;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sluice.aws.ActionMessage;
import dev.sluice.engine.Batch;
import jakarta.inject.Named;

/** {@code act}: consumes the actions queue. */
@Named("act")
public class ActHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Act act;

    public ActHandler(Act act) {
        this.act = act;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Batch.each(event, body -> act.take(ActionMessage.fromJson(body)));
    }
}
