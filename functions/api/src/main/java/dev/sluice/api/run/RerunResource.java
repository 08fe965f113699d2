package dev.sluice.api.run;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Answer;
import dev.sluice.api.http.Changes;
import dev.sluice.api.http.Changes.Asked;
import dev.sluice.api.http.Changes.Plan;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Problem;
import dev.sluice.api.http.RequestKey;
import dev.sluice.domain.Fields;
import dev.sluice.domain.RunId;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.ProjectStore.Snapshot;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Repeats a run: the same event with the same commit or build, under the rule as it is now. */
@Path("/api/v1/projects/{project}/runs/{run}/rerun")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs")
public class RerunResource {
    private final Access access;
    private final RunDesk desk;
    private final Changes changes;
    private final RequestKey key;
    private final Repeats repeats;

    RerunResource(Access access, RunDesk desk, Changes changes, RequestKey key, Repeats repeats) {
        this.access = access;
        this.desk = desk;
        this.changes = changes;
        this.key = key;
        this.repeats = repeats;
    }

    @POST
    @Operation(
            summary = "Repeat a run",
            description =
                    "For a run that has ended: the same event with the same commit or build, under the rule as it is"
                            + " now. For a run that waits for an approval: asks again, about what its source runs by then; the new"
                            + " run takes the old one's place. The new run appears under run_id a moment later.")
    public Response rerun(@PathParam("project") String project, @PathParam("run") String id) {
        Member member = access.require(project, Role.DEVELOPER);
        Run run = desk.touched(member, Inputs.id(id, RunId::new));
        String deliveryKey =
                key.of(member.email()).orElseGet(() -> UUID.randomUUID().toString());
        Repeats.Wish wish = new Repeats.Wish(run, member.email(), deliveryKey);
        return changes.make(
                Asked.withoutBody(member),
                () -> {
                    requireRepeatable(member, run);
                    return Plan.of(Answer.accepted(repeats.accept(wish)));
                },
                accepted -> repeats.send(wish, accepted));
    }

    private void requireRepeatable(Member member, Run run) {
        if (!run.status().isFinal() && run.status() != RunStatus.PENDING_APPROVAL) {
            throw Problem.conflict(
                            "still_open",
                            "The run has not ended: it is " + Fields.wire(run.status()) + ". Cancel it first, or wait.")
                    .refused();
        }
        Snapshot now = desk.project(member);
        RuleSpec rule = now.rules().stream()
                .filter(r -> r.id().equals(run.rule().id()))
                .findFirst()
                .orElseThrow(
                        () -> Problem.conflict("rule_missing", "The run's rule was deleted; there is none to repeat.")
                                .refused())
                .spec();
        RunDesk.requireMayTouch(member, rule, now);
        requireAlike(run, rule);
    }

    /** Ends the request with 409 where the run's event or build would mean another thing to the rule as it is now. */
    private static void requireAlike(Run run, RuleSpec now) {
        RuleSpec then = run.spec();
        boolean trigger = now.trigger().kind() == then.trigger().kind();
        boolean action = now.action().type().equals(then.action().type());
        boolean source = Repeats.frozen(run).isEmpty()
                || now.action().source().equals(then.action().source());
        if (!trigger || !action || !source) {
            String what = !trigger ? "trigger" : !action ? "action" : "source environment";
            throw Problem.conflict(
                            "rule_changed",
                            "The rule has another " + what + " than when this run was made, so it cannot be repeated.")
                    .refused();
        }
    }
}
