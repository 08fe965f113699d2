package dev.sluice.api.rule;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Answer;
import dev.sluice.api.http.Changes;
import dev.sluice.api.http.Changes.Asked;
import dev.sluice.api.http.Changes.Plan;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.JsonBody;
import dev.sluice.api.http.Problem;
import dev.sluice.api.http.RequestKey;
import dev.sluice.domain.Fields;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.Trigger;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.ProjectStore.Snapshot;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The Run button: puts a person's wish where webhooks go, so that it is decided, recorded and run like one. */
@Path("/api/v1/projects/{project}/rules/{rule}/run")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules")
public class ManualRunResource {
    private final Access access;
    private final ProjectStore projects;
    private final Changes changes;
    private final RequestKey key;
    private final Wishes wishes;

    ManualRunResource(Access access, ProjectStore projects, Changes changes, RequestKey key, Wishes wishes) {
        this.access = access;
        this.projects = projects;
        this.changes = changes;
        this.key = key;
        this.wishes = wishes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Run a rule by hand",
            description =
                    "For rules with the trigger \"manual\". A deploy or quick_update names a ref or a full commit;"
                            + " promote and clone name neither. The run appears under run_id a moment later.")
    public Response run(@PathParam("project") String project, @PathParam("rule") String id, byte[] body) {
        Member member = access.require(project, Role.DEVELOPER);
        Snapshot now = Inputs.found(projects.snapshot(member.project()));
        Rule rule = RuleDesk.rule(now, id);
        RuleDesk.requireMayTouch(member, rule.spec(), now.environments());
        if (!(rule.spec().trigger() instanceof Trigger.Manual)) {
            throw Problem.conflict(
                            "rule_not_manual",
                            "This rule has the trigger "
                                    + Fields.wire(rule.spec().trigger().kind())
                                    + ", so only such an event runs it. Make a rule with the trigger manual.")
                    .refused();
        }
        String deliveryKey =
                key.of(member.email()).orElseGet(() -> UUID.randomUUID().toString());
        Wish wish = Wish.read(bodyOrNothing(body), new Wish.Pressed(rule, now.project(), member.email(), deliveryKey));
        Optional<Environment> target =
                Optional.ofNullable(now.environments().get(rule.spec().action().target()));
        return changes.make(
                Asked.of(member, body),
                () -> Plan.of(Answer.accepted(wishes.accept(wish, target))),
                accepted -> wishes.send(wish, accepted));
    }

    private static Map<String, Object> bodyOrNothing(byte[] body) {
        return body.length == 0 ? Map.of() : JsonBody.object(body);
    }
}
