package dev.sluice.api.notice;

import dev.sluice.api.access.Access;
import dev.sluice.api.http.Answer;
import dev.sluice.api.http.Changes;
import dev.sluice.api.http.Changes.Asked;
import dev.sluice.api.http.Changes.Plan;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Json;
import dev.sluice.api.http.JsonBody;
import dev.sluice.api.http.Lists;
import dev.sluice.api.http.Problem;
import dev.sluice.aws.Notice;
import dev.sluice.aws.NoticesQueue;
import dev.sluice.domain.ChannelId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.store.NoticeStore;
import dev.sluice.domain.store.Write;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a project's notices go. What is secret of a channel goes in, or is shown once, and never comes out. */
@Path("/api/v1/projects/{project}/notices/channels")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
public class NoticeChannelResource {
    private final Access access;
    private final NoticeStore notices;
    private final Changes changes;
    private final ChannelText text;
    private final Tools tools;

    NoticeChannelResource(Access access, NoticeStore notices, Changes changes, ChannelText text, Tools tools) {
        this.access = access;
        this.notices = notices;
        this.changes = changes;
        this.text = text;
        this.tools = tools;
    }

    @GET
    @Operation(summary = "The channels, the oldest first")
    public Map<String, Object> list(
            @PathParam("project") String project,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Member admin = access.require(project, Role.ADMIN);
        return Lists.slice(
                Lists.request(limit, cursor),
                notices.channels(admin.project()),
                c -> c.id().value(),
                ChannelText::json);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Add a channel",
            description =
                    "For a webhook the answer shows the secret that its notices are signed with (Standard Webhooks),"
                            + " once: a request repeated with the same Idempotency-Key is refused with 409.")
    public Response create(@PathParam("project") String project, byte[] body) {
        Member admin = access.require(project, Role.ADMIN);
        Map<String, Object> wanted = JsonBody.object(body);
        return changes.make(Asked.of(admin, body), () -> {
            ChannelId id = new ChannelId(tools.freshId());
            Secret secret = tools.secrets().fresh();
            NoticeChannel channel =
                    text.create(admin.project(), id, wanted, tools.secrets().first(admin.project(), id, secret));
            if (notices.channels(admin.project()).size() >= NoticeChannel.MOST) {
                throw Problem.conflict(
                                "too_many_channels", "A project has at most " + NoticeChannel.MOST + " channels.")
                        .refused();
            }
            String location = "/api/v1/projects/" + project + "/notices/channels/" + id;
            Answer answer = Answer.created(location, ChannelText.json(channel));
            return Plan.of(channel.signing().isPresent() ? shownOnce(answer, secret) : answer, Write.save(channel));
        });
    }

    @GET
    @Path("/{channel}")
    @Operation(summary = "One channel")
    public Map<String, Object> read(@PathParam("project") String project, @PathParam("channel") String id) {
        return ChannelText.json(channel(access.require(project, Role.ADMIN), id));
    }

    @PUT
    @Path("/{channel}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a channel",
            description = "The body is the whole channel; only the target of a chat may be left out, and stays then.")
    public Response change(@PathParam("project") String project, @PathParam("channel") String id, byte[] body) {
        Member admin = access.require(project, Role.ADMIN);
        Map<String, Object> wanted = JsonBody.object(body);
        return changes.make(Asked.of(admin, body), () -> {
            NoticeChannel changed = text.change(channel(admin, id), wanted);
            return Plan.of(Answer.ok(ChannelText.json(changed)), Write.save(changed));
        });
    }

    @DELETE
    @Path("/{channel}")
    @Operation(summary = "Remove a channel; what waits to be sent to it is not sent any more")
    public Response remove(@PathParam("project") String project, @PathParam("channel") String id) {
        Member admin = access.require(project, Role.ADMIN);
        return changes.make(
                Asked.withoutBody(admin), () -> Plan.of(Answer.noContent(), Write.remove(channel(admin, id))));
    }

    @POST
    @Path("/{channel}/rotate")
    @Operation(
            summary = "Set a new secret for a webhook",
            description =
                    "The answer shows it, once. For 24 hours each notice has a signature of the former secret too.")
    public Response rotate(@PathParam("project") String project, @PathParam("channel") String id) {
        Member admin = access.require(project, Role.ADMIN);
        return changes.make(Asked.withoutBody(admin), () -> {
            NoticeChannel now = channel(admin, id);
            if (now.signing().isEmpty()) {
                throw Problem.conflict("not_signed", "Only the notices of a webhook are signed.")
                        .refused();
            }
            Secret secret = tools.secrets().fresh();
            NoticeChannel rotated = tools.secrets().rotated(now, secret);
            return Plan.of(shownOnce(Answer.ok(ChannelText.json(rotated)), secret), Write.save(rotated));
        });
    }

    @POST
    @Path("/{channel}/test")
    @Operation(
            summary = "Send a test notice",
            description = "It is sent a moment later; the attempts of the run id in the answer tell what came of it.")
    public Response test(@PathParam("project") String project, @PathParam("channel") String id) {
        Member admin = access.require(project, Role.ADMIN);
        NoticeChannel channel = channel(admin, id);
        return changes.make(
                Asked.withoutBody(admin),
                () -> Plan.of(Answer.accepted(Json.object("run_id", tools.freshId()))),
                answer -> tools.queue()
                        .send(new Notice(
                                        admin.project(),
                                        new RunId((String) answer.get("run_id")),
                                        NoticeEvent.TEST.wireName())
                                .to(channel.recipient())));
    }

    private NoticeChannel channel(Member admin, String id) {
        return Inputs.found(notices.channel(admin.project(), Inputs.id(id, ChannelId::new)));
    }

    private static Answer shownOnce(Answer answer, Secret secret) {
        answer.body().put("secret", secret.reveal());
        return new Answer(answer.status(), answer.headers(), answer.body(), true);
    }

    /** What a channel is made, signed and tested with. */
    @ApplicationScoped
    static class Tools {
        private final SigningSecrets secrets;
        private final NoticesQueue queue;
        private final Clock clock;

        Tools(SigningSecrets secrets, NoticesQueue queue, Clock clock) {
            this.secrets = secrets;
            this.queue = queue;
            this.clock = clock;
        }

        SigningSecrets secrets() {
            return secrets;
        }

        NoticesQueue queue() {
            return queue;
        }

        String freshId() {
            return Ulid.of(clock.instant(), UUID.randomUUID().toString());
        }
    }
}
