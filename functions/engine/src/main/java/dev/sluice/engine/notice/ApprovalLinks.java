package dev.sluice.engine.notice;

import dev.sluice.domain.notice.ApprovalFacts;
import dev.sluice.domain.run.Run;
import java.net.URI;
import java.util.Optional;

/** What an approval's e-mail has beside the run: a link to decide by, one of each person's own, and what is known of the change. */
public interface ApprovalLinks {
    /** Empty: there is none, and the mail leads to the run's page. Called once for each try to send. */
    Optional<URI> linkFor(Run run, String email);

    default ApprovalFacts factsOf(Run run) {
        return ApprovalFacts.UNKNOWN;
    }
}
