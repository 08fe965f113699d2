package dev.sluice.engine.step;

import dev.sluice.aws.RunTokens;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import dev.sluice.engine.lane.Lanes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.logging.Logger;

/** The steps after which an execution waits for its token. What they return is not looked at. */
@Singleton
public class TokenSteps {
    private static final Logger LOG = Logger.getLogger(TokenSteps.class);

    private final CooldownWait cooldown;
    private final ApprovalSteps approval;
    private final Lanes lanes;
    private final RunTokens tokens;

    public TokenSteps(CooldownWait cooldown, ApprovalSteps approval, Lanes lanes, RunTokens tokens) {
        this.cooldown = cooldown;
        this.approval = approval;
        this.lanes = lanes;
        this.tokens = tokens;
    }

    Map<String, Object> awaitCooldown(RunId run, Secret token) {
        return guarded(run, token, () -> cooldown.await(run, token));
    }

    Map<String, Object> askApproval(RunId run, Secret token) {
        return guarded(run, token, () -> approval.ask(run, token));
    }

    Map<String, Object> enterLane(RunId run, Secret token) {
        return guarded(run, token, () -> {
            approval.tellDecision(run);
            lanes.enter(run, token);
        });
    }

    private Map<String, Object> guarded(RunId run, Secret token, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            // An exception would reach the machine under its Java name, which no retrier names. This name is ours.
            LOG.errorf(e, "Run %s could not take a step that waits; the state's retry asks again", run);
            tokens.tryAgain(token, "The step could not read or write what it needs.");
        }
        return Map.of();
    }
}
