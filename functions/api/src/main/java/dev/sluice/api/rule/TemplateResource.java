package dev.sluice.api.rule;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Json;
import dev.sluice.api.http.Lists;
import dev.sluice.domain.rule.RuleFormat;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rules to start from. */
@Path("/api/v1/templates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules")
public class TemplateResource {
    private final Access access;

    TemplateResource(Access access) {
        this.access = access;
    }

    @GET
    @Operation(summary = "Rules to start from: send the rule of one to a project's rules")
    public Map<String, Object> list() {
        access.person(); // any will do, but somebody
        return Lists.whole(Templates.ALL.stream()
                .map(t -> Json.object(
                        "id", t.id(),
                        "name", t.rule().name(),
                        "description", t.description(),
                        "rule", RuleFormat.format(t.rule())))
                .toList());
    }
}
