package dev.sluice.engine.notice;

import dev.sluice.domain.run.Run;
import java.net.URI;
import java.util.Optional;

/** Gives each approver a link of their own, by which they decide without signing in. */
@FunctionalInterface
interface ApprovalLinks {
    /** Empty where the run asks nothing any more; the mail then leads to the run's page. Called at each try to send. */
    Optional<URI> linkFor(Run run, String email);
}
