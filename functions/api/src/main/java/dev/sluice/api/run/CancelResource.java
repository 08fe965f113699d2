package dev.sluice.api.run;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Answer;
import dev.sluice.api.http.Changes;
import dev.sluice.api.http.Changes.Asked;
import dev.sluice.api.http.Changes.Plan;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Problem;
import dev.sluice.domain.Fields;
import dev.sluice.domain.RunId;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.Cancellation;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunDecisions;
import dev.sluice.domain.run.RunFormat;
import dev.sluice.domain.run.RunStatus;
import dev.sluice.domain.store.Write;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Ends a run: at once before its action begins, by way of its platform after. */
@Path("/api/v1/projects/{project}/runs/{run}/cancel")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs")
public class CancelResource {
    private final Access access;
    private final RunDesk desk;
    private final Changes changes;
    private final Wakeups wakeups;
    private final Clock clock;

    CancelResource(Access access, RunDesk desk, Changes changes, Wakeups wakeups, Clock clock) {
        this.access = access;
        this.desk = desk;
        this.changes = changes;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    @POST
    @Operation(
            summary = "Cancel a run",
            description =
                    "200: it is cancelled. 202: it is running, and its platform will be asked to stop; cancel_requested"
                            + " says so until it has ended. To cancel twice changes nothing.")
    public Response cancel(@PathParam("project") String project, @PathParam("run") String run) {
        Member member = access.require(project, Role.DEVELOPER);
        RunId id = Inputs.id(run, RunId::new);
        return changes.make(
                Asked.withoutBody(member),
                () -> plan(desk.touched(member, id), member.email()),
                done -> wakeups.tell(id));
    }

    private Plan plan(Run run, String by) {
        if (run.status() == RunStatus.CANCELLED) {
            return Plan.of(Answer.ok(RunFormat.json(run)));
        }
        if (run.status().isFinal()) {
            throw Problem.conflict(
                            "already_ended", "The run has ended already: it is " + Fields.wire(run.status()) + ".")
                    .with("status_of_run", Fields.wire(run.status()))
                    .refused();
        }
        Cancellation wish = new Cancellation(by, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return RunDecisions.cancelWished(run, wish)
                .map(then -> asked(run, then))
                .orElseGet(() -> ended(RunDecisions.cancelled(run, wish).orElseThrow()));
    }

    private static Plan asked(Run run, Run then) {
        Answer answer = Answer.accepted(RunFormat.json(then));
        return then.equals(run) ? Plan.of(answer) : Plan.of(answer, Write.save(then));
    }

    private Plan ended(Run then) {
        Answer answer = Answer.ok(RunFormat.json(then));
        RuleState state = desk.state(then);
        RuleState left = state.leftBy(then.id());
        List<Write> writes =
                left.equals(state) ? List.of(Write.save(then)) : List.of(Write.save(then), Write.save(left));
        return new Plan(writes, answer);
    }
}
