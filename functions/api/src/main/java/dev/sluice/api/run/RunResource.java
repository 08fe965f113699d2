package dev.sluice.api.run;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Lists;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.project.Role;
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
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs, newest first: of a project, or of one rule, deleted or not. */
@Path("/api/v1/projects/{project}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs")
public class RunResource {
    private final Access access;
    private final RunStore runs;

    RunResource(Access access, RunStore runs) {
        this.access = access;
        this.runs = runs;
    }

    @GET
    @Path("/runs")
    @Operation(summary = "The project's runs, newest first")
    public Map<String, Object> list(
            @PathParam("project") String project,
            @QueryParam("status") String status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        ProjectId id = access.require(project, Role.VIEWER).project();
        Optional<RunStatus> only = Inputs.word("status", status, RunStatus.class);
        return Lists.read(Lists.request(limit, cursor), page -> runs.runs(id, only, page), RunFormat::json);
    }

    @GET
    @Path("/rules/{rule}/runs")
    @Operation(summary = "One rule's runs, newest first")
    public Map<String, Object> listOfRule(
            @PathParam("project") String project,
            @PathParam("rule") String rule,
            @QueryParam("status") String status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        ProjectId id = access.require(project, Role.VIEWER).project();
        RuleId of = Inputs.id(rule, RuleId::new);
        Optional<RunStatus> only = Inputs.word("status", status, RunStatus.class);
        Page.Request wanted = Lists.request(limit, cursor);
        return Lists.read(wanted, page -> runs.runs(id, of, only, page), RunFormat::json);
    }

    @GET
    @Path("/runs/{run}")
    @Operation(summary = "One run, with its timeline")
    public Map<String, Object> read(@PathParam("project") String project, @PathParam("run") String run) {
        ProjectId id = access.require(project, Role.VIEWER).project();
        return RunFormat.json(Inputs.found(runs.run(id, Inputs.id(run, RunId::new))));
    }
}
