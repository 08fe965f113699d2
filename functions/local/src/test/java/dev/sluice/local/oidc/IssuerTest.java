package dev.sluice.local.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.sluice.local.http.Reply;
import dev.sluice.local.http.Request;
import dev.sluice.local.io.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerTest {

    private static final URI URL = URI.create("http://127.0.0.1:8080/oidc");
    private static final String BACK = "http://127.0.0.1:8080/signed-in";
    private static final String VERIFIER = "a-verifier-of-enough-length-to-be-one-1234567890";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path folder;

    private Issuer issuer;

    @BeforeEach
    void open() throws Exception {
        issuer = Issuer.open(URL, folder.resolve("key"), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void signs_in_by_the_code_flow_with_a_proof() throws Exception {
        JsonNode tokens = exchange(code("developer"), VERIFIER);

        JWTClaimsSet access = verified(tokens.path("access_token").asText());
        assertThat(access.getIssuer()).isEqualTo(URL.toString());
        assertThat(access.getStringClaim("token_use")).isEqualTo("access");
        assertThat(access.getStringClaim("client_id")).isEqualTo("sluice-web");
        assertThat(access.getStringClaim("username")).isEqualTo("developer");
        assertThat(access.getClaim("email")).isNull();
        assertThat(access.getExpirationTime().toInstant()).isEqualTo(NOW.plus(Duration.ofHours(12)));
        JWTClaimsSet id = verified(tokens.path("id_token").asText());
        assertThat(id.getAudience()).containsExactly("sluice-web");
        assertThat(id.getStringClaim("nonce")).isEqualTo("n-1");
        assertThat(id.getStringClaim("email")).isEqualTo("developer@example.com");
    }

    @Test
    void takes_a_code_once() throws Exception {
        String code = code("viewer");

        assertThat(exchange(code, VERIFIER).has("access_token")).isTrue();
        assertThat(exchange(code, VERIFIER).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void refuses_a_code_without_its_proof() throws Exception {
        assertThat(exchange(code("viewer"), "another").path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void sends_nobody_to_a_foreign_address() throws Exception {
        for (String address : List.of(
                "https://evil.example/", "http://127.0.0.1:9999/", "http://127.0.0.1:8080@evil.example/", "//x", "")) {
            Map<String, String> request = request();
            request.put("redirect_uri", address);

            assertThat(get("/authorize", request).status()).as(address).isEqualTo(400);
            request.put("person", "admin");
            assertThat(post("/authorize", request).status()).as(address).isEqualTo(400);
        }
    }

    @Test
    void wants_a_proof() throws Exception {
        Map<String, String> request = request();
        request.remove("code_challenge");

        assertThat(get("/authorize", request).body())
                .asString(StandardCharsets.UTF_8)
                .contains("code_challenge");
    }

    @Test
    void writes_the_request_into_its_page_without_taking_it_for_html() throws Exception {
        Map<String, String> request = request();
        request.put("state", "\"><script>alert(1)</script>");

        String page = new String(get("/authorize", request).body(), StandardCharsets.UTF_8);

        assertThat(page).contains("Demo Admin").doesNotContain("<script>");
    }

    @Test
    void tells_the_verified_address_of_who_holds_a_token() throws Exception {
        String token = issuer.accessToken(Person.DEMO.get(0));

        JsonNode person = Json.parse(userinfo(token).body());

        assertThat(person.path("sub").asText()).isEqualTo(verified(token).getSubject());
        assertThat(person.path("email").asText()).isEqualTo("admin@example.com");
        assertThat(person.path("email_verified").asBoolean()).isTrue();
    }

    @Test
    void tells_nothing_for_a_token_that_is_old_or_not_its_own() throws Exception {
        var later =
                Issuer.open(URL, folder.resolve("key"), Clock.fixed(NOW.plus(Duration.ofHours(13)), ZoneOffset.UTC));
        var other = Issuer.open(URL, folder.resolve("other"), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(userinfo(other.accessToken(Person.DEMO.get(0))).status()).isEqualTo(401);
        assertThat(later.handle(bearer(issuer.accessToken(Person.DEMO.get(0)))).status())
                .isEqualTo(401);
        assertThat(userinfo("x.y.z").status()).isEqualTo(401);
    }

    @Test
    void keeps_its_key_for_its_owner_alone_and_over_a_restart() throws Exception {
        var again = Issuer.open(URL, folder.resolve("key"), Clock.systemUTC());

        assertThat(keys(again).toString()).isEqualTo(keys(issuer).toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
        assertThat(keys(issuer).getKeys().get(0).isPrivate()).isFalse();
    }

    private String code(String person) throws Exception {
        Map<String, String> request = request();
        request.put("person", person);
        Reply reply = post("/authorize", request);
        URI back = URI.create(reply.headers().get("location").get(0));
        Map<String, String> query = Request.form(back.getRawQuery());
        assertThat(back.toString()).startsWith(BACK);
        assertThat(query).containsEntry("state", "s-1");
        return query.get("code");
    }

    private static Map<String, String> request() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return new HashMap<>(Map.of(
                "response_type", "code",
                "client_id", "sluice-web",
                "redirect_uri", BACK,
                "state", "s-1",
                "nonce", "n-1",
                "code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
                "code_challenge_method", "S256"));
    }

    private JsonNode exchange(String code, String verifier) throws Exception {
        return Json.parse(post(
                        "/token",
                        Map.of(
                                "grant_type", "authorization_code",
                                "code", code,
                                "client_id", "sluice-web",
                                "redirect_uri", BACK,
                                "code_verifier", verifier))
                .body());
    }

    private JWTClaimsSet verified(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        RSAKey key = (RSAKey) keys(issuer).getKeyByKeyId(jwt.getHeader().getKeyID());
        assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
        return jwt.getJWTClaimsSet();
    }

    private JWKSet keys(Issuer of) throws Exception {
        Request request = new Request("GET", "/oidc/.well-known/jwks.json", "", Map.of(), new byte[0]);
        return JWKSet.parse(new String(of.handle(request).body(), StandardCharsets.UTF_8));
    }

    private Reply userinfo(String token) {
        return issuer.handle(bearer(token));
    }

    private static Request bearer(String token) {
        return new Request(
                "GET", "/oidc/userinfo", "", Map.of("authorization", List.of("Bearer " + token)), new byte[0]);
    }

    private Reply get(String path, Map<String, String> query) {
        return issuer.handle(new Request("GET", "/oidc" + path, encoded(query), Map.of(), new byte[0]));
    }

    private Reply post(String path, Map<String, String> form) {
        byte[] body = encoded(form).getBytes(StandardCharsets.UTF_8);
        return issuer.handle(new Request("POST", "/oidc" + path, "", Map.of(), body));
    }

    private static String encoded(Map<String, String> fields) {
        var text = new StringBuilder();
        new TreeMap<>(fields).forEach((name, value) -> text.append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
        return text.toString();
    }
}
