package dev.sluice.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class PageTest {
    private static final Pattern NONCE = Pattern.compile("csp-nonce\" content=\"([A-Za-z0-9+/]{22}==)\"");

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/callback", "/projects", "/projects/demo", "/projects/demo/runs/01M84DE2NCXP86113W6SW1TNPM"
            })
    void the_page_comes_up_at_every_address_of_the_ui_and_is_not_kept(String address) {
        given().get(address)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", "no-cache")
                .body(containsString("/assets/app-1a2b.js"));
    }

    @Test
    void the_page_runs_its_own_scripts_and_talks_to_the_issuer_only() {
        Response page = given().get("/");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                .contains("connect-src 'self' " + Caller.issuer() + ";")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void each_answer_has_a_nonce_of_its_own_that_its_policy_names() {
        Response one = given().get("/");
        Response other = given().get("/");
        assertThat(one.header("Content-Security-Policy")).contains("style-src 'self' 'nonce-" + nonce(one) + "'");
        assertThat(nonce(other)).isNotEqualTo(nonce(one));
    }

    @Test
    void a_script_is_kept_for_ever_and_comes_compressed_to_whoever_takes_that() {
        given().header("Accept-Encoding", "gzip, br")
                .get("/assets/app-1a2b.js")
                .then()
                .statusCode(200)
                .header("Content-Encoding", "br")
                .header("Vary", "Accept-Encoding")
                .header("Content-Type", "application/javascript; charset=utf-8")
                .header("Cache-Control", containsString("immutable"))
                .header("X-Content-Type-Options", "nosniff");
        given().header("Accept-Encoding", "gzip, br;q=0")
                .get("/assets/app-1a2b.js")
                .then()
                .statusCode(200)
                .header("Content-Encoding", is((String) null))
                .body(containsString("compressed = false"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/assets/none.js", "/assets/app-1a2b.js.br", "/assets/..%2Fapp.html", "/assets/%2e%2e%2fapp.html"
            })
    void what_is_no_file_of_the_ui_is_not_found(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }

    @Test
    void the_page_is_told_where_to_sign_in() {
        given().get("/config.json")
                .then()
                .statusCode(200)
                .body("client_id", equalTo("sluice-web"))
                .body("issuer", equalTo(Caller.issuer()))
                .body("authorization_endpoint", equalTo(Caller.issuer() + "/authorize"));
    }

    @Test
    void an_unknown_path_of_the_api_is_no_page() {
        given().get("/api/v1/nothing").then().statusCode(404).contentType("application/problem+json");
        given().get("/nothing").then().statusCode(404);
    }

    private static String nonce(Response page) {
        Matcher nonce = NONCE.matcher(page.asString());
        assertThat(nonce.find()).isTrue();
        return nonce.group(1);
    }
}
