package dev.sluice.agent.action;

import static dev.sluice.agent.AgentFixture.PRODUCTION;
import static dev.sluice.agent.AgentFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.agent.AgentFixture;
import dev.sluice.agent.AppFixture;
import dev.sluice.agent.PostgresFixture;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.StepName;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskError;
import dev.sluice.agent.task.TaskId;
import dev.sluice.agent.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real server: live data of production comes to staging. */
class CloneTest {

    private static final Action CLONE = new Action.Clone(PRODUCTION, true, false);

    @TempDir
    Path root;

    @BeforeEach
    void make() throws IOException {
        PostgresFixture.execute(
                "postgres",
                "DROP DATABASE IF EXISTS shop_staging_sluice_old WITH (FORCE)",
                "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop') THEN"
                        + " CREATE ROLE shop LOGIN; END IF; END $$");
        PostgresFixture.create(
                "shop_live",
                "CREATE TABLE orders (id int PRIMARY KEY, customer text)",
                "CREATE TABLE hooks (url text)",
                "INSERT INTO orders SELECT n, 'live ' || n FROM generate_series(1, 1000) n",
                "INSERT INTO hooks VALUES ('https://hooks.example.org/')");
        PostgresFixture.create("shop_staging", "CREATE TABLE old (id int)");
        PostgresFixture.execute("postgres", "ALTER DATABASE shop_staging OWNER TO shop");
        Files.writeString(root.resolve("neutral.sql"), "DELETE FROM hooks;");
        Files.writeString(root.resolve("probes.sql"), "SELECT url FROM hooks;");
    }

    @Test
    void brings_a_harmless_copy_and_keeps_the_old_data() throws SQLException {
        try (AgentFixture agent = agent()) {
            Task task = agent.carryOut(STAGING, CLONE);
            assertThat(task.progress().outcome().error()).isEmpty();
            assertThat(staging("SELECT count(*) FROM orders")).containsExactly("1000");
            assertThat(staging("SELECT url FROM hooks")).isEmpty();
            assertThat(PostgresFixture.rows("shop_live", "SELECT url FROM hooks"))
                    .hasSize(1);
            assertThat(PostgresFixture.databases())
                    .contains("shop_staging_sluice_old")
                    .doesNotContain("shop_staging_sluice_new");
            assertThat(staging("SELECT tableowner FROM pg_tables WHERE tablename = 'orders'"))
                    .containsExactly("shop");
            assertThat(PostgresFixture.rows(
                            "postgres",
                            "SELECT datname || datallowconn || datistemplate FROM pg_database WHERE datdba = 'shop'::regrole"
                                    + " ORDER BY 1"))
                    .containsExactly("shop_staging_sluice_oldfalsefalse", "shop_stagingtruefalse");
            try (Connection application = PostgresFixture.connect("shop", "shop_staging")) {
                assertThat(application.isValid(5)).isTrue();
            }
        }
    }

    @Test
    void goes_back_to_the_old_data_on_request_and_forth_again() {
        try (AgentFixture agent = agent()) {
            agent.carryOut(STAGING, CLONE);
            assertThat(agent.carryOut(STAGING, new Action.UndoClone())
                            .progress()
                            .outcome()
                            .error())
                    .isEmpty();
            assertThat(staging("SELECT count(*) FROM old")).containsExactly("0");
            agent.carryOut(STAGING, new Action.UndoClone());
            assertThat(staging("SELECT count(*) FROM orders")).containsExactly("1000");
        }
    }

    @Test
    void says_that_there_is_nothing_to_undo() {
        try (AgentFixture agent = agent()) {
            assertThat(errorOf(agent.carryOut(STAGING, new Action.UndoClone())).code())
                    .isEqualTo("nothing_to_undo");
            assertThat(staging("SELECT count(*) FROM old")).containsExactly("0");
        }
    }

    @Test
    void does_not_wait_for_those_who_write_in_the_source() throws SQLException {
        try (AgentFixture agent = agent();
                Connection writer = PostgresFixture.connect("postgres", "shop_live");
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("UPDATE orders SET customer = 'in the middle of it'");
            assertThat(agent.carryOut(STAGING, CLONE).progress().outcome().error())
                    .isEmpty();
            assertThat(staging("SELECT customer FROM orders WHERE id = 7")).containsExactly("live 7");
            writer.rollback();
        }
    }

    @Test
    void lets_nobody_in_before_the_copy_is_harmless() throws IOException {
        Path gate = root.resolve("gate");
        Files.writeString(
                root.resolve("neutral.sql"), "\\! until test -e " + gate + "; do sleep 0.05; done\nDELETE FROM hooks;");
        try (AgentFixture agent = agent()) {
            TaskId id = agent.begin(STAGING, CLONE);
            awaitStep(agent, id, StepName.NEUTRALIZE);
            assertThatThrownBy(() -> PostgresFixture.connect("shop", "shop_staging_sluice_new"))
                    .hasMessageContaining("permission denied for database");
            Files.createFile(gate);
            assertThat(agent.awaitEnd(id).progress().status()).isEqualTo(TaskStatus.COMPLETED);
        }
    }

    @Test
    void keeps_the_old_data_when_a_probe_finds_something() throws IOException {
        Files.writeString(root.resolve("neutral.sql"), "SELECT 1;");
        try (AgentFixture agent = agent()) {
            TaskError error = errorOf(agent.carryOut(STAGING, CLONE));
            assertThat(error.code()).isEqualTo("not_neutral");
            assertThat(error.message())
                    .isEqualTo(
                            "the copy is not neutral; still there: https://hooks.example.org/; staging keeps its data");
            assertOldData();
        }
    }

