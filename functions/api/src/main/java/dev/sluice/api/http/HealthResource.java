package dev.sluice.api.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Says that the function answers; it looks at nothing behind it. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    @GET
    @Operation(summary = "Whether the function answers")
    public Map<String, Object> health() {
        return Map.of("status", "ok");
    }
}
