package dev.sluice.api.project;

import dev.sluice.api.access.Access;
import dev.sluice.api.access.Members;
import dev.sluice.api.http.Answer;
import dev.sluice.api.http.Changes;
import dev.sluice.api.http.Changes.Asked;
import dev.sluice.api.http.Changes.Plan;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Json;
import dev.sluice.api.http.JsonBody;
import dev.sluice.api.http.Lists;
import dev.sluice.api.http.Problem;
import dev.sluice.domain.Fields;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.Write;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who may do what in a project. There is always an Admin. */
@Path("/api/v1/projects/{project}/members")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
public class MemberResource {
    private final Access access;
    private final ProjectStore projects;
    private final Changes changes;

    MemberResource(Access access, ProjectStore projects, Changes changes) {
        this.access = access;
        this.projects = projects;
        this.changes = changes;
    }

    @GET
    @Operation(summary = "The members, by e-mail")
    public Map<String, Object> list(
            @PathParam("project") String project,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Member admin = access.require(project, Role.ADMIN);
        return Lists.read(
                Lists.request(limit, cursor), page -> projects.members(admin.project(), page), MemberResource::json);
    }

    @PUT
    @Path("/{email}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a person a member, or give a member another role")
    public Response put(@PathParam("project") String project, @PathParam("email") String email, byte[] body) {
        Member admin = access.require(project, Role.ADMIN);
        Wanted asked = Wanted.read(JsonBody.object(body), email);
        return changes.make(Asked.of(admin, body), () -> {
            Optional<Member> now = projects.member(admin.project(), email.toLowerCase(Locale.ROOT));
            Member wanted = new Member(
                    admin.project(),
                    email,
                    asked.role(),
                    asked.logins().or(() -> now.map(Member::logins)).orElse(Map.of()),
                    now.map(Member::revision).orElse(0L));
            Answer answer = now.isPresent()
                    ? Answer.ok(json(wanted))
                    : Answer.created("/api/v1/projects/" + project + "/members/" + wanted.email(), json(wanted));
            return asked.role() != Role.ADMIN
                            && now.filter(MemberResource::isAdmin).isPresent()
                    ? lessOneAdmin(answer, wanted, Write.save(wanted))
                    : Plan.of(answer, Write.save(wanted));
        });
    }

    @DELETE
    @Path("/{email}")
    @Operation(summary = "Remove a member")
    public Response remove(@PathParam("project") String project, @PathParam("email") String email) {
        Member admin = access.require(project, Role.ADMIN);
        return changes.make(Asked.withoutBody(admin), () -> {
            Member gone = Inputs.found(projects.member(admin.project(), email.toLowerCase(Locale.ROOT)));
            return isAdmin(gone)
                    ? lessOneAdmin(Answer.noContent(), gone, Write.remove(gone))
                    : Plan.of(Answer.noContent(), Write.remove(gone));
        });
    }

    /** Saves the project as it is beside the change: of two that each leave the other as last Admin, one then loses. */
    private Plan lessOneAdmin(Answer answer, Member former, Write change) {
        Write lock = Write.save(Inputs.found(projects.project(former.project())));
        if (!hasOtherAdmin(former.project(), former.email())) {
            throw Problem.conflict("last_admin", former.email() + " is the last Admin; make somebody else Admin first.")
                    .refused();
        }
        return Plan.of(answer, lock, change);
    }

    private boolean hasOtherAdmin(ProjectId project, String email) {
        return Members.of(projects, project).stream()
                .anyMatch(m -> isAdmin(m) && !m.email().equals(email));
    }

    /** Logins that are not named stay as they are. */
    private record Wanted(Role role, Optional<Map<Provider, String>> logins) {
        static Wanted read(Map<String, Object> json, String email) {
            Fields fields = Fields.of(json);
            Optional<Role> role = fields.required("role", Role.class);
            Fields logins = fields.object("logins");
            Map<Provider, String> named = new EnumMap<>(Provider.class);
            Provider.gitHosts()
                    .forEach(host -> logins.text(Fields.wire(host), 100).ifPresent(login -> named.put(host, login)));
            logins.end();
            if (!Inputs.isEmail(email)) {
                fields.error("email", "An e-mail address, in the path.");
            }
            Inputs.finish(fields);
            return new Wanted(role.orElseThrow(), fields.has("logins") ? Optional.of(named) : Optional.empty());
        }
    }

    private static boolean isAdmin(Member member) {
        return member.role() == Role.ADMIN;
    }

    private static Map<String, Object> json(Member member) {
        Map<String, Object> logins = Json.object();
        Provider.gitHosts().stream()
                .filter(member.logins()::containsKey)
                .forEach(host -> logins.put(Fields.wire(host), member.logins().get(host)));
        return Json.object("email", member.email(), "role", member.role(), "logins", logins);
    }
}
