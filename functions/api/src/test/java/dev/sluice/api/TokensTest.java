package dev.sluice.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class TokensTest {
    @Test
    void knows_a_person_by_the_verified_email_of_the_issuer_in_lower_case() {
        me(Caller.token(Map.of("email", "Tess.Token@Example.org")))
                .statusCode(200)
                .body("email", equalTo("tess.token@example.org"));
    }

    @Test
    void asks_the_issuer_for_the_email_once_a_token() {
        String token = Caller.token(Map.of("email", "once@example.org"));
        me(token).statusCode(200);
        int calls = userinfoCalls();
        me(token).statusCode(200);
        me(token).statusCode(200);
        assertThat(userinfoCalls()).isEqualTo(calls);
    }

    @Test
    void refuses_a_request_without_a_token_and_says_how_to_send_one() {
        given().get("/api/v1/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("unauthorized"));
    }

    @Test
    void refuses_every_path_of_the_api_without_a_token() {
        Map<String, Map<String, Object>> paths = given().get("/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .path("paths");
        assertThat(paths.keySet()).anyMatch(p -> p.endsWith("/rules/{rule}/run"));
        paths.forEach((path, verbs) -> verbs.keySet().stream()
                .filter(verb -> path.startsWith("/api/"))
                .filter(verb -> List.of("get", "post", "put", "patch", "delete").contains(verb))
                .forEach(verb -> assertThat(given().contentType("application/json")
                                .body("{}")
                                .request(verb.toUpperCase(java.util.Locale.ROOT), path.replaceAll("\\{[a-z]+}", "x"))
                                .statusCode())
                        .as(verb + " " + path)
                        .isEqualTo(401)));
    }

    @Test
    void refuses_a_token_that_another_key_signed() {
        me(Caller.token(Map.of("email", "a@example.org", "foreign_key", true))).statusCode(401);
    }

    @Test
    void refuses_a_token_without_a_signature() {
        String token = Caller.token(Map.of("email", "a@example.org"));
        String signed = token.substring(0, token.lastIndexOf('.') + 1);
        String unsigned = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));
        me(unsigned + signed.substring(signed.indexOf('.'))).statusCode(401);
        me(signed).statusCode(401);
        me("rubbish").statusCode(401).body("detail", containsString("Sign in again"));
    }

    @Test
    void refuses_a_token_of_another_issuer() {
        me(Caller.token(Map.of("email", "a@example.org", "issuer", "https://evil.example.org")))
                .statusCode(401);
    }

    @Test
    void refuses_a_token_that_has_expired() {
        me(Caller.token(Map.of("email", "a@example.org", "expires_in", -120))).statusCode(401);
    }

    @Test
    void refuses_an_id_token() {
        me(Caller.token(Map.of("email", "a@example.org", "token_use", "id")))
                .statusCode(401)
                .body("detail", containsString("token_use"));
    }

    @Test
    void refuses_a_token_that_the_issuer_has_revoked() {
        me(Caller.token(Map.of("email", "a@example.org", "revoked", true))).statusCode(401);
    }

    @Test
    void refuses_a_userinfo_that_speaks_of_somebody_else() {
        me(Caller.token(Map.of("email", "a@example.org", "other_subject", "sub-b")))
                .statusCode(401);
    }

    @Test
    void refuses_a_person_whose_email_is_not_verified() {
        me(Caller.token(Map.of("email", "a@example.org", "email_verified", false)))
                .statusCode(403)
                .body("code", equalTo("email_not_verified"));
        me(Caller.token(Map.of("email", "a@example.org", "email_verified", "true")))
                .statusCode(200); // as Cognito writes it
    }

    private static ValidatableResponse me(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/api/v1/me")
                .then();
    }

    private static int userinfoCalls() {
        return given().get(Caller.issuer() + "/userinfo-calls").path("calls");
    }
}
