package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AwsOnThisMachine.class)
class DeliveryLogTest {
    private static final String SECRET = "the secret of this test";

    @Inject
    Surroundings surroundings;

    private final Records records = new Records();
    private final Logger root = LogContext.getLogContext().getLogger("");

    private static final class Records extends ExtHandler {
        private final List<ExtLogRecord> all = new CopyOnWriteArrayList<>();

        @Override
        protected void doPublish(ExtLogRecord record) {
            record.copyMdc();
            all.add(record);
        }

        List<Map<String, String>> fields() {
            return all.stream()
                    .filter(r -> DeliveryLog.class.getName().equals(r.getLoggerName()))
                    .map(ExtLogRecord::getMdcCopy)
                    .toList();
        }

        String text() {
            StringBuilder text = new StringBuilder();
            all.forEach(r -> text.append(r.getMessage()).append(r.getMdcCopy()).append('\n'));
            return text.toString();
        }
    }

    @BeforeEach
    void listens() {
        root.addHandler(records);
    }

    @AfterEach
    void listens_no_more() {
        root.removeHandler(records);
    }

    @Test
    void writes_one_line_for_each_delivery_and_no_secret_or_body() {
        String project = surroundings.project(SECRET);
        Push.to(project)
                .header("X-GitHub-Delivery", "d-7")
                .signed(SECRET)
                .send()
                .statusCode(202);
        Push.to(project).signed("another secret").send().statusCode(401);
        Push.to(project).body("{\"ref\": 1}").signed(SECRET).send().statusCode(400);

        assertThat(records.fields()).hasSize(3);
        assertThat(records.fields().get(0))
                .containsEntry("project", project)
                .containsEntry("provider", "github")
                .containsEntry("outcome", "accepted")
                .containsEntry("key", "d-7")
                .containsEntry("type", "push")
                .containsEntry("events", "1")
                .containsKey("delivery_id");
        assertThat(records.fields().get(1))
                .containsEntry("outcome", "refused")
                .containsEntry("status", "401")
                .doesNotContainKey("delivery_id");
        assertThat(records.fields().get(2))
                .containsEntry("status", "400")
                .hasEntrySatisfying("fields", fields -> assertThat(fields).contains("repository", "sender"));
        assertThat(records.text())
                .doesNotContain(SECRET)
                .doesNotContain("another secret")
                .doesNotContain("sha256=")
                .doesNotContain("Sell more");
    }

    @Test
    void writes_no_line_break_of_a_url_into_the_log() {
        Push.to("x").signed(SECRET).send("/hooks/a%0Ab/git%0Ahub").statusCode(404);
        assertThat(records.fields()).hasSize(1);
        assertThat(records.fields().get(0)).containsEntry("project", "?").containsEntry("provider", "?");
    }
}
