package dev.sluice.api.rule;

import dev.sluice.api.access.Access;
import dev.sluice.api.access.Members;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Json;
import dev.sluice.api.http.JsonBody;
import dev.sluice.api.http.Problem;
import dev.sluice.domain.FieldError;
import dev.sluice.domain.Fields;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.ProjectStore.Snapshot;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Says of a draft what saving it would. An unfinished draft is what this is for, so its errors are the answer, not a failure. */
@Path("/api/v1/projects/{project}/rules/check")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules")
public class CheckResource {
    private final Access access;
    private final ProjectStore projects;

    CheckResource(Access access, ProjectStore projects) {
        this.access = access;
        this.projects = projects;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say what would keep a rule from being saved; nothing is changed",
            description = "What is wrong with its text is told in errors, what your role may not do in notes. Both are"
                    + " empty for a rule that you may save.")
    public Map<String, Object> check(@PathParam("project") String project, byte[] body) {
        Member member = access.require(project, Role.VIEWER);
        Snapshot now = Inputs.found(projects.snapshot(member.project()));
        Map<String, Object> json = JsonBody.object(body);
        Fields fields = Fields.of(json);
        List<FieldError> wrong = new ArrayList<>();
        Optional<RuleSpec> spec =
                RuleDesk.draft(fields, json, now, () -> Members.of(projects, member.project()), wrong);
        Optional<Rule> replaced = RuleDesk.replaced(fields, now);
        Inputs.finish(fields);
        List<String> refusals =
                spec.map(s -> RuleDesk.refusals(member, s, replaced, now)).orElse(List.of());
        return Json.object("errors", Problem.json(wrong), "notes", refusals);
    }
}
