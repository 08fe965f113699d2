package dev.sluice.api.approval;

import dev.sluice.api.run.Deciding;
import dev.sluice.api.run.Decisions;
import dev.sluice.api.run.Outcome;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.ApprovalLink;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Approval links: whose they are, what they ask, and what their owner says. */
@ApplicationScoped
class Links {
    private final RunStore runs;
    private final ProjectStore projects;
    private final Decisions decisions;
    private final Deciding deciding;

    Links(RunStore runs, ProjectStore projects, Decisions decisions, Deciding deciding) {
        this.runs = runs;
        this.projects = projects;
        this.decisions = decisions;
        this.deciding = deciding;
    }

    /** A link and the run that it asks about. */
    record Opened(ApprovalLink link, Run run) {}

    /** Empty for what is no token and for one that nobody was given. */
    Optional<Opened> open(String token) {
        return Optional.of(token)
                .filter(ApprovalLink::isToken)
                .flatMap(t -> runs.approvalLink(ApprovalLink.hash(new Secret(t))))
                .flatMap(link -> runs.run(link.project(), link.run()).map(run -> new Opened(link, run)));
    }

    /** What keeps the link's owner from deciding as things are; empty for an open question. Changes nothing. */
    Optional<Outcome> obstacle(Opened opened) {
        return decisions.obstacle(opened.run(), opened.link().email());
    }

    Outcome decide(Opened opened, Approval.Decision decision, String comment) {
        ApprovalLink link = opened.link();
        return deciding.decide(opened.run(), new Decisions.Wish(link.project(), link.email(), decision, comment));
    }

    Map<EnvironmentId, Environment> environments(Opened opened) {
        return projects.snapshot(opened.link().project())
                .map(ProjectStore.Snapshot::environments)
                .orElse(Map.of());
    }
}
