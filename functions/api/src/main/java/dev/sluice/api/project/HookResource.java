package dev.sluice.api.project;

import dev.sluice.api.ApiConfig;
import dev.sluice.api.access.Access;
import dev.sluice.api.http.Answer;
import dev.sluice.api.http.Changes;
import dev.sluice.api.http.Changes.Asked;
import dev.sluice.api.http.Changes.Plan;
import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Json;
import dev.sluice.api.http.Lists;
import dev.sluice.domain.Fields;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.HookSecret;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.Write;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where git hosts send a project's webhooks, and the secrets that they sign them with. */
@Path("/api/v1/projects/{project}/hooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class HookResource {
    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final int SECRET_BYTES = 32;
    private static final List<Provider> HOSTS =
            Arrays.stream(Provider.values()).filter(p -> p != Provider.SLUICE).toList();

    private final Access access;
    private final ProjectStore projects;
    private final Changes changes;
    private final Rotation rotation;
    private final ApiConfig config;

    HookResource(Access access, ProjectStore projects, Changes changes, Rotation rotation, ApiConfig config) {
        this.access = access;
        this.projects = projects;
        this.changes = changes;
        this.rotation = rotation;
        this.config = config;
    }

    @GET
    @Operation(summary = "The webhook's URL for each git host, and whether a secret is set")
    public Map<String, Object> list(@PathParam("project") String project) {
        ProjectId id = access.require(project, Role.ADMIN).project();
        return Lists.whole(HOSTS.stream()
                .map(host -> json(id, host, projects.hookSecret(id, host)))
                .toList());
    }

    @POST
    @Path("/{provider}/rotate")
    @Operation(
            summary = "Set a new secret",
            description = "Without a body a secret is made, and the answer shows it, once: a request repeated with the"
                    + " same Idempotency-Key is refused with 409. GitLab's serves as the signing token and as the secret"
                    + " token. With a body the secret that the git host made is stored, and not shown. The former secret"
                    + " is valid for 24 hours more.")
    public Response rotate(@PathParam("project") String project, @PathParam("provider") String provider, byte[] body) {
        Member admin = access.require(project, Role.ADMIN);
        Provider host = Inputs.found(
                HOSTS.stream().filter(p -> Fields.wire(p).equals(provider)).findFirst());
        Optional<Secret> given = GivenSecret.read(host, body);
        return changes.make(Asked.of(admin, body), () -> {
            Secret secret = given.orElseGet(() -> rotation.fresh(host));
            HookSecret rotated = rotation.of(admin.project(), host, projects.hookSecret(admin.project(), host), secret);
            Map<String, Object> json = json(admin.project(), host, Optional.of(rotated));
            if (given.isPresent()) {
                return Plan.of(Answer.ok(json), Write.save(rotated));
            }
            json.put("secret", secret.reveal());
            return Plan.of(Answer.once(json), Write.save(rotated));
        });
    }

    private Map<String, Object> json(ProjectId project, Provider host, Optional<HookSecret> secret) {
        return Json.object(
                "provider", host,
                "url", config.publicUrl() + "/hooks/" + project + "/" + Fields.wire(host),
                "secret_set", secret.isPresent(),
                "rotated_at", secret.map(HookSecret::rotatedAt),
                "former_valid_until", secret.flatMap(HookSecret::former).map(HookSecret.Former::until));
    }

    /** Makes secrets, and puts a new one in the former's place. */
    @ApplicationScoped
    static class Rotation {
        private final Vault vault;
        private final Clock clock;

        Rotation(Vault vault, Clock clock) {
            this.vault = vault;
            this.clock = clock;
        }

        /**
         * 256 bits of chance, as hex, or for GitLab in the form that it demands of a signing token. The generator is made
         * per call, since a native image must not contain a seed.
         */
        Secret fresh(Provider host) {
            byte[] bytes = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(bytes);
            return new Secret(
                    host == Provider.GITLAB
                            ? GivenSecret.SIGNING_TOKEN + Base64.getEncoder().encodeToString(bytes)
                            : HexFormat.of().formatHex(bytes));
        }

        HookSecret of(ProjectId project, Provider host, Optional<HookSecret> now, Secret fresh) {
            Instant at = clock.instant();
            return new HookSecret(
                    project,
                    host,
                    vault.seal(HookSecret.purpose(project, host), fresh),
                    now.map(n -> new HookSecret.Former(n.current(), at.plus(OVERLAP))),
                    at,
                    now.map(HookSecret::revision).orElse(0L));
        }
    }
}
