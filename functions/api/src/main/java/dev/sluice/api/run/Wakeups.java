package dev.sluice.api.run;

import dev.sluice.aws.RunTokens;
import dev.sluice.domain.RunId;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.PendingToken;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells a run's execution what people decided. It is in the table before, so to tell it twice does no harm. */
@ApplicationScoped
public class Wakeups {
    private static final Logger LOG = Logger.getLogger(Wakeups.class);
    private static final Set<RunStatus> STOPPED = EnumSet.of(RunStatus.REJECTED, RunStatus.CANCELLED);

    private final RunStore runs;
    private final RunTokens tokens;

    Wakeups(RunStore runs, RunTokens tokens) {
        this.runs = runs;
        this.tokens = tokens;
    }

    /** Fails never: what cannot be told now is told by sweep. */
    public void tell(RunId id) {
        try {
            runs.run(id).ifPresent(this::tell);
        } catch (SdkException | IllegalArgumentException e) { // no answer, or a token that does not open
            LOG.warnf(e, "Run %s was decided, but its execution could not be told", id);
        }
    }

    private void tell(Run run) {
        if (STOPPED.contains(run.status())) {
            run.reason().ifPresent(why -> tokens.stop(run, why));
            return;
        }
        boolean approved = run.gates().approval().filter(Approval::isApproved).isPresent();
        if (approved && waitsForApproval(run)) {
            tokens.goOn(run);
        }
    }

    /** Told late, the execution may wait in a later state by now, which an approval must not lead it past. */
    private static boolean waitsForApproval(Run run) {
        return run.pendingToken()
                .map(PendingToken::state)
                .filter(PendingToken.ASK_APPROVAL::equals)
                .isPresent();
    }
}
