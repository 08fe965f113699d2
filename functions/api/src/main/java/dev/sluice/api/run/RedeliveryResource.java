package dev.sluice.api.run;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Answer;
import dev.sluice.api.http.Changes;
import dev.sluice.api.http.Changes.Asked;
import dev.sluice.api.http.Changes.Plan;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Problem;
import dev.sluice.api.http.RequestKey;
import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.store.DeliveryStore;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The Redeliver button: puts a stored delivery where webhooks go, as a new one that says what it repeats. */
@Path("/api/v1/projects/{project}/deliveries/{delivery}/redeliver")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class RedeliveryResource {
    private final Access access;
    private final DeliveryStore deliveries;
    private final Changes changes;
    private final RequestKey key;
    private final Redeliveries redeliveries;

    RedeliveryResource(
            Access access, DeliveryStore deliveries, Changes changes, RequestKey key, Redeliveries redeliveries) {
        this.access = access;
        this.deliveries = deliveries;
        this.changes = changes;
        this.key = key;
        this.redeliveries = redeliveries;
    }

    @POST
    @Operation(
            summary = "Tell a delivery's events to the rules once more",
            description =
                    "Rules that took an event and ran do not run again; those that skipped it, or that match it only"
                            + " since they were edited, do. An event whose commit is no longer its ref's newest is superseded."
                            + " Rules for production fire only where an Admin redelivers.")
    public Response redeliver(@PathParam("project") String project, @PathParam("delivery") String delivery) {
        Member member = access.require(project, Role.DEVELOPER);
        Delivery first = Inputs.found(deliveries.delivery(member.project(), Inputs.id(delivery, DeliveryId::new)));
        refuseWhatNobodyTold(first);
        String newKey = "redelivery-"
                + key.of(member.email()).orElseGet(() -> UUID.randomUUID().toString());
        return changes.make(
                Asked.withoutBody(member),
                () -> Plan.of(Answer.accepted(redeliveries.accept(first, newKey, member))),
                accepted -> redeliveries.send(first, newKey, member, accepted));
    }

    private static void refuseWhatNobodyTold(Delivery delivery) {
        if (delivery.events().isEmpty()) {
            throw Problem.conflict(
                            "nothing_to_redeliver",
                            "There is no event in this delivery that a rule could take. "
                                    + delivery.ignored().orElse(""))
                    .refused();
        }
        if (delivery.provider() == Provider.SLUICE) {
            throw Problem.conflict(
                            "run_by_hand",
                            "A person asked for this run, no git host. Run the rule again, or its run once more.")
                    .refused();
        }
    }
}
