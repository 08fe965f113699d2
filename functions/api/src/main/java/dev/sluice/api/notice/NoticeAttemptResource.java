package dev.sluice.api.notice;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Json;
import dev.sluice.api.http.Lists;
import dev.sluice.domain.ChannelId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.notice.NoticeAttempt;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.store.NoticeStore;
import dev.sluice.domain.store.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of notices: each try to send one, for 30 days. They show addresses, so they are for Admins. */
@Path("/api/v1/projects/{project}/notices/attempts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
public class NoticeAttemptResource {
    private final Access access;
    private final NoticeStore notices;

    NoticeAttemptResource(Access access, NoticeStore notices) {
        this.access = access;
        this.notices = notices;
    }

    @GET
    @Operation(summary = "The tries to send notices, newest first; with run only those about that run or test")
    public Map<String, Object> list(
            @PathParam("project") String project,
            @QueryParam("run") String run,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        ProjectId id = access.require(project, Role.ADMIN).project();
        Page.Request wanted = Lists.request(limit, cursor);
        if (run == null) {
            return Lists.read(wanted, page -> notices.attempts(id, page), NoticeAttemptResource::json);
        }
        RunId of = Inputs.id(run, RunId::new);
        return Lists.read(wanted, page -> notices.attempts(id, of, page), NoticeAttemptResource::json);
    }

    private static Map<String, Object> json(NoticeAttempt attempt) {
        boolean test = attempt.event() == NoticeEvent.TEST;
        return Json.object(
                "id", attempt.id(),
                "event", attempt.event().wireName(),
                "run_id", test ? Optional.empty() : attempt.run().value(),
                "channel_id", attempt.recipient().channel().map(ChannelId::value),
                "kind", attempt.kind(),
                "to", attempt.to(),
                "number", attempt.number(),
                "at", attempt.at(),
                "outcome", attempt.outcome(),
                "detail", attempt.detail());
    }
}
