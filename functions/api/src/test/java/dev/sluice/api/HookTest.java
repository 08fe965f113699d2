package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.api.testing.Caller;
import dev.sluice.api.testing.RealParts;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.Vault;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.HookSecret;
import dev.sluice.domain.store.ProjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class HookTest {
    private static final Caller ANN = Caller.as("ann@hooks.example.org");

    @Inject
    ProjectStore projects;

    @Inject
    Vault vault;

    @Test
    void each_git_host_has_a_url_of_its_own() {
        String project = ANN.newProject();
        ANN.get("/projects/" + project + "/hooks")
                .then()
                .statusCode(200)
                .body("items.provider", contains("github", "gitlab", "bitbucket", "gitea", "forgejo"))
                .body("items[0].url", equalTo(RealParts.PUBLIC_URL + "/hooks/" + project + "/github"))
                .body("items[0].secret_set", equalTo(false))
                .body("items[0].rotated_at", nullValue());
    }

    @Test
    void a_new_secret_is_shown_once_and_the_former_counts_for_a_day() {
        String project = ANN.newProject();
        String first = rotate(project);
        String second = rotate(project);
        assertThat(second).isNotEqualTo(first);

        HookSecret stored =
                projects.hookSecret(new ProjectId(project), Provider.GITHUB).orElseThrow();
        assertThat(open(project, stored.current())).isEqualTo(second);
        HookSecret.Former former = stored.former().orElseThrow();
        assertThat(open(project, former.secret())).isEqualTo(first);
        assertThat(Duration.between(stored.rotatedAt(), former.until())).isEqualTo(Duration.ofHours(24));

        var list = ANN.get("/projects/" + project + "/hooks").then().body("items[0].secret_set", equalTo(true));
        assertThat(list.extract().asString()).doesNotContain(first).doesNotContain(second);
    }

    @Test
    void a_repeated_rotation_neither_rotates_again_nor_shows_the_secret() {
        String project = ANN.newProject();
        String path = "/projects/" + project + "/hooks/github/rotate";
        String secret = ANN.request()
                .header("Idempotency-Key", "r1")
                .post(path)
                .then()
                .statusCode(200)
                .body("rotated_at", notNullValue())
                .extract()
                .path("secret");
        var again = ANN.request().header("Idempotency-Key", "r1").post(path).then();
        again.statusCode(409).body("code", equalTo("shown_once"));
        assertThat(again.extract().asString()).doesNotContain(secret);
        HookSecret stored =
                projects.hookSecret(new ProjectId(project), Provider.GITHUB).orElseThrow();
        assertThat(open(project, stored.current())).isEqualTo(secret);
        assertThat(stored.former()).isEmpty();
    }

    @Test
    void a_host_that_we_do_not_know_has_no_secret() {
        String project = ANN.newProject();
        ANN.post("/projects/" + project + "/hooks/sourcehut/rotate").then().statusCode(404);
        ANN.post("/projects/" + project + "/hooks/sluice/rotate").then().statusCode(404);
    }

    private String rotate(String project) {
        return ANN.post("/projects/" + project + "/hooks/github/rotate")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("secret", matchesPattern("[0-9a-f]{64}"))
                .extract()
                .path("secret");
    }

    private String open(String project, Sealed secret) {
        return vault.open(HookSecret.purpose(new ProjectId(project), Provider.GITHUB), secret)
                .reveal();
    }
}
