package dev.sluice.local.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.sluice.local.http.Front;
import dev.sluice.local.http.LocalServer;
import dev.sluice.local.http.Reply;
import dev.sluice.local.http.Request;
import dev.sluice.local.io.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An OpenID Connect issuer for the people of the demo: discovery, keys, the authorization code flow with PKCE, and
 * userinfo. Its access tokens have the shape of Cognito's, without an e-mail address, so that whoever accepts these
 * accepts those. It sends people back to this machine's own address only.
 */
public final class Issuer implements LocalServer.Handler {

    private static final Duration TOKEN_LIFE = Duration.ofHours(12);
    private static final String SCOPE = "openid email profile";

    private final URI url;
    private final SigningKey key;
    private final Clock clock;
    private final Codes codes;

    private Issuer(URI url, SigningKey key, Clock clock) {
        this.url = url;
        this.key = key;
        this.clock = clock;
        this.codes = new Codes(clock);
    }

    /**
     * Opens the issuer.
     *
     * @param url the issuer's URL, as in {@code http://127.0.0.1:8080/oidc}
     */
    public static Issuer open(URI url, Path keyFile, Clock clock) throws IOException {
        return new Issuer(url, SigningKey.open(keyFile), clock);
    }

    /** A new access token for a person of the demo, good for twelve hours. */
    public String accessToken(Person person) {
        return accessToken(person, "sluice-local");
    }

    @Override
    public Reply handle(Request request) {
        String path = request.rawPath().substring(url.getPath().length());
        return switch (request.method() + " " + path) {
            case "GET /.well-known/openid-configuration" -> Reply.json(200, discovery());
            case "GET /.well-known/jwks.json" ->
                Reply.of(200, "application/json", key.publicKeys().getBytes(StandardCharsets.UTF_8));
            case "GET /authorize" -> askWho(request.query());
            case "POST /authorize" -> signIn(Request.form(request.text()));
            case "POST /token" -> exchange(Request.form(request.text()));
            case "GET /userinfo", "POST /userinfo" -> userinfo(request);
            case "GET /logout" -> signOut(request.query());
            default -> Reply.message(404, "Not Found");
        };
    }

    private ObjectNode discovery() {
        ObjectNode all = Json.object().put("issuer", url.toString());
        Map.of(
                        "authorization_endpoint", "/authorize",
                        "token_endpoint", "/token",
                        "userinfo_endpoint", "/userinfo",
                        "end_session_endpoint", "/logout",
                        "jwks_uri", "/.well-known/jwks.json")
                .forEach((name, path) -> all.put(name, url + path));
        all.putArray("response_types_supported").add("code");
        all.putArray("subject_types_supported").add("public");
        all.putArray("id_token_signing_alg_values_supported").add("RS256");
        all.putArray("code_challenge_methods_supported").add("S256");
        all.putArray("token_endpoint_auth_methods_supported").add("none");
        List.of(SCOPE.split(" ", -1)).forEach(all.putArray("scopes_supported")::add);
        return all;
    }

