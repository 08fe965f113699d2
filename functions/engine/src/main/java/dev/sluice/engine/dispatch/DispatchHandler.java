package dev.sluice.engine.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sluice.aws.DomainJson;
import dev.sluice.domain.event.Delivery;
import dev.sluice.engine.Batch;
import jakarta.inject.Named;

/** {@code dispatch}: consumes events.fifo. */
@Named("dispatch")
public class DispatchHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Dispatch dispatch;

    public DispatchHandler(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Batch.inOrder(event, body -> dispatch.take(DomainJson.read(body, Delivery.class)));
    }
}
