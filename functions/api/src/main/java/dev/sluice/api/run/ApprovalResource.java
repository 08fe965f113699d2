package dev.sluice.api.run;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Answer;
import dev.sluice.api.http.Changes;
import dev.sluice.api.http.Changes.Asked;
import dev.sluice.api.http.Changes.Plan;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.JsonBody;
import dev.sluice.domain.Fields;
import dev.sluice.domain.RunId;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.RunFormat;
import dev.sluice.domain.store.RunStore;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** An Admin's word on a run that waits for it. */
@Path("/api/v1/projects/{project}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approvals")
public class ApprovalResource {
    private final Access access;
    private final RunStore runs;
    private final Changes changes;
    private final Decisions decisions;
    private final Wakeups wakeups;

    ApprovalResource(Access access, RunStore runs, Changes changes, Decisions decisions, Wakeups wakeups) {
        this.access = access;
        this.runs = runs;
        this.changes = changes;
        this.decisions = decisions;
        this.wakeups = wakeups;
    }

    @POST
    @Path("/runs/{run}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Let a run go on",
            description =
                    "Good for the run's commit, its build and its rule as they are: where one has changed, the answer"
                            + " is 409 with the reason, and ask_again says how to ask anew.")
    public Response approve(@PathParam("project") String project, @PathParam("run") String run, byte[] body) {
        return decide(project, run, body, Approval.Decision.APPROVED);
    }

    @POST
    @Path("/runs/{run}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Send a run that waits for an approval to its end")
    public Response reject(@PathParam("project") String project, @PathParam("run") String run, byte[] body) {
        return decide(project, run, body, Approval.Decision.REJECTED);
    }

    private Response decide(String project, String run, byte[] body, Approval.Decision decision) {
        Member admin = access.require(project, Role.ADMIN);
        RunId id = Inputs.id(run, RunId::new);
        Fields fields = Comments.of(body.length == 0 ? Map.of() : JsonBody.object(body));
        String comment = Comments.read(fields);
        Inputs.finish(fields);
        Decisions.Wish wish = new Decisions.Wish(admin.project(), admin.email(), decision, comment);
        return changes.make(
                Asked.of(admin, body),
                () -> plan(decisions.consider(Inputs.found(runs.run(admin.project(), id)), wish)),
                done -> wakeups.tell(id));
    }

    private static Plan plan(Outcome outcome) {
        OutcomeProblem.of(outcome, 409).ifPresent(no -> {
            throw no.refused();
        });
        Outcome.Decided decided = (Outcome.Decided) outcome;
        return new Plan(decided.writes(), Answer.ok(RunFormat.json(decided.run())));
    }
}
