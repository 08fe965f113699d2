package dev.sluice.engine.step;

import dev.sluice.aws.TaskTokens;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import dev.sluice.engine.lane.Lanes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.logging.Logger;

/** Step {@code enter_lane}. The execution waits for its token; what this returns is not looked at. */
@Singleton
public class LaneEntry {
    private static final Logger LOG = Logger.getLogger(LaneEntry.class);

    private final Lanes lanes;
    private final TaskTokens tokens;

    public LaneEntry(Lanes lanes, TaskTokens tokens) {
        this.lanes = lanes;
        this.tokens = tokens;
    }

    Map<String, Object> enter(RunId run, Secret token) {
        try {
            lanes.enter(run, token);
        } catch (RuntimeException e) {
            // An exception would reach the machine under its Java name, which no retrier names. This name is ours.
            LOG.errorf(e, "Run %s could not enter its lane; the state's retry asks again", run);
            tokens.fail(token, "Sluice.Unavailable", "The lane could not be read or written.");
        }
        return Map.of();
    }
}
