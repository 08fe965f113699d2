package dev.sluice.api.project;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Json;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.store.Page;
import dev.sluice.domain.store.ProjectStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who asks. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
public class MeResource {
    private static final int PROJECTS = 100;

    private final Access access;
    private final ProjectStore projects;

    MeResource(Access access, ProjectStore projects) {
        this.access = access;
        this.projects = projects;
    }

    @GET
    @Operation(summary = "Your verified e-mail, and your role in each of your first 100 projects")
    public Map<String, Object> me() {
        String email = access.person().email();
        List<Member> members =
                projects.memberships(email, Page.Request.first(PROJECTS)).items();
        return Json.object(
                "email",
                email,
                "projects",
                members.stream()
                        .map(m -> Json.object("id", m.project().value(), "role", m.role()))
                        .toList());
    }
}
