package dev.sluice.engine.notice;

import dev.sluice.domain.Secret;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.ApprovalLink;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.Write;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes a new token for each mail, since only a token's hash is kept and an earlier one cannot be sent again. All of a
 * person's links lead to the one question, and end with its answer.
 */
final class PersonalApprovalLinks implements ApprovalLinks {
    private final URI base;
    private final Commits commits;
    private final SecureRandom random;
    private final Clock clock;

    PersonalApprovalLinks(URI base, Commits commits, SecureRandom random, Clock clock) {
        this.base = base;
        this.commits = commits;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Optional<URI> linkFor(Run run, String email) {
        return run.gates()
                .approval()
                .filter(question -> question.isOpenAt(clock.instant()))
                .map(question -> link(run, question, email));
    }

    private URI link(Run run, Approval question, String email) {
        Secret token = ApprovalLink.newToken(random);
        ApprovalLink link =
                new ApprovalLink(ApprovalLink.hash(token), run.project(), run.id(), email, question.expiresAt(), 0);
        if (!commits.commit(Write.save(link)).done()) {
            throw new IllegalStateException("256 random bits were drawn twice.");
        }
        return URI.create(base + "/approvals/" + token.reveal());
    }
}
