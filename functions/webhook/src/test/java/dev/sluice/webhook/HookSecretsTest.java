package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.AesGcmVault;
import dev.sluice.aws.DynamoCommits;
import dev.sluice.aws.DynamoProjectStore;
import dev.sluice.aws.EncryptionKey;
import dev.sluice.aws.testing.LocalDynamoDb;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.HookSecret;
import dev.sluice.domain.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** How often the table is read, with a clock that stands still. */
class HookSecretsTest {
    private static final ProjectId DEMO = new ProjectId("demo");

    private final AtomicInteger reads = new AtomicInteger();
    private final MovableClock clock = new MovableClock();
    private final Vault vault = new AesGcmVault(EncryptionKey.parse("00".repeat(32)));
    private final String table = LocalDynamoDb.freshTable();
    private final DynamoCommits commits = new DynamoCommits(LocalDynamoDb.client(), table, clock);
    private final HookSecrets secrets = new HookSecrets(
            new DynamoProjectStore(
                    LocalDynamoDb.client(UrlConnectionHttpClient.create(), new ExecutionInterceptor() {
                        @Override
                        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                            reads.incrementAndGet();
                        }
                    }),
                    table,
                    clock),
            vault,
            clock);

    @Test
    void reads_a_secret_once_in_30_seconds() {
        save("one", Optional.empty(), 0);
        for (int second = 0; second < 30; second++) {
            assertThat(find()).containsExactly("one");
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(reads).hasValue(1);
        assertThat(find()).containsExactly("one");
        assertThat(reads).hasValue(2);
    }

    @Test
    void doubts_an_answer_at_most_once_in_a_moment() {
        save("one", Optional.empty(), 0);
        for (int i = 0; i < 100; i++) {
            assertThat(again()).containsExactly("one");
        }
        assertThat(reads).hasValue(1);
        clock.pass(HookSecrets.MOMENT);
        for (int i = 0; i < 100; i++) {
            assertThat(again()).containsExactly("one");
        }
        assertThat(reads).hasValue(2);
    }

    @Test
    void sees_a_rotation_when_in_doubt() {
        save("one", Optional.empty(), 0);
        assertThat(find()).containsExactly("one");
        clock.pass(HookSecrets.MOMENT);
        save("two", Optional.of(former("one", Duration.ofMinutes(5))), 1);
        assertThat(find()).containsExactly("one");
        assertThat(again()).containsExactly("two", "one");
        assertThat(find()).containsExactly("two", "one");
    }

    @Test
    void drops_the_former_secret_on_time_without_reading() {
        save("two", Optional.of(former("one", Duration.ofSeconds(10))), 0);
        clock.pass(Duration.ofMillis(9_999));
        assertThat(find()).containsExactly("two", "one");
        clock.pass(Duration.ofMillis(1));
        assertThat(find()).containsExactly("two");
        assertThat(reads).hasValue(1);
    }

    @Test
    void remembers_for_a_moment_that_there_is_no_hook() {
        assertThat(find()).isEmpty();
        assertThat(find()).isEmpty();
        assertThat(reads).hasValue(1);
        save("one", Optional.empty(), 0);
        clock.pass(HookSecrets.MOMENT);
        assertThat(find()).containsExactly("one");
    }

    @Test
    void keeps_the_hooks_of_two_projects_apart() {
        save("one", Optional.empty(), 0);
        assertThat(find()).containsExactly("one");
        assertThat(secrets.find(new ProjectId("other"), Provider.GITHUB)).isEmpty();
        assertThat(secrets.find(DEMO, Provider.GITLAB)).isEmpty();
    }

    private List<String> find() {
        return reveal(secrets.find(DEMO, Provider.GITHUB));
    }

    private List<String> again() {
        return reveal(secrets.again(DEMO, Provider.GITHUB));
    }

    private static List<String> reveal(List<Secret> secrets) {
        return secrets.stream().map(Secret::reveal).toList();
    }

    private HookSecret.Former former(String secret, Duration overlap) {
        return new HookSecret.Former(seal(secret), clock.instant().plus(overlap));
    }

    private dev.sluice.domain.Sealed seal(String secret) {
        return vault.seal(HookSecret.purpose(DEMO, Provider.GITHUB), new Secret(secret));
    }

    private void save(String secret, Optional<HookSecret.Former> former, long revision) {
        HookSecret hook = new HookSecret(DEMO, Provider.GITHUB, seal(secret), former, clock.instant(), revision);
        assertThat(commits.commit(Write.save(hook)).done()).isTrue();
    }
}
