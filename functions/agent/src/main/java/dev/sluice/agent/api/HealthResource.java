package dev.sluice.agent.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whether the agent itself is up. The only path without a key. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    /** Always {@code ok}: an agent that cannot work does not start. */
    @RegisterForReflection
    public record Health(String status) {}

    @GET
    @Operation(summary = "Whether the agent is up")
    public Health health() {
        return new Health("ok");
    }
}
