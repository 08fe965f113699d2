package dev.sluice.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.testing.LocalDynamoDb;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.HookSecret;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.rule.Action;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.rule.Trigger;
import dev.sluice.domain.store.Page;
import dev.sluice.domain.store.ProjectStore.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class DynamoProjectStoreTest extends TableTest {
    private static final ProjectId OTHER = new ProjectId("demo-2");

    @Test
    void a_snapshot_is_the_whole_project_in_exactly_one_query() {
        RuleState state = RuleState.fresh(Examples.DEMO, Examples.RULE).failed(Examples.RUN, 0, Examples.NOW);
        stored(Examples.project(), Examples.environment(), state);
        stored(Examples.rules().get(0));
        stored(Member.of(Examples.DEMO, "ada@example.com", Role.ADMIN));
        stored(new Project(OTHER, "Other", List.of("acme/shop"), Examples.NOW, 0));
        CallCounter counter = new CallCounter();
        DynamoProjectStore counted = new DynamoProjectStore(
                LocalDynamoDb.client(UrlConnectionHttpClient.create(), counter), table, Examples.CLOCK);

        Snapshot snapshot = counted.snapshot(Examples.DEMO).orElseThrow();

        assertThat(counter.calls()).containsExactly("QueryRequest");
        assertThat(snapshot.project().name()).isEqualTo(Examples.project().name());
        assertThat(snapshot.environments()).containsOnlyKeys(Examples.STAGING);
        assertThat(snapshot.rules()).hasSize(1);
        assertThat(snapshot.state(Examples.RULE).failures()).isEqualTo(1);
        assertThat(snapshot.state(new RuleId("another")).revision()).isZero();
    }

    @Test
    void there_is_no_snapshot_without_a_project() {
        stored(Examples.environment());

        assertThat(projects.snapshot(Examples.DEMO)).isEmpty();
        assertThat(projects.project(Examples.DEMO)).isEmpty();
    }

    @Test
    void rules_are_in_the_order_of_their_creation() {
        stored(Examples.project(), ruleAt("a", Examples.NOW.plusSeconds(2)), ruleAt("b", Examples.NOW));

        assertThat(projects.snapshot(Examples.DEMO).orElseThrow().rules())
                .extracting(rule -> rule.id().value())
                .containsExactly("b", "a");
    }

    @Test
    void a_snapshot_of_more_than_one_answer_is_still_whole() {
        stored(Examples.project());
        List<String> patterns =
                IntStream.range(0, 50).mapToObj(i -> "p" + i + "x".repeat(250)).toList();
        Trigger.PrOpen large = new Trigger.PrOpen(patterns, patterns);
        for (int i = 0; i < 50; i++) {
            stored(Examples.rule("r" + i, Examples.spec(large, new Action.Deploy(Examples.STAGING, true))));
        }

        assertThat(projects.snapshot(Examples.DEMO).orElseThrow().rules()).hasSize(50);
    }

    @Test
    void single_entities_are_found_by_their_ids() {
        HookSecret secret = new HookSecret(
                Examples.DEMO,
                Provider.GITHUB,
                Examples.environment().platform().key(),
                Optional.empty(),
                Examples.NOW,
                0);
        stored(Examples.environment(), Examples.rules().get(0), secret);

        assertThat(projects.environment(Examples.DEMO, Examples.STAGING)).isPresent();
        assertThat(projects.environment(Examples.DEMO, Examples.PRODUCTION)).isEmpty();
        assertThat(projects.rule(Examples.DEMO, Examples.rules().get(0).id())).isPresent();
        assertThat(projects.rule(OTHER, Examples.rules().get(0).id())).isEmpty();
        assertThat(projects.hookSecret(Examples.DEMO, Provider.GITHUB))
                .map(HookSecret::current)
                .contains(secret.current());
        assertThat(projects.hookSecret(Examples.DEMO, Provider.GITLAB)).isEmpty();
        assertThat(projects.ruleState(Examples.DEMO, Examples.RULE))
                .isEqualTo(RuleState.fresh(Examples.DEMO, Examples.RULE));
    }

    @Test
    void a_hook_secret_is_one_read_of_one_item_under_a_key_of_its_own_kind() {
        CallCounter counter = new CallCounter();
        DynamoProjectStore counted = new DynamoProjectStore(
                LocalDynamoDb.client(UrlConnectionHttpClient.create(), counter), table, Examples.CLOCK);

        assertThat(counted.hookSecret(Examples.DEMO, Provider.GITHUB)).isEmpty();

        assertThat(counter.calls()).containsExactly("GetItemRequest");
        assertThat(ItemKey.hookSecret(Examples.DEMO, Provider.GITHUB).pk()).startsWith("HOOK#demo#");
    }

    @Test
    void a_member_is_found_whatever_the_case_of_the_address() {
        stored(Member.of(Examples.DEMO, "Ada@Example.com", Role.DEVELOPER));

        assertThat(projects.member(Examples.DEMO, "ADA@example.com"))
                .map(Member::role)
                .contains(Role.DEVELOPER);
        assertThat(projects.memberships("ada@EXAMPLE.com", Page.Request.first(10))
                        .items())
                .hasSize(1);
    }

    @Test
    void members_are_listed_by_address_and_memberships_by_project() {
        stored(
                Member.of(Examples.DEMO, "bob@example.com", Role.VIEWER),
                Member.of(Examples.DEMO, "ada@example.com", Role.ADMIN),
                Member.of(OTHER, "ada@example.com", Role.VIEWER));

        assertThat(projects.members(Examples.DEMO, Page.Request.first(10)).items())
                .extracting(Member::email)
                .containsExactly("ada@example.com", "bob@example.com");
        Page<Member> first = projects.memberships("ada@example.com", Page.Request.first(1));
        assertThat(first.items()).extracting(Member::project).containsExactly(Examples.DEMO);
        Page<Member> second = projects.memberships("ada@example.com", new Page.Request(1, first.next()));
        assertThat(second.items()).extracting(Member::project).containsExactly(OTHER);
        assertThat(second.next()).isEmpty();
    }

    private static Rule ruleAt(String id, Instant createdAt) {
        Rule rule = Examples.rules().get(0);
        return new Rule(rule.project(), new RuleId(id), 1, rule.spec(), createdAt, createdAt, "ada", 0);
    }
}
