package dev.sluice.aws;

import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.HookSecret;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.store.Entity;
import dev.sluice.domain.store.Page;
import dev.sluice.domain.store.ProjectStore;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Projects in the table. A snapshot is one query of the project's partition; 1 MB of it (hundreds of rules) is one call. */
public final class DynamoProjectStore implements ProjectStore {
    private final TableReader reader;

    public DynamoProjectStore(DynamoDbClient client, String table, Clock clock) {
        this.reader = new TableReader(client, table, clock);
    }

    @Override
    public Optional<Snapshot> snapshot(ProjectId project) {
        List<Map<String, AttributeValue>> items =
                reader.all(Listing.forward(TableSchema.TABLE, ItemKey.projectPartition(project)));
        List<Environment> environments = of(Environment.class, items);
        List<Rule> rules = of(Rule.class, items).stream()
                .sorted(Comparator.comparing(Rule::createdAt).thenComparing(Rule::id))
                .toList();
        List<RuleState> states = of(RuleState.class, items);
        return of(Project.class, items).stream()
                .findFirst()
                .map(found -> new Snapshot(
                        found,
                        environments.stream().collect(Collectors.toMap(Environment::id, Function.identity())),
                        rules,
                        states.stream().collect(Collectors.toMap(RuleState::rule, Function.identity()))));
    }

    @Override
    public Optional<Project> project(ProjectId project) {
        return reader.get(Project.class, ItemKey.project(project));
    }

    @Override
    public Optional<Environment> environment(ProjectId project, EnvironmentId environment) {
        return reader.get(Environment.class, ItemKey.environment(project, environment));
    }

    @Override
    public Optional<Rule> rule(ProjectId project, RuleId rule) {
        return reader.get(Rule.class, ItemKey.rule(project, rule));
    }

    @Override
    public RuleState ruleState(ProjectId project, RuleId rule) {
        return reader.get(RuleState.class, ItemKey.ruleState(project, rule))
                .orElseGet(() -> RuleState.fresh(project, rule));
    }

    @Override
    public Optional<Member> member(ProjectId project, String email) {
        return reader.get(Member.class, ItemKey.member(project, email));
    }

    @Override
    public Page<Member> members(ProjectId project, Page.Request page) {
        return reader.page(Member.class, Listing.forward(TableSchema.TABLE, ItemKey.membersPartition(project)), page);
    }

    @Override
    public Page<Member> memberships(String email, Page.Request page) {
        return reader.page(Member.class, Listing.forward(TableSchema.FEED, IndexKey.personPartition(email)), page);
    }

    @Override
    public Optional<HookSecret> hookSecret(ProjectId project, Provider provider) {
        return reader.get(HookSecret.class, ItemKey.hookSecret(project, provider));
    }

    private static <E extends Entity> List<E> of(Class<E> type, List<Map<String, AttributeValue>> items) {
        String name = ItemForm.of(type).name();
        return items.stream()
                .filter(item -> name.equals(item.get(TableSchema.TYPE).s()))
                .map(item -> Items.entity(type, item))
                .toList();
    }
}
