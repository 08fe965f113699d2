package dev.sluice.engine.sweep;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.sluice.domain.RunId;
import jakarta.inject.Named;
import java.util.Map;

/**
 * {@code sweep}: called every minute by a schedule, and by EventBridge for each execution that failed, timed out or was
 * aborted ({@code detail.name} is then the run's id).
 */
@Named("sweep")
public class SweepHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final Sweep sweep;

    public SweepHandler(Sweep sweep) {
        this.sweep = sweep;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        if (event.get("detail") instanceof Map<?, ?> detail && detail.get("name") instanceof String name) {
            return Map.of("looked_at", sweep.look(new RunId(name)));
        }
        return Map.of("looked_at", sweep.all());
    }
}
