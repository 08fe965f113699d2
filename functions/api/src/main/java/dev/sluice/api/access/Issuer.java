package dev.sluice.api.access;

import dev.sluice.api.ApiConfig;
import dev.sluice.api.http.Outbound;
import dev.sluice.api.http.Problem;
import dev.sluice.api.http.Refused;
import dev.sluice.api.http.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The OpenID Connect issuer as a client sees it: its discovery document, and what it says of a token's owner. */
@ApplicationScoped
public class Issuer {
    private static final Duration KEEP = Duration.ofHours(1);

    private final URI issuer;
    private final Outbound outbound;
    private final Clock clock;
    private volatile Optional<Discovered> discovered = Optional.empty();

    Issuer(ApiConfig config, Outbound outbound, Clock clock) {
        this.issuer = config.oidcIssuer();
        this.outbound = outbound;
        this.clock = clock;
    }

    /** Where the issuer wants what; read once an hour. Ends the request with 502 where it does not say. */
    public Endpoints endpoints() {
        Instant now = clock.instant();
        Optional<Discovered> known = discovered.filter(d -> now.isBefore(d.until()));
        if (known.isEmpty()) {
            known = Optional.of(new Discovered(discover(), now.plus(KEEP)));
            discovered = known;
        }
        return known.get().endpoints();
    }

    /**
     * The verified e-mail behind an access token. Ends the request with 401 where the issuer refuses the token or speaks
     * of somebody else than {@code subject}, 403 where the e-mail is not verified.
     */
    Person owner(String token, String subject) {
        Reply reply = outbound.get(endpoints().userinfo(), token).orElseThrow(Issuer::silent);
        if (reply.status() == 401 || reply.status() == 403) {
            throw People.unauthorized("The issuer does not accept this token any more. Sign in again.");
        }
        if (reply.status() != 200) {
            throw silent();
        }
        Map<String, Object> claims = reply.body();
        if (!subject.equals(claims.get("sub"))) {
            throw People.unauthorized("The issuer's userinfo speaks of another person than the token.");
        }
        if (!(claims.get("email") instanceof String email)
                || email.isBlank()
                || !"true".equals(String.valueOf(claims.get("email_verified")))) { // Cognito writes it as a text
            throw Problem.of(403, "email_not_verified", "Sluice knows people by e-mail: verify yours at the issuer.")
                    .refused();
        }
        return new Person(subject, email);
    }

    private Endpoints discover() {
        URI document = URI.create(issuer + "/.well-known/openid-configuration");
        Reply reply = outbound.get(document).filter(r -> r.status() == 200).orElseThrow(Issuer::silent);
        if (!issuer.toString().equals(reply.body().get("issuer"))) {
            throw silent();
        }
        return new Endpoints(
                endpoint(reply, "authorization_endpoint"),
                endpoint(reply, "token_endpoint"),
                endpoint(reply, "userinfo_endpoint"),
                reply.body().containsKey("end_session_endpoint")
                        ? Optional.of(endpoint(reply, "end_session_endpoint"))
                        : Optional.empty());
    }

    /** As configured: what tokens name as their {@code iss}. */
    public URI name() {
        return issuer;
    }

    private URI endpoint(Reply reply, String name) {
        String text = String.valueOf(reply.body().get(name));
        boolean safe = text.startsWith("https://") || (issuer.getScheme().equals("http") && text.startsWith("http://"));
        if (!safe) {
            throw silent();
        }
        return URI.create(text);
    }

    static Refused silent() {
        return Problem.of(
                        502, "issuer_unavailable", "The OpenID Connect issuer does not answer as it should. Try again.")
                .refused();
    }

    /** The addresses of the code flow, and where a session with the issuer ends if it says so. */
    public record Endpoints(URI authorization, URI token, URI userinfo, Optional<URI> endSession) {}

    private record Discovered(Endpoints endpoints, Instant until) {}
}
