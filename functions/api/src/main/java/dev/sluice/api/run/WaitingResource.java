package dev.sluice.api.run;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Lists;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunFormat;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Page;
import dev.sluice.domain.store.RunStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What waits for an Admin. */
@Path("/api/v1/projects/{project}/approvals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approvals")
public class WaitingResource {
    private final Access access;
    private final RunStore runs;
    private final Clock clock;

    WaitingResource(Access access, RunStore runs, Clock clock) {
        this.access = access;
        this.runs = runs;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "The runs that wait for an approval, newest first")
    public Map<String, Object> list(
            @PathParam("project") String project,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        ProjectId id = access.require(project, Role.VIEWER).project();
        return Lists.read(Lists.request(limit, cursor), page -> open(id, page), RunFormat::json);
    }

    /** Those whose time has passed wait for nobody, though sweep may not have said so yet. */
    private Page<Run> open(ProjectId project, Page.Request wanted) {
        Instant now = clock.instant();
        Page<Run> page = runs.runs(project, Optional.of(RunStatus.PENDING_APPROVAL), wanted);
        return new Page<>(
                page.items().stream()
                        .filter(run -> Questions.closed(run, now).isEmpty())
                        .toList(),
                page.next());
    }
}
