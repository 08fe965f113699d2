package dev.sluice.api.http;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Sha256;
import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.DeliveryStore;
import dev.sluice.domain.store.Write;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries a change out: what it writes goes into one commit, together with the answer kept under the request's
 * Idempotency-Key, so that a repeated request changes nothing twice and is answered alike. A commit lost to somebody
 * else's is planned again from a new reading.
 */
@RequestScoped
public class Changes {
    private static final int ATTEMPTS = 5;

    private final Commits commits;
    private final DeliveryStore claims;
    private final RequestKey key;

    Changes(Commits commits, DeliveryStore claims, RequestKey key) {
        this.commits = commits;
        this.claims = claims;
        this.key = key;
    }

    /** What to write, and what to answer once it is written. */
    public record Plan(List<Write> writes, Answer answer) {
        public Plan {
            writes = List.copyOf(writes);
        }

        public static Plan of(Answer answer, Write... writes) {
            return new Plan(List.of(writes), answer);
        }
    }

    /** Who asks for what, where: the body by its hash. */
    public record Asked(ProjectId project, String email, String bodyHash) {
        public static Asked of(ProjectId project, String email, byte[] body) {
            return new Asked(project, email, Sha256.hex(body));
        }

        public static Asked of(Member member, byte[] body) {
            return of(member.project(), member.email(), body);
        }

        public static Asked withoutBody(Member member) {
            return of(member, new byte[0]);
        }
    }

    public Response make(Asked asked, Supplier<Plan> plan) {
        return make(asked, plan, answer -> {});
    }

    /**
     * {@code afterwards} is told the answer's body once the commit is done, and told it again when the request is repeated
     * with the same key: it must do no harm twice.
     */
    public Response make(Asked asked, Supplier<Plan> plan, Consumer<Map<String, Object>> afterwards) {
        Optional<String> claimKey = key.of(asked.email());
        String hash = asked.bodyHash();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Answer> kept = claimKey.flatMap(k -> kept(asked.project(), k, hash));
            Optional<Answer> answer = kept.or(() -> commit(asked.project(), claimKey, hash, plan.get()));
            if (answer.isPresent()) {
                afterwards.accept(answer.get().body());
                return response(answer.get(), kept.isPresent());
            }
        }
        throw Problem.conflict("changed_meanwhile", "Others are changing the same things right now. Try again.")
                .refused();
    }

    private Optional<Answer> commit(ProjectId project, Optional<String> claimKey, String hash, Plan plan) {
        List<Write> writes = new ArrayList<>(plan.writes());
        claimKey.map(k -> new EventClaim(
                        project, EventClaim.Kind.REQUEST, k, new KeptAnswer(hash, plan.answer()).text(), 0))
                .map(Write::save)
                .ifPresent(writes::add);
        boolean done = writes.isEmpty() || commits.commit(writes).done();
        return done ? Optional.of(plan.answer()) : Optional.empty();
    }

    private Optional<Answer> kept(ProjectId project, String claimKey, String hash) {
        Optional<KeptAnswer> kept = claims.claim(project, EventClaim.Kind.REQUEST, claimKey)
                .map(EventClaim::value)
                .map(KeptAnswer::of);
        if (kept.filter(k -> !k.requestHash().equals(hash)).isPresent()) {
            throw Problem.of(
                            422,
                            "idempotency_key_reused",
                            "This Idempotency-Key came with another body before. Use a new key for a new request.")
                    .refused();
        }
        if (kept.filter(k -> k.answer().secret()).isPresent()) {
            throw Problem.conflict(
                            "shown_once",
                            "This was done already, and its secret was shown then. A secret is shown once only.")
                    .refused();
        }
        return kept.map(KeptAnswer::answer);
    }

    private static Response response(Answer answer, boolean repeated) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        if (repeated) {
            response.header("Idempotency-Replayed", "true");
        }
        return answer.body().isEmpty()
                ? response.build()
                : response.type(MediaType.APPLICATION_JSON)
                        .entity(answer.body())
                        .build();
    }
}
