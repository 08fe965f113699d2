package dev.sluice.api.rule;

import dev.sluice.api.access.Access;
import dev.sluice.api.access.Members;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.JsonBody;
import dev.sluice.domain.decision.Comparison;
import dev.sluice.domain.decision.Simulation;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.Action;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.store.DeliveryStore;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.ProjectStore.Snapshot;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tries a rule on what came in already. It reads, decides and answers; it writes nothing. */
@Path("/api/v1/projects/{project}/rules/simulate")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules")
public class SimulateResource {
    private final Access access;
    private final ProjectStore projects;
    private final DeliveryStore deliveries;
    private final Clock clock;

    SimulateResource(Access access, ProjectStore projects, DeliveryStore deliveries, Clock clock) {
        this.access = access;
        this.projects = projects;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say what a rule would have done with the last deliveries, or with one event; nothing is changed",
            description =
                    "The rule need not be saved, but could be: its text has no errors. Beside each verdict stands that"
                            + " of the rule as it stands: the one of rule_id, or of the same name.")
    public Map<String, Object> simulate(@PathParam("project") String project, byte[] body) {
        Member member = access.require(project, Role.VIEWER);
        Snapshot now = Inputs.found(projects.snapshot(member.project()));
        SimulateWish wish = SimulateWish.read(JsonBody.object(body), now, () -> Members.of(projects, member.project()));
        SimulatePast past = wish.event()
                .map(event -> new SimulatePast(List.of(delivery(now, event)), List.of()))
                .orElseGet(() -> SimulatePast.read(
                        deliveries,
                        member.project(),
                        wish.deliveries(),
                        wish.standing().map(Rule::id)));
        Rule draft = wish.draft(now, member.email(), clock.instant());
        List<Simulation.Outcome> outcomes = Simulation.run(draft, now, past.oldestFirst());
        List<Comparison> compared = Comparison.of(
                outcomes,
                wish.standing()
                        .map(rule -> Simulation.run(rule, now, past.oldestFirst()))
                        .orElse(List.of()),
                wish.standing().map(Rule::version).orElse(0L),
                past.recorded());
        boolean stored = wish.event().isEmpty();
        return new SimulateFormat(past.oldestFirst(), stored, wish.checks())
                .json(wish.standing(), compared, assumed(wish, now));
    }

    private Delivery delivery(Snapshot now, Event event) {
        Instant at = clock.instant();
        return Delivery.received(
                now.project().id(),
                Provider.SLUICE,
                "simulation",
                at.toString(),
                at,
                Delivery.Facts.of(List.of(event)));
    }

    private static List<String> assumed(SimulateWish wish, Snapshot now) {
        RuleSpec spec = wish.spec();
        List<String> assumed = new ArrayList<>();
        boolean asksPlatform = !spec.conditions().environmentStatuses().isEmpty()
                || (spec.action() instanceof Action.Deploy deploy && !deploy.force());
        if (asksPlatform) {
            assumed.add("The target's status and build are looked at when a run is admitted; here they pass.");
        }
        Optional<String> open =
                wish.standing().flatMap(r -> now.state(r.id()).tripped()).map(trip -> trip.reason());
        assumed.add("The circuit breaker is taken as closed"
                + open.map(reason -> "; it is open now: " + reason).orElse("") + ".");
        if (spec.cooldown().minutes() > 0) {
            assumed.add("A run that fires is taken to start at once, and to keep its cooldown whatever comes of it.");
        }
        if (spec.approval().required()) {
            assumed.add("A run that fires waits for its approval; whether it is given is left open.");
        }
        if (wish.event().isEmpty()) {
            assumed.add("What is late or told twice is known from these deliveries alone.");
        }
        return assumed;
    }
}
