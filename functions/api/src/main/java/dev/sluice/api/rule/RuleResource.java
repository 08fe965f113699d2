package dev.sluice.api.rule;

import dev.sluice.api.access.Access;
import dev.sluice.api.access.Members;
import dev.sluice.api.http.Answer;
import dev.sluice.api.http.Changes;
import dev.sluice.api.http.Changes.Asked;
import dev.sluice.api.http.Changes.Plan;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.JsonBody;
import dev.sluice.api.http.Lists;
import dev.sluice.api.http.Problem;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleSpec;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.ProjectStore.Snapshot;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A project's rules. The version, as ETag, guards against overwriting what somebody else saved meanwhile. */
@Path("/api/v1/projects/{project}/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules")
public class RuleResource {
    /** A delivery that fires them all is stored in one transaction of 100 writes, two for each. */
    private static final int MAX_RULES = 40;

    /** The version, alone or with the hash that reading a rule adds: what its runs left behind is not what is guarded. */
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?([0-9]{1,18})(?:-[0-9a-f]+)?\"?");

    private final Access access;
    private final ProjectStore projects;
    private final RunStore runs;
    private final Changes changes;
    private final Clock clock;

    RuleResource(Access access, ProjectStore projects, RunStore runs, Changes changes, Clock clock) {
        this.access = access;
        this.projects = projects;
        this.runs = runs;
        this.changes = changes;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "The rules, in the order of their creation")
    public Map<String, Object> list(
            @PathParam("project") String project,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Snapshot now = snapshot(access.require(project, Role.VIEWER));
        return Lists.slice(
                Lists.request(limit, cursor),
                now.rules(),
                rule -> rule.id().value(),
                rule -> json(rule, now.state(rule.id())));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a rule")
    public Response create(@PathParam("project") String project, byte[] body) {
        Member member = access.require(project, Role.DEVELOPER);
        RuleSpec spec = RuleDesk.parse(JsonBody.object(body));
        return changes.make(Asked.of(member, body), () -> {
            Snapshot now = snapshot(member);
            RuleDesk.requireSavable(member, spec, now, () -> Members.of(projects, member.project()));
            if (now.rules().size() >= MAX_RULES) {
                throw Problem.conflict("too_many_rules", "A project has at most " + MAX_RULES + " rules.")
                        .refused();
            }
            Instant at = clock.instant();
            RuleId id = new RuleId(Ulid.of(at, UUID.randomUUID().toString()));
            Rule rule = new Rule(member.project(), id, 1, spec, at, at, member.email(), 0);
            Answer answer = Answer.created(
                    "/api/v1/projects/" + project + "/rules/" + id,
                    RuleJson.of(rule, RuleState.fresh(member.project(), id), Optional.empty(), at));
            return Plan.of(tagged(answer, rule), RuleReferences.lock(now), Write.save(rule));
        });
    }

    @GET
    @Path("/{rule}")
    @Operation(summary = "One rule; its ETag begins with its version")
    public Response read(@PathParam("project") String project, @PathParam("rule") String id) {
        Snapshot now = snapshot(access.require(project, Role.VIEWER));
        Rule rule = RuleDesk.rule(now, id);
        return Response.ok(json(rule, now.state(rule.id())))
                .header(HttpHeaders.ETAG, etag(rule))
                .build();
    }

    @PUT
    @Path("/{rule}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replace a rule's text; with If-Match only the version that it names, else 412")
    public Response replace(
            @PathParam("project") String project,
            @PathParam("rule") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            byte[] body) {
        Member member = access.require(project, Role.DEVELOPER);
        RuleSpec spec = RuleDesk.parse(JsonBody.object(body));
        return changes.make(Asked.of(member, body), () -> {
            Snapshot now = snapshot(member);
            Rule rule = RuleDesk.rule(now, id);
            requireMatch(rule, ifMatch);
            RuleDesk.requireMayTouch(member, rule.spec(), now.environments());
            RuleDesk.requireSavable(member, spec, now, () -> Members.of(projects, member.project()));
            Rule saved = rule.edited(spec, clock.instant(), member.email());
            return Plan.of(answer(saved, now.state(rule.id())), RuleReferences.lock(now), Write.save(saved));
        });
    }

    @DELETE
    @Path("/{rule}")
    @Operation(summary = "Delete a rule; its runs stay")
    public Response remove(@PathParam("project") String project, @PathParam("rule") String id) {
        Member member = access.require(project, Role.DEVELOPER);
        return changes.make(Asked.withoutBody(member), () -> {
            Snapshot now = snapshot(member);
            Rule rule = RuleDesk.rule(now, id);
            RuleDesk.requireMayTouch(member, rule.spec(), now.environments());
            RuleState state = now.state(rule.id());
            return state.revision() == 0
                    ? Plan.of(Answer.noContent(), Write.remove(rule))
                    : Plan.of(Answer.noContent(), Write.remove(rule), Write.remove(state));
        });
    }

    @POST
    @Path("/{rule}/enable")
    @Operation(summary = "Enable a rule and close its circuit breaker, which then counts from zero")
    public Response enable(@PathParam("project") String project, @PathParam("rule") String id) {
        return turn(project, id, true);
    }

    @POST
    @Path("/{rule}/disable")
    @Operation(summary = "Disable a rule: events that it would take are recorded as skipped")
    public Response disable(@PathParam("project") String project, @PathParam("rule") String id) {
        return turn(project, id, false);
    }

    private Response turn(String project, String id, boolean on) {
        Member member = access.require(project, Role.DEVELOPER);
        return changes.make(Asked.withoutBody(member), () -> {
            Snapshot now = snapshot(member);
            Rule rule = RuleDesk.rule(now, id);
            RuleDesk.requireMayTouch(member, rule.spec(), now.environments());
            RuleState state = now.state(rule.id());
            boolean turns = rule.spec().enabled() != on;
            boolean resets = on && (turns || state.tripped().isPresent() || state.failures() > 0);
            Rule then = turns ? rule.edited(rule.spec().withEnabled(on), clock.instant(), member.email()) : rule;
            RuleState stateThen = resets ? state.reset() : state;
            List<Write> writes = new ArrayList<>();
            if (turns) {
                writes.add(Write.save(then));
            }
            if (resets) {
                writes.add(Write.save(stateThen));
            }
            return new Plan(writes, answer(then, stateThen));
        });
    }

    private Snapshot snapshot(Member member) {
        return Inputs.found(projects.snapshot(member.project()));
    }

    private Answer answer(Rule rule, RuleState state) {
        return tagged(Answer.ok(json(rule, state)), rule);
    }

    /** One query for the rule's newest run. */
    private Map<String, Object> json(Rule rule, RuleState state) {
        return RuleJson.of(rule, state, runs.newest(rule.project(), rule.id()), clock.instant());
    }

    private static Answer tagged(Answer answer, Rule rule) {
        return answer.with(HttpHeaders.ETAG, etag(rule));
    }

    private static String etag(Rule rule) {
        return "\"" + rule.version() + "\"";
    }

    private static void requireMatch(Rule rule, String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches() || !tag.group(1).equals(Long.toString(rule.version()))) {
            throw Problem.of(
                            412,
                            "version_mismatch",
                            "The rule is at version " + rule.version() + " by now. Read it again, then save.")
                    .refused();
        }
    }
}
