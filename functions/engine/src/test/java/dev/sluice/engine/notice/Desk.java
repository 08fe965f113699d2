package dev.sluice.engine.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.sluice.aws.AesGcmVault;
import dev.sluice.aws.DynamoCommits;
import dev.sluice.aws.DynamoNoticeStore;
import dev.sluice.aws.DynamoProjectStore;
import dev.sluice.aws.DynamoRunStore;
import dev.sluice.aws.EncryptionKey;
import dev.sluice.aws.Notice;
import dev.sluice.aws.NoticesQueue;
import dev.sluice.aws.testing.LocalDynamoDb;
import dev.sluice.aws.testing.LocalSqs;
import dev.sluice.domain.ChannelId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Ulid;
import dev.sluice.domain.Vault;
import dev.sluice.domain.notice.NoticeAttempt;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.Entity;
import dev.sluice.domain.store.NoticeStore;
import dev.sluice.domain.store.Page;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.Write;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Notify with its real surroundings on loopback: DynamoDB Local, ElasticMQ, an SMTP server and a web server. */
final class Desk implements AutoCloseable {
    static final String BASE = "https://sluice.example.org";
    static final int TRIES = 3;
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final Receiver receiver = new Receiver();
    final GreenMail mail = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    final MovableClock clock = new MovableClock();
    final Vault vault = new AesGcmVault(EncryptionKey.parse(Base64.getEncoder().encodeToString(new byte[32])));
    final NoticeStore notices;
    final NoticesQueue queue;
    ApprovalLinks approvals = (run, email) -> Optional.of(URI.create(BASE + "/approvals/of-" + email));

    private final String queueUrl = LocalSqs.freshQueue(false);
    private final Commits commits;
    private final ProjectStore projects;
    private final DynamoRunStore runs;
    private boolean withMail = true;
    private int channels;

    Desk() {
        mail.start();
        String table = LocalDynamoDb.freshTable();
        commits = new DynamoCommits(LocalDynamoDb.client(), table, clock);
        projects = new DynamoProjectStore(LocalDynamoDb.client(), table, clock);
        runs = new DynamoRunStore(LocalDynamoDb.client(), table, clock);
        notices = new DynamoNoticeStore(LocalDynamoDb.client(), table, clock);
        queue = new NoticesQueue(LocalSqs.client(), queueUrl);
    }

    Desk withoutMail() {
        withMail = false;
        return this;
    }

    MailServer mailServer() {
        return new MailServer(
                "127.0.0.1",
                mail.getSmtp().getPort(),
                MailServer.Security.NONE,
                "sluice@example.org",
                Optional.empty());
    }

    private NotifyHandler handler() {
        Deadline deadline = new Deadline(Duration.ofSeconds(5));
        Sending sending = new Sending(
                new Mail(Optional.of(mailServer()).filter(server -> withMail), deadline),
                new Outbound(SystemDefaultDnsResolver.INSTANCE, tls(), true, deadline),
                vault,
                new Sending.Words(new NoticePages(URI.create(BASE)), approvals),
                clock);
        return new NotifyHandler(
                runs,
                queue,
                new Audience(projects, notices),
                new Copies(projects, notices, commits, sending, clock),
                new Retries(TRIES));
    }

    /** Sends the notice, and lets notify work until its queue has nothing to give. */
    void happens(NoticeEvent event, Run run) {
        queue.send(new Notice(run.project(), run.id(), event.wireName()));
        work();
    }

    /** The bodies of the messages that notify asked to have again. */
    List<String> work() {
        List<String> failed = new java.util.ArrayList<>();
        List<Message> messages = receive();
        while (!messages.isEmpty()) {
            for (Message message : messages) {
                if (works(message, 1)) {
                    LocalSqs.client().deleteMessage(d -> d.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
                } else {
                    failed.add(message.body());
                }
            }
            messages = receive();
        }
        return failed;
    }

    /** Whether notify is done with this message at its nth delivery. */
    boolean works(Message message, int received) {
        SQSEvent.SQSMessage record = new SQSEvent.SQSMessage();
        record.setMessageId(message.messageId());
        record.setBody(message.body());
        record.setReceiptHandle(message.receiptHandle());
        record.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(received)));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(record));
        return handler().handleRequest(event, null).getBatchItemFailures().isEmpty();
    }

    List<Message> receive() {
        return LocalSqs.client()
                .receiveMessage(r -> r.queueUrl(queueUrl)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    void stored(Entity entity) {
        assertThat(commits.commit(Write.save(entity)).done()).isTrue();
    }

    void member(String email, Role role) {
        stored(Member.of(Runs.PROJECT, email, role));
    }

    NoticeChannel channel(NoticeChannel.Kind kind, String target, NoticeEvent... events) {
        ChannelId id = new ChannelId(Ulid.of(clock.instant().plusMillis(++channels), "channel"));
        Optional<NoticeChannel.Signing> signing = kind == NoticeChannel.Kind.WEBHOOK
                ? Optional.of(new NoticeChannel.Signing(
                        vault.seal(NoticeChannel.signingPurpose(Runs.PROJECT, id), new Secret(Receiver.SECRET)),
                        Optional.empty(),
                        clock.instant()))
                : Optional.empty();
        NoticeChannel.Target where = kind.hasSecretAddress()
                ? new NoticeChannel.Target(
                        URI.create(target).getHost(),
                        Optional.of(vault.seal(NoticeChannel.addressPurpose(Runs.PROJECT, id), new Secret(target))))
                : new NoticeChannel.Target(target, Optional.empty());
        NoticeChannel channel = new NoticeChannel(
                Runs.PROJECT, id, "Channel " + kind, kind, where, Set.of(events), true, signing, clock.instant(), 0);
        stored(channel);
        return channel;
    }

    /** What is recorded for the run, the oldest first. */
    List<NoticeAttempt> attempts(RunId run) {
        List<NoticeAttempt> newestFirst = new java.util.ArrayList<>(
                notices.attempts(Runs.PROJECT, run, Page.Request.first(100)).items());
        java.util.Collections.reverse(newestFirst);
        return newestFirst;
    }

    static SSLContext tls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        receiver.close();
        mail.stop();
    }

    /** Real time plus what a test adds. */
    static final class MovableClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void add(Duration time) {
            ahead = ahead.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }
}
