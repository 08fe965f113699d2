package dev.sluice.api.project;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Answer;
import dev.sluice.api.http.Changes;
import dev.sluice.api.http.Changes.Asked;
import dev.sluice.api.http.Changes.Plan;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.JsonBody;
import dev.sluice.api.http.Lists;
import dev.sluice.api.http.Problem;
import dev.sluice.api.rule.RuleReferences;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.store.Page;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.Write;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A project's environments. A platform's key goes in and never comes out. */
@Path("/api/v1/projects/{project}/environments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Environments")
public class EnvironmentResource {
    private final Access access;
    private final ProjectStore projects;
    private final Changes changes;
    private final EnvironmentText text;
    private final Lanes lanes;

    EnvironmentResource(Access access, ProjectStore projects, Changes changes, EnvironmentText text, Lanes lanes) {
        this.access = access;
        this.projects = projects;
        this.changes = changes;
        this.text = text;
        this.lanes = lanes;
    }

    @GET
    @Operation(summary = "The environments, by id")
    public Map<String, Object> list(
            @PathParam("project") String project,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Member member = access.require(project, Role.VIEWER);
        List<Environment> all = Inputs.found(projects.snapshot(member.project())).environments().values().stream()
                .sorted(Comparator.comparing(Environment::id))
                .toList();
        Page<Environment> page = Lists.slice(Lists.request(limit, cursor), all, e -> e.id().value());
        Map<EnvironmentId, Map<String, Object>> of = lanes.of(
                member.project(), page.items().stream().map(Environment::id).toList());
        return Lists.json(page, e -> EnvironmentText.json(e, of.get(e.id())));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add an environment")
    public Response create(@PathParam("project") String project, byte[] body) {
        Member admin = access.require(project, Role.ADMIN);
        Environment environment = text.create(admin.project(), JsonBody.object(body));
        return changes.make(Asked.of(admin, body), () -> {
            if (projects.environment(admin.project(), environment.id()).isPresent()) {
                throw Problem.conflict("environment_exists", "There is an environment with this id already.")
                        .refused();
            }
            String location = "/api/v1/projects/" + project + "/environments/" + environment.id();
            return Plan.of(Answer.created(location, json(environment)), Write.save(environment));
        });
    }

    @GET
    @Path("/{environment}")
    @Operation(summary = "One environment")
    public Map<String, Object> read(@PathParam("project") String project, @PathParam("environment") String id) {
        Member member = access.require(project, Role.VIEWER);
        return json(Inputs.found(projects.environment(member.project(), Inputs.id(id, EnvironmentId::new))));
    }

    @PATCH
    @Path("/{environment}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change an environment; what is absent stays")
    public Response change(@PathParam("project") String project, @PathParam("environment") String id, byte[] body) {
        Member admin = access.require(project, Role.ADMIN);
        Map<String, Object> wanted = JsonBody.object(body);
        return changes.make(Asked.of(admin, body), () -> {
            ProjectStore.Snapshot now = Inputs.found(projects.snapshot(admin.project()));
            Environment changed = text.change(in(now, id), wanted);
            Map<EnvironmentId, Environment> then = new HashMap<>(now.environments());
            then.put(changed.id(), changed);
            RuleReferences.refuseIfBroken(now, now.project(), then);
            return Plan.of(Answer.ok(json(changed)), RuleReferences.lock(now), Write.save(changed));
        });
    }

    @DELETE
    @Path("/{environment}")
    @Operation(summary = "Remove an environment that no rule names")
    public Response remove(@PathParam("project") String project, @PathParam("environment") String id) {
        Member admin = access.require(project, Role.ADMIN);
        return changes.make(Asked.withoutBody(admin), () -> {
            ProjectStore.Snapshot now = Inputs.found(projects.snapshot(admin.project()));
            Environment gone = in(now, id);
            List<String> users = RuleReferences.naming(now, gone.id());
            if (!users.isEmpty()) {
                throw Problem.conflict(
                                "environment_in_use",
                                "Change or delete the rules that name it first: " + String.join(", ", users) + ".")
                        .refused();
            }
            return Plan.of(Answer.noContent(), RuleReferences.lock(now), Write.remove(gone));
        });
    }

    private Map<String, Object> json(Environment environment) {
        EnvironmentId id = environment.id();
        return EnvironmentText.json(
                environment, lanes.of(environment.project(), List.of(id)).get(id));
    }

    private static Environment in(ProjectStore.Snapshot now, String id) {
        EnvironmentId environment = Inputs.id(id, EnvironmentId::new);
        return Inputs.found(Optional.ofNullable(now.environments().get(environment)));
    }
}
