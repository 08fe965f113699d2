package dev.sluice.api.project;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Json;
import dev.sluice.api.platform.LiveState;
import dev.sluice.api.platform.PlatformBuilds;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.store.ProjectStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How an environment is, asked from its platform now. */
@Path("/api/v1/projects/{project}/environments/{environment}/status")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Environments")
public class EnvironmentStatusResource {
    private final Access access;
    private final ProjectStore projects;
    private final PlatformBuilds platforms;
    private final Clock clock;

    EnvironmentStatusResource(Access access, ProjectStore projects, PlatformBuilds platforms, Clock clock) {
        this.access = access;
        this.projects = projects;
        this.platforms = platforms;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "How an environment is now, as its platform says",
            description = "A platform that does not answer makes it unknown, with the reason in message.")
    public Map<String, Object> read(@PathParam("project") String project, @PathParam("environment") String id) {
        Member member = access.require(project, Role.VIEWER);
        LiveState live =
                platforms.live(Inputs.found(projects.environment(member.project(), Inputs.id(id, EnvironmentId::new))));
        return Json.object(
                "status", live.status(),
                "build", live.build().map(EnvironmentText::build),
                "checked_at", clock.instant().truncatedTo(ChronoUnit.MILLIS),
                "message", live.message());
    }
}
