package dev.sluice.api.project;

import dev.sluice.api.access.Access;
import dev.sluice.api.access.Person;
import dev.sluice.api.http.Answer;
import dev.sluice.api.http.Changes;
import dev.sluice.api.http.Changes.Asked;
import dev.sluice.api.http.Changes.Plan;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.JsonBody;
import dev.sluice.api.http.Lists;
import dev.sluice.api.http.Problem;
import dev.sluice.api.rule.RuleReferences;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.Write;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Projects: whoever makes one is Admin of it. */
@Path("/api/v1/projects")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Projects")
public class ProjectResource {
    private final Access access;
    private final ProjectStore projects;
    private final Changes changes;
    private final Clock clock;

    ProjectResource(Access access, ProjectStore projects, Changes changes, Clock clock) {
        this.access = access;
        this.projects = projects;
        this.changes = changes;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Your projects")
    public Map<String, Object> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        String email = access.person().email();
        return Lists.read(
                Lists.request(limit, cursor),
                page -> projects.memberships(email, page),
                member -> ProjectText.json(member, projects.project(member.project())));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a project")
    public Response create(byte[] body) {
        Person person = access.person();
        Project project = ProjectText.create(JsonBody.object(body), clock.instant());
        Member admin = Member.of(project.id(), person.email(), Role.ADMIN);
        return changes.make(Asked.of(project.id(), person.email(), body), () -> {
            if (projects.project(project.id()).isPresent()) {
                throw Problem.conflict("project_exists", "There is a project with this id already; choose another.")
                        .refused();
            }
            return Plan.of(
                    Answer.created("/api/v1/projects/" + project.id(), ProjectText.json(project, Role.ADMIN)),
                    Write.save(project),
                    Write.save(admin));
        });
    }

    @GET
    @Path("/{project}")
    @Operation(summary = "One project")
    public Map<String, Object> read(@PathParam("project") String id) {
        Member member = access.require(id, Role.VIEWER);
        return ProjectText.json(Inputs.found(projects.project(member.project())), member.role());
    }

    @PATCH
    @Path("/{project}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change a project's name or repositories; what is absent stays")
    public Response change(@PathParam("project") String id, byte[] body) {
        Member member = access.require(id, Role.ADMIN);
        Map<String, Object> wanted = JsonBody.object(body);
        return changes.make(Asked.of(member, body), () -> {
            ProjectStore.Snapshot now = Inputs.found(projects.snapshot(member.project()));
            Project changed = ProjectText.change(now.project(), wanted);
            RuleReferences.refuseIfBroken(now, changed, now.environments());
            return Plan.of(Answer.ok(ProjectText.json(changed, member.role())), Write.save(changed));
        });
    }
}
