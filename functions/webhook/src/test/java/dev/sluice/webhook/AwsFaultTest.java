package dev.sluice.webhook;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the sender hears when the queue cannot be reached: nothing is lost, since it is asked to send again. */
@QuarkusTest
@TestProfile(AwsFaultTest.NobodyListensForTheQueue.class)
@QuarkusTestResource(AwsOnThisMachine.class)
class AwsFaultTest {
    private static final String SECRET = "the secret of this test";

    @Inject
    Surroundings surroundings;

    /** The queue's URL leads to a port that was free a moment ago. */
    public static class NobodyListensForTheQueue implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.sqs.endpoint-override", "http://127.0.0.1:" + freePort());
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void asks_the_sender_to_send_again_where_the_queue_cannot_be_reached() {
        String project = surroundings.project(SECRET);
        Push.to(project)
                .signed(SECRET)
                .send()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", not(nullValue()))
                .body("title", equalTo("Service Unavailable"));
    }

    @Test
    void still_refuses_what_is_forged() {
        String project = surroundings.project(SECRET);
        Push.to(project).signed("another secret").send().statusCode(401);
    }
}