    @Test
    void neutralizes_all_or_nothing() throws IOException {
        Files.writeString(root.resolve("neutral.sql"), "DELETE FROM hooks; DELETE FROM nothing_of_that_name;");
        try (AgentFixture agent = agent()) {
            assertThat(errorOf(agent.carryOut(STAGING, CLONE)).message())
                    .contains("relation \"nothing_of_that_name\" does not exist");
            assertOldData();
        }
    }

    @Test
    void leaves_nothing_behind_when_it_is_cancelled() throws IOException {
        Files.writeString(root.resolve("neutral.sql"), "SELECT pg_sleep(600);");
        try (AgentFixture agent = agent()) {
            TaskId id = agent.begin(STAGING, CLONE);
            awaitStep(agent, id, StepName.NEUTRALIZE);
            agent.actions().cancel(id);
            assertThat(agent.awaitEnd(id).progress().status()).isEqualTo(TaskStatus.CANCELLED);
            assertOldData();
        }
    }

    @Test
    void goes_back_when_the_application_is_not_healthy_on_the_copy() {
        AppFixture app = AppFixture.answering(() -> staging("SELECT tablename FROM pg_tables WHERE tablename = 'old'")
                        .isEmpty()
                ? 500
                : 200);
        try (app;
                AgentFixture agent = agent("health: {url: '" + app.url() + "', timeout_seconds: 5}")) {
            agent.deploy(agent.repository.commit("index.html", "one"));
            TaskError error = errorOf(agent.carryOut(STAGING, CLONE));
            assertThat(error.code()).isEqualTo("health_failed");
            assertThat(error.message()).endsWith("staging is back on its data from before");
            assertOldData();
        }
    }

    @Test
    void goes_back_when_the_agent_had_died_after_the_change() {
        AgentFixture agent = agent();
        Task done = agent.carryOut(STAGING, CLONE);
        agent.board().update(done.id(), state -> state.begun(
                        List.of(StepName.SWAP, StepName.ACTIVATE),
                        state.startedAt().orElseThrow())
                .stepStarted(StepName.SWAP, state.startedAt().orElseThrow()));
        agent.close();
        agent.start();
        assertThat(errorOf(agent.awaitEnd(done.id())).message())
                .isEqualTo("the agent stopped during swap; staging is back on its data from before");
        assertOldData();
        agent.close();
    }

    @Test
    void drops_the_copy_when_the_agent_had_died_before_the_change() {
        AgentFixture agent = agent();
        PostgresFixture.create("shop_staging_sluice_new");
        TaskId id = ((dev.sluice.agent.task.Admission.Accepted) agent.board().admit(STAGING, CLONE, Optional.empty()))
                .task()
                .id();
        agent.close();
        agent.start();
        assertThat(errorOf(agent.awaitEnd(id)).message()).endsWith("staging keeps its data");
        assertOldData();
        agent.close();
    }

    @Test
    void never_overwrites_production() {
        try (AgentFixture agent = agent()) {
            Action back = new Action.Clone(STAGING, false, false);
            assertThat(errorOf(agent.carryOut(PRODUCTION, back)).code()).isEqualTo("production_target");
            assertThat(errorOf(agent.carryOut(PRODUCTION, new Action.UndoClone()))
                            .code())
                    .isEqualTo("production_target");
            assertThat(PostgresFixture.rows("shop_live", "SELECT count(*) FROM orders"))
                    .containsExactly("1000");
        }
    }

    @Test
    void sees_through_another_name_of_the_same_server() {
        String elsewhere = PostgresFixture.url("shop_live").replace("127.0.0.1", "localhost");
        try (AgentFixture agent = agent(elsewhere, List.of())) {
            assertThat(errorOf(agent.carryOut(STAGING, CLONE)).code()).isEqualTo("same_database");
            assertThat(PostgresFixture.rows("shop_live", "SELECT url FROM hooks"))
                    .hasSize(1);
        }
    }

    @Test
    void says_that_the_client_programs_are_missing() {
        String url = PostgresFixture.url("shop_staging") + "', tools: '" + root.resolve("nothing");
        try (AgentFixture agent = agent(url, List.of())) {
            TaskError error = errorOf(agent.carryOut(STAGING, CLONE));
            assertThat(error.code()).isEqualTo("postgres_tools_not_found");
            assertThat(error.message()).contains("postgresql-client");
        }
    }

    private AgentFixture agent(String... stagingLines) {
        return agent(PostgresFixture.url("shop_staging"), List.of(stagingLines));
    }

    private AgentFixture agent(String stagingUrl, List<String> more) {
        List<String> staging = new ArrayList<>(more);
        staging.add("database: {url: '" + stagingUrl + "'}");
        staging.add("neutralize: {profile: sql, file: " + root.resolve("neutral.sql") + ", probe_file: "
                + root.resolve("probes.sql") + "}");
        return AgentFixture.withProduction(
                root, staging, List.of("database: {url: '" + PostgresFixture.url("shop_live") + "'}"));
    }

    private void assertOldData() {
        assertThat(staging("SELECT count(*) FROM old")).containsExactly("0");
        assertThat(PostgresFixture.databases()).doesNotContain("shop_staging_sluice_new", "shop_staging_sluice_tmp");
    }

    private static List<String> staging(String query) {
        return PostgresFixture.rows("shop_staging", query);
    }

    private static void awaitStep(AgentFixture agent, TaskId id, StepName step) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> agent.board().find(id).orElseThrow().progress().currentStep(), Optional.of(step)::equals);
    }

    private static TaskError errorOf(Task task) {
        assertThat(task.progress().status()).isEqualTo(TaskStatus.FAILED);
        return task.progress().outcome().error().orElseThrow();
    }
}
