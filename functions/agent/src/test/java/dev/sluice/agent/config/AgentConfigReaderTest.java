package dev.sluice.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentConfigReaderTest {

    private static final String KEY = "0123456789abcdef";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("agent.yaml");
    }

    @Test
    void reads_a_whole_file() throws IOException {
        AgentConfig config = accepted(
                """
                api_key: 0123456789abcdef
                data: /srv/agent
                environments:
                  staging:
                    name: Staging of the shop
                    kind: staging
                    repository: git@git.example.org:acme/shop.git
                    folder: /srv/shop
                    build: [make, dist]
                    build_timeout_seconds: 60
                    activate: [systemctl, restart, shop]
                    env: {NODE_ENV: production}
                    health: {url: 'http://127.0.0.1:8069/health', timeout_seconds: 5}
                    url: https://staging.example.org/
                    keep_builds: 3
                """);
        EnvironmentConfig staging =
                config.environment(new EnvironmentId("staging")).orElseThrow();
        assertThat(staging.label().name()).isEqualTo("Staging of the shop");
        assertThat(staging.commands().build().orElseThrow().arguments()).containsExactly("make", "dist");
        assertThat(staging.commands().build().orElseThrow().timeout()).hasSeconds(60);
        assertThat(staging.commands().activate().orElseThrow().timeout()).hasSeconds(60);
        assertThat(staging.commands().variables()).containsEntry("NODE_ENV", "production");
        assertThat(staging.site().health().orElseThrow().timeout()).hasSeconds(5);
        assertThat(staging.site().keeping().builds()).isEqualTo(3);
        assertThat(config.apiKey().matches(KEY)).isTrue();
        assertThat(config.apiKey().matches(KEY + "0")).isFalse();
    }

    @Test
    void names_every_fault_with_its_path() throws IOException {
        assertThat(
                        problems(
                                """
                        api_key: short
                        data: relative/folder
                        environment: {}
                        environments:
                          Staging: {}
                          test:
                            kind: testing
                            repository: ext::sh -c evil
                            folder: /srv/test
                            build: make dist
                            build_timeout_seconds: 0
                            keep_builds: 1
                            env: {SLUICE_KEY: x, PORT: 80}
                            health: {url: 'ftp://x/', retries: 3}
                            helth: x
                        """))
                .containsExactlyInAnyOrder(
                        "api_key: must be at least 16 visible ASCII characters without spaces",
                        "data: must be an absolute path, one that starts with /",
                        "environments.Staging: is no environment id; use 1 to 63 lowercase letters, digits and dashes",
                        "environments.Staging.kind: is missing; one of development, staging, production",
                        "environments.Staging.repository: is missing; the path or URL of a git repository",
                        "environments.Staging.folder: is missing; where the link \"current\" shall be",
                        "environments.test.kind: must be one of development, staging, production",
                        "environments.test.repository: must be an absolute path, a URL (https, http, ssh, git, file) or"
                                + " user@host:path",
                        "environments.test.build: must be a list of texts, the program first, such as [make, dist]; it"
                                + " is not run by a shell",
                        "environments.test.build_timeout_seconds: must be a whole number from 1 to 86400",
                        "environments.test.keep_builds: must be a whole number from 2 to 1000",
                        "environments.test.env.SLUICE_KEY: is no usable name; letters, digits and _, and not starting"
                                + " with SLUICE_",
                        "environments.test.env.PORT: must be a text; put numbers and booleans in quotes",
                        "environments.test.health.url: must be an address that starts with http:// or https:// and"
                                + " names a host",
                        "environments.test.health.retries: is not a known field; known here: timeout_seconds, url",
                        "environments.test.helth: is not a known field; known here: activate, activate_timeout_seconds,"
                                + " build, build_timeout_seconds, database, env, fetch_timeout_seconds, filestore, folder, health,"
                                + " keep_builds, keep_served_hours, kind, name, neutralize, quick_update,"
                                + " quick_update_timeout_seconds, repository, url",
                        "environment: is not a known field; known here: api_key, api_key_file, data, environments");
    }

    @Test
    void reads_where_the_data_is() throws IOException {
        AgentConfig config = accepted(
                """
                api_key: 0123456789abcdef
                data: /srv/agent
                environments:
                  staging:
                    kind: staging
                    repository: /srv/shop.git
                    folder: /srv/shop
                    database: {url: 'postgresql://shop@db.example.org/shop-1', password_file: /etc/pw, jobs: 4}
                    filestore: /srv/files/shop
                    neutralize: {profile: sql, file: /etc/neutral.sql}
                """);
        EnvironmentConfig.Data data = config.environment(new EnvironmentId("staging"))
                .orElseThrow()
                .site()
                .data();
        assertThat(data.database().orElseThrow().location().name()).isEqualTo("shop-1");
        assertThat(data.database().orElseThrow().location().port()).isEqualTo(5432);
        assertThat(data.filestore()).contains(Path.of("/srv/files/shop"));
        assertThat(data.neutralization())
                .contains(new Neutralization.Sql(Path.of("/etc/neutral.sql"), java.util.Optional.empty()));
    }

    @Test
    void refuses_data_that_could_be_anothers_or_anything() throws IOException {
        String start = "{kind: staging, repository: /r.git, folder: /srv/";
        assertThat(problems("api_key: " + KEY + "\ndata: /srv/agent\nenvironments:\n"
                        + "  a: " + start + "a, database: {url: 'postgresql://x@h/live'}, filestore: /f/x}\n"
                        + "  b: " + start + "b, database: {url: 'postgresql://y@h:5432/live'}, filestore: /f/x}\n"
                        + "  c: " + start + "c, database: {url: 'postgresql://x:secret@h/c'}, filestore: /}\n"
                        + "  d: " + start + "d, database: {url: 'postgresql://h/a;b'}, neutralize: {profile: all}}\n"
                        + "  e: " + start + "e, neutralize: {profile: sql}}\n"))
                .containsExactlyInAnyOrder(
                        "environments.b.database: is that of a already; give each its own",
                        "environments.b.filestore: is that of a already; give each its own",
                        "environments.c.database.url: must not contain a password; use password_file, or ~/.pgpass",
                        "environments.c.filestore: must be a folder inside another one, which the agent may write to",
                        "environments.d.database.url: must look like postgresql://user@host:5432/name, the name of at"
                                + " most 48 letters, digits, _ and -",
                        "environments.d.neutralize.profile: must be odoo or sql",
                        "environments.e.neutralize.file: is missing; the absolute path of the SQL to run");
    }

    @Test
    void takes_the_key_from_a_file() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), KEY + "\n");
        AgentConfig config = accepted("api_key_file: " + key + "\ndata: /srv/agent\nenvironments: {}\n");
        assertThat(config.apiKey().matches(KEY)).isTrue();
    }

    @Test
    void wants_exactly_one_key() throws IOException {
        assertThat(problems("data: /srv/agent\nenvironments: {}\n"))
                .containsExactly("api_key: give exactly one of api_key and api_key_file");
        assertThat(problems("api_key: " + KEY + "\napi_key_file: /k\ndata: /srv/agent\nenvironments: {}\n"))
                .containsExactly("api_key: give exactly one of api_key and api_key_file");
    }

    @Test
    void gives_each_environment_a_folder_of_its_own_outside_of_the_data() throws IOException {
        String environment = "{kind: staging, repository: /r.git, folder: /srv/agent/builds}";
        assertThat(problems("api_key: " + KEY + "\ndata: /srv/agent\nenvironments:\n  a: " + environment + "\n  b: "
                        + environment + "\n"))
                .containsExactly(
                        "environments.a.folder: must not lie inside the data folder",
                        "environments.b.folder: must not lie inside the data folder",
                        "environments.b.folder: is the folder of a already; give each its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- a", "just text", "api_key: [unclosed", "a: 1\na: 2", "\u0000", "a: &x [*x]", "? {"})
    void refuses_a_file_that_is_no_mapping(String content) throws IOException {
        assertThat(problems(content)).isNotEmpty();
    }

    @Test
    void never_prints_the_key() throws IOException {
        String text = String.join("\n", problems("api_key: " + KEY + "\n  bad: [indent\n"));
        assertThat(text).contains("not valid YAML").doesNotContain(KEY);
        assertThat(new ApiKey(KEY).toString()).isEqualTo("***");
    }

    @Test
    void says_that_the_file_is_missing() {
        assertThat(((ConfigReading.Rejected) AgentConfigReader.read(folder.resolve("none"))).text())
                .contains("none: cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--upload-pack=evil",
                "ext::sh -c x",
                "-x",
                "relative/path",
                "ssh://-oProxyCommand=x/y",
                "ssh://git@-oProxyCommand=x/y",
                "https://me:secret@host/x.git",
                "user@-host:x",
                "user@host:-x",
                "ftp://host/x",
                "fd::17",
                "https:",
                "a\nb",
                " ",
                "javascript:alert(1)"
            })
    void refuses_a_repository_that_git_could_misread(String repository) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new RepositoryLocation(repository)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/srv/git/shop.git",
                "https://host/x.git",
                "https://token@host/x",
                "ssh://git@host:22/x.git",
                "git@host.example:acme/shop.git",
                "file:///srv/git/shop.git",
                "git://host/x"
            })
    void takes_the_usual_forms_of_a_repository(String repository) {
        assertThat(new RepositoryLocation(repository).value()).isEqualTo(repository);
    }

    private AgentConfig accepted(String yaml) throws IOException {
        ConfigReading reading = AgentConfigReader.read(Files.writeString(file, yaml));
        assertThat(reading).isInstanceOf(ConfigReading.Accepted.class);
        return ((ConfigReading.Accepted) reading).config();
    }

    private List<String> problems(String yaml) throws IOException {
        ConfigReading reading = AgentConfigReader.read(Files.writeString(file, yaml));
        assertThat(reading).isInstanceOf(ConfigReading.Rejected.class);
        return ((ConfigReading.Rejected) reading)
                .problems().stream().map(ConfigReading.Problem::toString).toList();
    }
}
