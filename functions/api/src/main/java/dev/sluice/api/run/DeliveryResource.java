package dev.sluice.api.run;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Lists;
import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.store.DeliveryStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Deliveries, newest first, and why each rule did what it did with one. */
@Path("/api/v1/projects/{project}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class DeliveryResource {
    private final Access access;
    private final DeliveryStore deliveries;

    DeliveryResource(Access access, DeliveryStore deliveries) {
        this.access = access;
        this.deliveries = deliveries;
    }

    @GET
    @Operation(summary = "The project's deliveries, newest first, with a summary of what the rules made of each")
    public Map<String, Object> list(
            @PathParam("project") String project,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        ProjectId id = access.require(project, Role.VIEWER).project();
        return Lists.read(
                Lists.request(limit, cursor),
                page -> deliveries.deliveries(id, page),
                delivery -> DeliveryFormat.inList(delivery, deliveries.decisions(id, delivery.id())));
    }

    @GET
    @Path("/{delivery}")
    @Operation(summary = "One delivery, with the decision of each rule and its checks")
    public Map<String, Object> read(@PathParam("project") String project, @PathParam("delivery") String delivery) {
        ProjectId id = access.require(project, Role.VIEWER).project();
        return DeliveryFormat.json(Inputs.found(deliveries.decided(id, Inputs.id(delivery, DeliveryId::new))));
    }
}