    private Reply askWho(Map<String, String> query) {
        return authorizationFault(query).orElseGet(() -> Reply.html(200, SignInPage.of(query))
                .with(
                        "content-security-policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .with("cache-control", "no-store"));
    }

    private Reply signIn(Map<String, String> form) {
        Optional<Reply> fault = authorizationFault(form);
        Optional<Person> person = Person.named(form.getOrDefault("person", ""));
        if (fault.isPresent() || person.isEmpty()) {
            return fault.orElseGet(() -> Reply.text(400, "person: one of admin, developer, viewer is wanted"));
        }
        String code = codes.issue(new Codes.Grant(
                person.get(),
                form.get("client_id"),
                form.get("redirect_uri"),
                form.get("code_challenge"),
                Optional.ofNullable(form.get("nonce"))));
        var answer = new LinkedHashMap<String, String>();
        answer.put("code", code);
        Optional.ofNullable(form.get("state")).ifPresent(state -> answer.put("state", state));
        return Reply.redirect(withQuery(form.get("redirect_uri"), answer));
    }

    /** What is wrong with an authorization request; it is told to the person and never sent to a wrong address. */
    private Optional<Reply> authorizationFault(Map<String, String> request) {
        if (!isOwnAddress(request.getOrDefault("redirect_uri", ""))) {
            return Optional.of(Reply.text(400, "redirect_uri: an address of " + url.resolve("/") + " is wanted"));
        }
        if (!request.getOrDefault("response_type", "").equals("code")) {
            return Optional.of(Reply.text(400, "response_type: code is wanted"));
        }
        if (request.getOrDefault("client_id", "").isBlank()) {
            return Optional.of(Reply.text(400, "client_id: the name of the application is wanted"));
        }
        boolean pkce = request.getOrDefault("code_challenge_method", "").equals("S256")
                && !request.getOrDefault("code_challenge", "").isBlank();
        return pkce ? Optional.empty() : Optional.of(Reply.text(400, "code_challenge: PKCE with S256 is wanted"));
    }

    private boolean isOwnAddress(String address) {
        try {
            URI uri = new URI(address);
            return "http".equals(uri.getScheme())
                    && uri.getPort() == url.getPort()
                    && uri.getUserInfo() == null
                    && uri.getHost() != null
                    && Front.isLocalName(uri.getHost());
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    private Reply exchange(Map<String, String> form) {
        if (!form.getOrDefault("grant_type", "").equals("authorization_code")) {
            return tokenFault("unsupported_grant_type", "grant_type: authorization_code is wanted");
        }
        return codes.redeem(
                        form.getOrDefault("code", ""),
                        form.getOrDefault("client_id", ""),
                        form.getOrDefault("redirect_uri", ""),
                        form.getOrDefault("code_verifier", ""))
                .map(grant -> Reply.json(
                                200,
                                Json.object()
                                        .put("access_token", accessToken(grant.person(), grant.client()))
                                        .put("id_token", idToken(grant))
                                        .put("token_type", "Bearer")
                                        .put("scope", SCOPE)
                                        .put("expires_in", TOKEN_LIFE.toSeconds()))
                        .with("cache-control", "no-store"))
                .orElseGet(
                        () -> tokenFault("invalid_grant", "the code is unknown, used, expired or not for this client"));
    }

    private static Reply tokenFault(String error, String description) {
        return Reply.json(400, Json.object().put("error", error).put("error_description", description));
    }

    private Reply userinfo(Request request) {
        return request.header("authorization")
                .filter(value -> value.startsWith("Bearer "))
                .flatMap(value -> key.verify(value.substring("Bearer ".length())))
                .filter(claims -> "access".equals(claims.getClaim("token_use")))
                .filter(claims -> claims.getExpirationTime().toInstant().isAfter(clock.instant()))
                .flatMap(claims -> Person.withSubject(claims.getSubject()))
                .map(person -> Reply.json(
                        200,
                        Json.object()
                                .put("sub", person.subject())
                                .put("username", person.name())
                                .put("email", person.email())
                                .put("email_verified", true)
                                .put("name", person.fullName())))
                .orElseGet(() -> Reply.json(401, Json.object().put("error", "invalid_token"))
                        .with("www-authenticate", "Bearer error=\"invalid_token\""));
    }

    private Reply signOut(Map<String, String> query) {
        String back =
                query.getOrDefault("post_logout_redirect_uri", url.resolve("/").toString());
        return isOwnAddress(back)
                ? Reply.redirect(back)
                : Reply.text(400, "post_logout_redirect_uri: not an own address");
    }

    private String accessToken(Person person, String client) {
        return key.sign(claims(person)
                .claim("client_id", client)
                .claim("token_use", "access")
                .claim("scope", SCOPE)
                .claim("username", person.name())
                .build());
    }

    private String idToken(Codes.Grant grant) {
        Person person = grant.person();
        var claims = claims(person)
                .audience(grant.client())
                .claim("token_use", "id")
                .claim("cognito:username", person.name())
                .claim("email", person.email())
                .claim("email_verified", true)
                .claim("name", person.fullName());
        grant.nonce().ifPresent(nonce -> claims.claim("nonce", nonce));
        return key.sign(claims.build());
    }

    private JWTClaimsSet.Builder claims(Person person) {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(url.toString())
                .subject(person.subject())
                .issueTime(Date.from(now))
                .claim("auth_time", now.getEpochSecond())
                .expirationTime(Date.from(now.plus(TOKEN_LIFE)))
                .jwtID(UUID.randomUUID().toString());
    }

    private static String withQuery(String address, Map<String, String> parameters) {
        var query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return address + (address.contains("?") ? "&" : "?") + query;
    }
}
