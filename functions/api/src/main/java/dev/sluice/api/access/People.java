package dev.sluice.api.access;

import dev.sluice.api.http.Problem;
import dev.sluice.api.http.Refused;
import dev.sluice.domain.Sha256;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Tells who an access token belongs to. Signature, issuer and expiry are verified on every call; the e-mail is asked of
 * the issuer once a token and remembered, under the token's hash, until the token expires.
 */
@ApplicationScoped
public class People {
    private static final int REMEMBERED = 500;

    private final JWTParser parser;
    private final Issuer issuer;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    People(JWTParser parser, Issuer issuer, Clock clock) {
        this.parser = parser;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** The token's owner. Ends the request with 401 for a token that is not good, 502 where the issuer is silent. */
    Person owner(String token) {
        JsonWebToken jwt = verified(token);
        if (!"access".equals(jwt.getClaim("token_use"))) {
            throw unauthorized("This is not an access token: its token_use must be \"access\".");
        }
        String hash = Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
        Optional<Person> remembered = remembered(hash);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        Person person = issuer.owner(token, jwt.getSubject());
        remember(hash, new Known(person, Instant.ofEpochSecond(jwt.getExpirationTime())));
        return person;
    }

    static Refused unauthorized(String detail) {
        return Problem.of(401, "unauthorized", detail).refused();
    }

    private JsonWebToken verified(String token) {
        try {
            return parser.parse(token);
        } catch (ParseException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException) {
                    throw Issuer.silent();
                }
            }
            throw unauthorized("The token is damaged, expired, or not of this issuer. Sign in again.");
        }
    }

    private synchronized Optional<Person> remembered(String hash) {
        Instant now = clock.instant();
        return Optional.ofNullable(known.get(hash))
                .filter(k -> now.isBefore(k.until()))
                .map(Known::person);
    }

    private synchronized void remember(String hash, Known person) {
        known.put(hash, person);
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
    }

    private record Known(Person person, Instant until) {}
}
