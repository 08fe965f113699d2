package dev.sluice.engine.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.aws.DomainJson;
import dev.sluice.domain.Secret;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeChannel.Kind;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a receiver of raw webhooks gets, checked as the Standard Webhooks specification tells receivers to. */
class WebhookTest {
    private static final String NEW_SECRET = "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    private final Desk desk = new Desk();
    private final String hook = desk.receiver.uri("/hook").toString();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void the_specifications_own_example_has_the_signature_that_it_gives() {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        assertThat(WebhookSignature.headers(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1_614_265_330),
                        body,
                        List.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))))
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void the_body_is_the_run_as_the_api_shows_it_and_is_signed() {
        desk.channel(Kind.WEBHOOK, hook, NoticeEvent.RUN_FAILED);
        Run run = Runs.failed();
        desk.stored(run);

        desk.happens(NoticeEvent.RUN_FAILED, run);

        Receiver.Received received = desk.receiver.received.get(0);
        JsonNode body = DomainJson.read(received.body(), JsonNode.class);
        assertThat(body.at("/type").textValue()).isEqualTo("run.failed");
        assertThat(body.at("/timestamp").textValue())
                .isEqualTo(run.finishedAt().orElseThrow().toString());
        assertThat(body.at("/data/project").textValue()).isEqualTo("demo");
        assertThat(body.at("/data/run"))
                .isEqualTo(DomainJson.read(DomainJson.bytes(RunFormat.json(run)), JsonNode.class));
        assertThat(received.headers().get("content-type")).startsWith("application/json");
        assertThat(Long.parseLong(received.headers().get("webhook-timestamp")))
                .isCloseTo(Instant.now().getEpochSecond(), org.assertj.core.api.Assertions.within(60L));
        assertThat(signatures(received)).containsExactly(expected(received, Receiver.SECRET));
    }

    @Test
    void both_secrets_sign_while_the_overlap_of_a_rotation_lasts_and_the_new_one_alone_after() {
        NoticeChannel channel = desk.channel(Kind.WEBHOOK, hook, NoticeEvent.RUN_FAILED);
        rotated(channel, Duration.ofHours(24));

        failRun();
        desk.clock.add(Duration.ofHours(25));
        failRun();

        List<Receiver.Received> received = desk.receiver.received;
        assertThat(signatures(received.get(0)))
                .containsExactly(expected(received.get(0), NEW_SECRET), expected(received.get(0), Receiver.SECRET));
        assertThat(signatures(received.get(1))).containsExactly(expected(received.get(1), NEW_SECRET));
    }

    private void rotated(NoticeChannel channel, Duration overlap) {
        NoticeChannel.Signing now = new NoticeChannel.Signing(
                desk.vault.seal(NoticeChannel.signingPurpose(Runs.PROJECT, channel.id()), new Secret(NEW_SECRET)),
                Optional.of(new NoticeChannel.Former(
                        channel.signing().orElseThrow().current(),
                        desk.clock.instant().plus(overlap))),
                desk.clock.instant());
        desk.stored(new NoticeChannel(
                channel.project(),
                channel.id(),
                channel.name(),
                channel.kind(),
                channel.target(),
                channel.events(),
                true,
                Optional.of(now),
                channel.createdAt(),
                1));
    }

    private void failRun() {
        Run run = Runs.failed();
        desk.stored(run);
        desk.happens(NoticeEvent.RUN_FAILED, run);
    }

    private static List<String> signatures(Receiver.Received received) {
        return List.of(received.headers().get("webhook-signature").split(" ", -1));
    }

    /** By the specification's text, not by our code. */
    private static String expected(Receiver.Received received, String secret) {
        try {
            String signed = received.headers().get("webhook-id") + "."
                    + received.headers().get("webhook-timestamp") + "." + received.body();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
